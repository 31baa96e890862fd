package io.naichang.dev.simulate;

import io.naichang.dev.Server;
import io.naichang.dev.StackFacts;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// Companies on a server of one's own: each play of a seed has a tenant of its own. The first admin is made by the
/// application's
/// own command; the others are copies of him, since that command takes seconds.
final class Tenants {
    private static final String FIRST = "sim";

    private final StackFacts facts;
    private final AtomicInteger made = new AtomicInteger();

    Tenants(Server server, String password) throws IOException {
        facts = server.facts();
        server.createAdmin(FIRST, FIRST + "-admin", password);
    }

    /// Makes a tenant with an admin; answers his sign-in name.
    String add(long seed) {
        String tenant = "sim-" + seed + "-" + made.incrementAndGet();
        String name = tenant + "-admin";
        try (Connection database =
                DriverManager.getConnection(facts.jdbcUrl(), facts.ownerUser(), facts.ownerPassword())) {
            database.setAutoCommit(false);
            run(database, "INSERT INTO tenant (id, name) VALUES (?, ?)", tenant, tenant);
            run(
                    database,
                    "INSERT INTO app_user (tenant_id, id, username, name, roles, password_hash)"
                            + " SELECT ?, gen_random_uuid(), ?, name, roles, password_hash FROM app_user WHERE username = ?",
                    tenant,
                    name,
                    FIRST + "-admin");
            run(
                    database,
                    "INSERT INTO sign_in_name (name, tenant_id, user_id) SELECT username, tenant_id, id FROM app_user WHERE username = ?",
                    name);
            database.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("a tenant could not be made", e);
        }
        return name;
    }

    private static void run(Connection database, String text, String... values) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            if (statement.executeUpdate() != 1) {
                throw new SQLException("it did not make one row: " + text);
            }
        }
    }
}
