package io.naichang.sync;

import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Names the unbroken history of this database (design: sync-protocol.md §3). The first epoch opens with the first
/// call; noticing restores and promotions, and restamping after them, is issue 3.
@ApplicationScoped
class Epochs {
    private final Sql sql;
    private volatile @Nullable String current;

    Epochs(Sql sql) {
        this.sql = sql;
    }

    /// The name of the present epoch, `e1` and so on.
    String current() {
        String known = current;
        if (known == null) {
            known = "e" + QuarkusTransaction.requiringNew().call(this::open);
            current = known;
        }
        return known;
    }

    private int open() {
        sql.update("""
                INSERT INTO epoch (number, system_identifier, timeline)
                SELECT 1, system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8) FROM pg_control_system()
                ON CONFLICT DO NOTHING
                """);
        return sql.first("SELECT max(number) FROM epoch", row -> row.getInt(1)).orElseThrow();
    }

    /// @throws Problem 409 `epoch-changed` if the phone speaks of another history
    void check(@Nullable String epoch, long lastSeq) {
        if (!current().equals(epoch)) {
            throw Problem.conflict(
                            "epoch-changed",
                            "The server's history is another one: push again from expectedSeq, then pull anew.")
                    .with("epoch", current())
                    .with("expectedSeq", lastSeq + 1);
        }
    }
}
