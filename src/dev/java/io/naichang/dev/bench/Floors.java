package io.naichang.dev.bench;

import io.naichang.dev.StackFacts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/// What the same work costs at the least: by JDBC, without HTTP, without rules.
final class Floors {
    private static final int A_TRANSACTION = 32;

    private final String tenant;
    private final Connection pooled;
    private final Inserts inserts;

    Floors(StackFacts facts, String tenant) throws SQLException {
        this.tenant = tenant;
        pooled = DriverManager.getConnection(facts.jdbcUrl(), facts.appUser(), facts.appPassword());
        inserts = new Inserts(pooled);
    }

    /// Puts parts into the catalogue as the application would, in one go.
    static void fillCatalogue(StackFacts facts, String tenant, int rows) throws SQLException {
        try (Connection connection = owner(facts, tenant);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO part (id, sku, name, unit, models, lead_time_days)"
                    + " SELECT gen_random_uuid(), 'SKU-' || i, 'คอมเพรสเซอร์ ' || i, 'piece', ARRAY['FTKM' || i % 40, 'RKM' || i % 40], i % 30"
                    + " FROM generate_series(1, " + rows + ") i");
            statement.execute(
                    "SELECT count(*) FROM sync_record('parts', ARRAY(SELECT id FROM part WHERE tenant_id = current_tenant()),"
                            + " ARRAY(SELECT ROW(s.id, s.doc, s.buckets, s.leads)::sync_state FROM parts_state s), '{}', NULL, NULL, NULL, now())");
            connection.commit();
        }
        try (Connection connection = owner(facts, tenant);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("ANALYZE");
        }
    }

    static Connection owner(StackFacts facts, String tenant) throws SQLException {
        Connection connection = DriverManager.getConnection(facts.jdbcUrl(), facts.ownerUser(), facts.ownerPassword());
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT set_config('naichang.tenant', ?, false)")) {
            statement.setString(1, tenant);
            statement.execute();
        }
        connection.commit();
        return connection;
    }

    int allDocuments() throws SQLException {
        pooled.setAutoCommit(false);
        actForTenant();
        int rows = 0;
        long characters = 0;
        try (PreparedStatement statement = pooled.prepareStatement(
                "SELECT collection, id, version, doc::text FROM sync_document WHERE tenant_id = ?")) {
            statement.setString(1, tenant);
            statement.setFetchSize(1000);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    characters += row.getString(1).length()
                            + row.getString(2).length()
                            + row.getInt(3)
                            + row.getString(4).length();
                    rows++;
                }
            }
        }
        pooled.rollback();
        pooled.setAutoCommit(true);
        if (characters == 0 || rows < SyncBench.ROWS) {
            throw new IllegalStateException("the floor read only " + rows + " rows");
        }
        return rows;
    }

    int selectOne(Company company, int times) throws SQLException {
        try (PreparedStatement statement = pooled.prepareStatement("SELECT 1")) {
            for (int i = 0; i < times; i++) {
                company.nothing();
                statement.executeQuery().close();
            }
        }
        return times;
    }

    int plainInserts(int mutations) throws SQLException {
        UUID device = UUID.randomUUID();
        pooled.setAutoCommit(false);
        for (int from = 0; from < mutations; from += A_TRANSACTION) {
            actForTenant();
            for (int i = from; i < Math.min(mutations, from + A_TRANSACTION); i++) {
                inserts.one(device, i);
            }
            pooled.commit();
        }
        pooled.setAutoCommit(true);
        return mutations;
    }

    private void actForTenant() throws SQLException {
        try (PreparedStatement tenancy = pooled.prepareStatement("SELECT set_config('naichang.tenant', ?, true)")) {
            tenancy.setString(1, tenant);
            tenancy.execute();
        }
    }
}
