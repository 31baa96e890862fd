package io.naichang.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.QueryPlanCase;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How PostgreSQL finds the visits of a feed among 40,000 of 400 days.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class FeedPlanTest extends QueryPlanCase {
    @Override
    protected List<String> tables() {
        return List.of("visit", "visit_step", "sync_document");
    }

    @Override
    protected void fill() throws SQLException {
        sql("""
                INSERT INTO visit (id, customer_id, site_id, kind, title, status, technician_id, crew_ids, planned_start, planned_end)
                SELECT pg_temp.nth(n), pg_temp.nth(1), pg_temp.nth(1 + n % 4000), 'repair', 'แอร์ไม่เย็น', 'scheduled',
                       pg_temp.nth(1 + n % 60), CASE WHEN n % 50 = 0 THEN ARRAY[pg_temp.nth(1 + n % 59)] ELSE '{}' END,
                       now() + (n / 100 - 200) * interval '1 day', now() + (n / 100 - 200) * interval '1 day' + interval '1 hour'
                FROM generate_series(1, 40000) n
                """);
        sql("""
                INSERT INTO visit_step (visit_id, step, status, at)
                SELECT pg_temp.nth(1 + n / 2), 'schedule', 'scheduled', now() FROM generate_series(0, 79999) n
                """);
        sql("""
                INSERT INTO sync_document (collection, id, version, doc, buckets, leads)
                SELECT collection, pg_temp.nth(n), 1, '{}', '{}', '{}'
                FROM (VALUES ('visits', 40000), ('sites', 4000)) c (collection, rows), generate_series(1, rows) n
                """);
    }

    private String plan(String subject) throws SQLException {
        String from = "now() - interval '30 days'";
        String to = "now() + interval '180 days'";
        String time = "timestamptz";
        return plan(
                Agenda.whose(subject) + Agenda.VISITS,
                List.of(time, time, "uuid", time, time, "uuid", time, time, "integer"),
                List.of(from, to, ONE, from, to, ONE, "now() - interval '14 days'", "now()", "5000"));
    }

    @Test
    void visits_of_a_site_are_found_by_the_index_of_sites() throws SQLException {
        assertThat(plan("site")).contains(" visit_at_site_planned").doesNotContain("Seq Scan");
    }

    @Test
    void visits_in_a_region_are_found_by_the_indexes_of_regions_and_sites() throws SQLException {
        assertThat(plan("region"))
                .contains(" visit_at_site_planned", " site_by_region")
                .doesNotContain("Seq Scan");
    }

    @Test
    void visits_of_a_technician_are_found_by_his_index_and_that_of_visits_with_a_crew() throws SQLException {
        assertThat(plan("technician"))
                .contains(" visit_technician_planned", " visit_with_crew")
                .doesNotContain("Seq Scan");
    }
}
