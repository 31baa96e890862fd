package io.naichang.sync;

import io.agroal.api.AgroalPoolInterceptor;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Names the unbroken history of this database (design: sync-protocol.md §3), and opens the next one when the database
/// turns out to be another: at every new connection, before anybody writes by it, and at every pull and push.
///
/// Opening waits for all writers. So nothing here may be called while a row is locked, except for the connections'
/// check: a database that was exchanged has no writers left from before.
@ApplicationScoped
class Epochs implements AgroalPoolInterceptor {
    private static final Logger LOG = Logger.getLogger(Epochs.class);
    private static final String PRESENT = "SELECT coalesce(sync_epoch(), sync_open_epoch())";

    private final Sql sql;

    Epochs(Sql sql) {
        this.sql = sql;
    }

    /// Before the first migration there is nothing to check, and nothing to lose.
    @Override
    public void onConnectionCreate(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            if (LostIds.holds(statement, "SELECT to_regproc('sync_open_epoch') IS NOT NULL")) {
                statement.execute(PRESENT);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("whether this is the same database could not be asked", e);
        }
    }

    /// The name of the present epoch.
    String current() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first(PRESENT, row -> row.getString(1)).orElseThrow());
    }

    /// True if this database was ever restored or rolled back, so that it may have forgotten what others keep.
    boolean wasRolledBack() {
        return number(current()) > 1;
    }

    /// Ends an epoch of which a phone knows more than the database does, unless that was done before; answers the
    /// present one.
    ///
    /// @param reached the number of the phone's epoch
    String end(String over, int reached) {
        String opened = QuarkusTransaction.requiringNew()
                .call(() -> sql.first("SELECT sync_open_epoch(?, ?)", row -> row.getString(1), over, reached)
                        .orElseThrow());
        LOG.warnf(
                "a phone was ahead of the database, which must have been rolled back: epoch %s is now %s",
                over, opened);
        return opened;
    }

    /// The number in an epoch's name `e7-…`.
    static int number(String epoch) {
        return Integer.parseInt(epoch.substring(1, epoch.indexOf('-')));
    }

    /// Asked under the device's lock, which no epoch is opened without: a batch never runs over into another.
    ///
    /// @throws Problem 409 `epoch-changed`, 503 `busy`
    static void refuseOther(@Nullable String epoch, Device device) {
        if (device.epoch() == null) {
            throw Problem.of(503, "busy", "The database was exchanged in the middle of this push: send it again.")
                    .header("Retry-After", "1");
        }
        if (!device.epoch().equals(epoch)) {
            throw changed(device.epoch(), device.lastSeq());
        }
    }

    /// 409 `epoch-changed`: the phone speaks of another history.
    static Problem changed(String epoch, long lastSeq) {
        return Problem.conflict(
                        "epoch-changed",
                        "The server's history is another one: push again from expectedSeq, then pull anew.")
                .with("epoch", epoch)
                .with("expectedSeq", lastSeq + 1);
    }
}
