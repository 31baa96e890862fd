package io.naichang.sync;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Keeps a crash of PostgreSQL from giving a transaction an id that a phone's cursor counts as over: the first
/// connection after one, of either pool, passes by all ids that it can have taken back.
@ApplicationScoped
@Default
@DataSource("reads")
class LostIds implements AgroalPoolInterceptor {
    private static final String CRASHED = "SELECT sync_crashed()";
    /// What writes itself to the disk within a fifth of a second is lost at most; no server of ours begins more in
    /// that.
    private static final int LOST_AT_MOST = 5_000;

    @Override
    public void onConnectionCreate(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            // Before the first migration there is nothing to lose.
            if (holds(statement, "SELECT to_regproc('sync_ids_passed') IS NOT NULL") && holds(statement, CRASHED)) {
                pass(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("whether PostgreSQL has crashed could not be asked", e);
        }
    }

    /// Once: whoever waits at the lock finds that it was done.
    private static void pass(Statement statement) throws SQLException {
        statement.execute("SELECT pg_advisory_lock(hashtextextended('naichang.crash', 0))");
        if (holds(statement, CRASHED)) {
            statement.execute("CALL sync_pass_ids(" + LOST_AT_MOST + ")");
            statement.execute("SELECT sync_ids_passed()");
        }
        statement.execute("SELECT pg_advisory_unlock(hashtextextended('naichang.crash', 0))");
    }

    static boolean holds(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
