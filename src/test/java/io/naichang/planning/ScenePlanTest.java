package io.naichang.planning;

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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How PostgreSQL finds a day's visits in two companies that have done 100 a day for 800 days, and have planned 20 more
/// days. Everything is in a transaction that is rolled back, so that no other test sees it.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class ScenePlanTest {
    private static final Pattern LEFT_OUT = Pattern.compile("Rows Removed by (?:Join )?Filter: (\\d+)");
    /// Fifteen days of a hundred each.
    private static final int VISITS_OF_LONGEST_PLAN = 1_500;

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
        for (String table : List.of("region", "app_user", "customer", "site", "visit", "visit_needs")) {
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
        statement.execute("""
                INSERT INTO visit (id, customer_id, site_id, kind, title)
                SELECT pg_temp.nth(100000 + n), pg_temp.nth(1), pg_temp.nth(1 + n), 'repair', 'แอร์ไม่เย็น'
                FROM generate_series(1, 200) n
                """);
        statement.execute("""
                INSERT INTO visit_needs (visit_id, needs) SELECT pg_temp.nth(n), '{}' FROM generate_series(1, 80000, 10) n
                """);
    }

    @AfterEach
    void forget() throws SQLException {
        connection.rollback();
        connection.close();
    }

    /// The plan as the application's connections make it (see application.properties), of the day that begins so many
    /// days from now.
    private String plan(int day) throws SQLException {
        statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
        statement.execute("SET LOCAL enable_seqscan = off");
        String[] parts = SceneRows.query(3000).split("\\?", -1);
        StringBuilder numbered = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            numbered.append('$').append(i).append(parts[i]);
        }
        statement.execute("PREPARE scene (uuid, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz,"
                + " timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, uuid, uuid[], uuid[], uuid[]) AS "
                + numbered);
        boolean over = day < 0;
        String from = "now() + interval '" + day + " days'" + (over ? "" : " - interval '18 hours'");
        String to = "now() + interval '" + (day + 1) + " days'";
        String earliest = from + " - interval '14 days'";
        String missed = over ? "'epoch'" : "now()";
        String forgotten = over ? to : "now() - interval '14 days'";
        String one = "'00000000-0000-0000-0000-000000000001'";
        String technicians = "'{00000000-0000-0000-0000-000000000001, 00000000-0000-0000-0000-000000000009}'";
        List<String> times = List.of(to, from, missed, earliest, to, from, forgotten, to, from, to);
        String values = String.join(", ", one, String.join(", ", times), one, technicians, technicians, technicians);
        try (ResultSet rows = statement.executeQuery(
                "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) EXECUTE scene (" + values + ")")) {
            StringBuilder plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        } finally {
            statement.execute("DEALLOCATE scene");
        }
    }

    /// How many rows a step of the plan read, at most, only to leave them out.
    private static int leftOut(String plan) {
        return LEFT_OUT.matcher(plan)
                .results()
                .mapToInt(each -> Integer.parseInt(each.group(1)))
                .max()
                .orElse(0);
    }

    @Test
    void a_day_is_read_without_its_companys_history() throws SQLException {
        String today = plan(0);

        assertThat(today)
                .contains(" visit_planned", " visit_open", " visit_done")
                .doesNotContain("Seq Scan");
        assertThat(leftOut(today)).isLessThan(VISITS_OF_LONGEST_PLAN);
    }

    @Test
    void a_day_of_last_year_is_read_without_what_came_after() throws SQLException {
        String lastYear = plan(-365);

        assertThat(lastYear)
                .contains(" visit_planned", " visit_open", " visit_done")
                .doesNotContain("Seq Scan");
        assertThat(leftOut(lastYear)).isLessThan(VISITS_OF_LONGEST_PLAN);
    }
}
