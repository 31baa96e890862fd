package io.naichang.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.OwnStack;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How PostgreSQL finds the visits of a feed in two companies of 60 technicians, 4,000 sites and 40,000 visits of 400
/// days each. Everything is in a transaction that is rolled back, so that no other test sees it.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class FeedPlanTest {
    private static final String ONE = "'00000000-0000-0000-0000-000000000001'";

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void fill() throws SQLException {
        List<String> tenants = List.of(Given.tenant().id(), Given.tenant().id());
        connection = OwnStack.owner();
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        for (String tenant : tenants) {
            fill(tenant);
        }
        for (String table : List.of("region", "app_user", "customer", "site", "visit", "visit_step", "sync_document")) {
            statement.execute("ANALYZE " + table);
            // As the application, who is not the owner.
            statement.execute("ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY");
        }
    }

    private void fill(String tenant) throws SQLException {
        statement.execute("SELECT set_config('naichang.tenant', '" + tenant + "', true)");
        statement.execute("CREATE OR REPLACE FUNCTION pg_temp.nth(n bigint) RETURNS uuid LANGUAGE sql AS"
                + " $$ SELECT ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid $$");
        statement.execute("""
                INSERT INTO region (id, name) SELECT pg_temp.nth(n), 'เขต ' || n FROM generate_series(1, 8) n
                """);
        statement.execute("""
                INSERT INTO app_user (id, username, name, roles, password_hash)
                SELECT pg_temp.nth(n), 'plan-' || n, 'ช่าง ' || n, '{technician}', 'x' FROM generate_series(1, 60) n
                """);
        statement.execute("""
                INSERT INTO customer (id, name, kind, language) VALUES (pg_temp.nth(1), 'ลูกค้า', 'company', 'th')
                """);
        statement.execute("""
                INSERT INTO site (id, customer_id, name, time_zone, region_id)
                SELECT pg_temp.nth(n), pg_temp.nth(1), 'อาคาร ' || n, 'Asia/Bangkok', pg_temp.nth(1 + n % 8)
                FROM generate_series(1, 4000) n
                """);
        statement.execute("""
                INSERT INTO visit (id, customer_id, site_id, kind, title, status, technician_id, crew_ids, planned_start, planned_end)
                SELECT pg_temp.nth(n), pg_temp.nth(1), pg_temp.nth(1 + n % 4000), 'repair', 'แอร์ไม่เย็น', 'scheduled',
                       pg_temp.nth(1 + n % 60), CASE WHEN n % 50 = 0 THEN ARRAY[pg_temp.nth(1 + n % 59)] ELSE '{}' END,
                       now() + (n / 100 - 200) * interval '1 day', now() + (n / 100 - 200) * interval '1 day' + interval '1 hour'
                FROM generate_series(1, 40000) n
                """);
        statement.execute("""
                INSERT INTO visit_step (visit_id, step, status, at)
                SELECT pg_temp.nth(1 + n / 2), 'schedule', 'scheduled', now() FROM generate_series(0, 79999) n
                """);
        statement.execute("""
                INSERT INTO sync_document (collection, id, version, doc, buckets, leads)
                SELECT collection, pg_temp.nth(n), 1, '{}', '{}', '{}'
                FROM (VALUES ('visits', 40000), ('sites', 4000)) c (collection, rows), generate_series(1, rows) n
                """);
    }

    @AfterEach
    void forget() throws SQLException {
        connection.rollback();
        connection.close();
    }

    /// The plan as the application's connections make it (see application.properties). A table of which no index is of
    /// use is scanned by them too.
    private String plan(String subject) throws SQLException {
        statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
        statement.execute("SET LOCAL enable_seqscan = off");
        String query = Agenda.whose(subject) + Agenda.VISITS;
        String[] parts = query.split("\\?", -1);
        StringBuilder numbered = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            numbered.append('$').append(i).append(parts[i]);
        }
        statement.execute("PREPARE feed (timestamptz, timestamptz, uuid, timestamptz, timestamptz, uuid, timestamptz,"
                + " timestamptz, integer) AS " + numbered);
        String from = "now() - interval '30 days', now() + interval '180 days', ";
        try (ResultSet rows = statement.executeQuery("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) EXECUTE feed (" + from
                + ONE + ", " + from + ONE + ", now() - interval '14 days', now(), 5000)")) {
            StringBuilder plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        }
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
