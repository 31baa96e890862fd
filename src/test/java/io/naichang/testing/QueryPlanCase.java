package io.naichang.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// How PostgreSQL finds rows in two companies of 8 regions, 60 technicians and 4,000 sites. Everything is in a
/// transaction that is rolled back, so that no other test sees it.
@SuppressWarnings("NullAway") // set before each test
public abstract class QueryPlanCase {
    protected static final String ONE = "'00000000-0000-0000-0000-000000000001'";

    private Connection connection;
    private Statement statement;

    /// Fills the tables of a query for one company; `pg_temp.nth` makes ids of numbers.
    protected abstract void fill() throws SQLException;

    /// What [#fill] writes to.
    protected abstract List<String> tables();

    protected final void sql(String text) throws SQLException {
        statement.execute(text);
    }

    @BeforeEach
    void fill_two_companies() throws SQLException {
        List<String> tenants = List.of(Given.tenant().id(), Given.tenant().id());
        connection = OwnStack.owner();
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        for (String tenant : tenants) {
            fillSites(tenant);
            fill();
        }
        for (String table : List.of("region", "app_user", "customer", "site")) {
            asTheApplicationSees(table);
        }
        for (String table : tables()) {
            asTheApplicationSees(table);
        }
    }

    /// Who is not the owner.
    private void asTheApplicationSees(String table) throws SQLException {
        statement.execute("ANALYZE " + table);
        statement.execute("ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY");
    }

    private void fillSites(String tenant) throws SQLException {
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
    }

    @AfterEach
    void forget() throws SQLException {
        connection.rollback();
        connection.close();
    }

    /// The plan as the application's connections make it (see application.properties). A table of which no index is of
    /// use is scanned by them too.
    ///
    /// @param types of its question marks
    /// @param values for them, as SQL
    protected final String plan(String query, List<String> types, List<String> values) throws SQLException {
        return plan(query, types, values, () -> {});
    }

    /// What happens to the tables after a plan was made.
    protected interface Meanwhile {
        void happens() throws SQLException;
    }

    /// The same of a plan that is older than what happened meanwhile.
    protected final String plan(String query, List<String> types, List<String> values, Meanwhile meanwhile)
            throws SQLException {
        statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
        statement.execute("SET LOCAL enable_seqscan = off");
        String[] parts = query.split("\\?", -1);
        StringBuilder numbered = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            numbered.append('$').append(i).append(parts[i]);
        }
        statement.execute("PREPARE it (" + String.join(", ", types) + ") AS " + numbered);
        String it = "EXECUTE it (" + String.join(", ", values) + ")";
        statement.execute(it);
        meanwhile.happens();
        try (ResultSet rows = statement.executeQuery("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + it)) {
            StringBuilder plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        } finally {
            statement.execute("DEALLOCATE it");
        }
    }
}
