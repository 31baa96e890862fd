package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.QueryPlanCase;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// How PostgreSQL finds a day's visits, where 100 a day were done for 800 days and 20 more days are planned, and a
/// day's plans.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ScenePlanTest extends QueryPlanCase {
    private static final Pattern LEFT_OUT = Pattern.compile("Rows Removed by (?:Join )?Filter: (\\d+)");
    private static final Pattern READ = Pattern.compile(" on visit[^(]* \\(actual rows=(\\d+)[.\\d]* loops=(\\d+)");
    /// A day, the fourteen before it that a visit may last, and what of two more is cut, of a hundred visits each.
    private static final int VISITS_OF_LONGEST_PLAN = 1_700;

    @Override
    protected List<String> tables() {
        return List.of("visit", "visit_needs", "route_plan");
    }

    @Override
    protected void fill() throws SQLException {
        sql("""
                INSERT INTO visit (id, customer_id, site_id, kind, title, status, technician_id, planned_start, planned_end,
                                   started_at, finished_at)
                SELECT pg_temp.nth(n), pg_temp.nth(1), pg_temp.nth(1 + n % 4000), 'repair', 'แอร์ไม่เย็น',
                       CASE WHEN start > now() THEN 'scheduled' WHEN n % 2000 = 0 THEN 'waiting' ELSE 'done' END,
                       pg_temp.nth(1 + n % 60), start, start + interval '1 hour',
                       CASE WHEN start <= now() THEN start END,
                       CASE WHEN start <= now() AND n % 2000 <> 0 THEN start + interval '50 minutes' END
                FROM generate_series(1, 82000) n,
                     LATERAL (SELECT now() + (n / 100 - 800) * interval '1 day' - interval '3 hours' AS start) t
                """);
        sql("""
                INSERT INTO visit (id, customer_id, site_id, kind, title)
                SELECT pg_temp.nth(100000 + n), pg_temp.nth(1), pg_temp.nth(1 + n), 'repair', 'แอร์ไม่เย็น'
                FROM generate_series(1, 200) n
                """);
        sql("""
                INSERT INTO visit_needs (visit_id, needs) SELECT pg_temp.nth(n), '{}' FROM generate_series(1, 80000, 10) n
                """);
        sql("""
                INSERT INTO route_plan (id, region_id, from_at, to_at, request, created_by, created_at)
                SELECT pg_temp.nth(n), pg_temp.nth(1 + n % 8), day, day + interval '1 day', '{}', pg_temp.nth(1), day
                FROM generate_series(1, 8000) n, LATERAL (SELECT date_trunc('day', now()) - n / 80 * interval '1 day' AS day) d
                """);
    }

    /// Of the day that begins so many days from now.
    private String plan(int day) throws SQLException {
        boolean over = day < 0;
        String from = "now() + interval '" + day + " days'" + (over ? "" : " - interval '18 hours'");
        String to = "now() + interval '" + (day + 1) + " days'";
        String earliest = from + " - interval '14 days'";
        String missed = over ? "'epoch'" : from;
        String forgotten = over ? to : "now() - interval '14 days'";
        String technicians = "'{00000000-0000-0000-0000-000000000001, 00000000-0000-0000-0000-000000000009}'";
        List<String> types = new ArrayList<>(List.of("uuid"));
        List<String> values = new ArrayList<>(List.of(ONE));
        for (List<String> times : List.of(
                List.of(to, from, missed),
                List.of(earliest, to, from, earliest, from, forgotten, from),
                List.of(to, from, to))) {
            types.addAll(Collections.nCopies(times.size(), "timestamptz"));
            types.addAll(List.of("uuid", "uuid[]", "uuid[]", "uuid[]"));
            values.addAll(times);
            values.addAll(List.of(ONE, technicians, technicians, technicians));
        }
        return plan(SceneRows.query(3000), types, values);
    }

    /// The greatest of such numbers of its steps, each as often as the step was done if that is known.
    private static int most(Pattern number, String plan) {
        return number.matcher(plan)
                .results()
                .mapToInt(each ->
                        Integer.parseInt(each.group(1)) * (each.groupCount() > 1 ? Integer.parseInt(each.group(2)) : 1))
                .max()
                .orElse(0);
    }

    @Test
    void a_day_is_read_without_its_companys_history() throws SQLException {
        String today = plan(0);

        assertThat(today)
                .contains(" visit_planned", " visit_open", " visit_done")
                .doesNotContain("Seq Scan");
        assertThat(most(LEFT_OUT, today)).as(today).isLessThan(VISITS_OF_LONGEST_PLAN);
    }

    /// Statistics hang on what was deleted and on samples: in the course of all tests, joining all of a company's
    /// visits before those of the day once seemed cheaper than finding each of the day's.
    @Test
    void history_is_not_read_even_if_finding_visits_one_by_one_seems_dear() throws SQLException {
        sql("SET LOCAL enable_nestloop = off");
        String today = plan(0);

        assertThat(most(READ, today)).as(today).isBetween(1, VISITS_OF_LONGEST_PLAN);
        assertThat(most(LEFT_OUT, today)).as(today).isLessThan(VISITS_OF_LONGEST_PLAN);
    }

    @Test
    void a_day_of_last_year_is_read_without_what_came_after() throws SQLException {
        String lastYear = plan(-365);

        assertThat(lastYear)
                .contains(" visit_planned", " visit_open", " visit_done")
                .doesNotContain("Seq Scan");
        assertThat(most(LEFT_OUT, lastYear)).as(lastYear).isLessThan(VISITS_OF_LONGEST_PLAN);
    }

    @Test
    void the_plans_of_a_regions_day_are_found_by_their_index() throws SQLException {
        String day = plan(
                "SELECT id FROM route_plan t WHERE t.tenant_id = current_tenant() AND t.region_id = ? AND t.from_at = ?"
                        + " ORDER BY t.created_at, t.id LIMIT 100",
                List.of("uuid", "timestamptz"),
                List.of(ONE, "date_trunc('day', now()) - interval '9 days'"));

        assertThat(day).contains(" route_plan_of").doesNotContain("Seq Scan").doesNotContain("Sort");
    }
}
