package io.naichang.sync;

import io.naichang.platform.Sql;
import io.naichang.platform.Tenants;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Deletes tombstones at night: that a row left a bucket, that a bucket was given up. Which are old enough is told by
/// ticks, each a moment with the transactions that were over by then. Rows themselves stay, also deleted ones: a
/// dispatcher can bring them back.
@ApplicationScoped
class Compaction {
    private static final int AT_ONCE = 10_000;

    private final Sql sql;
    private final Tenants tenants;
    private final Clock clock;
    private final SyncConfig config;

    Compaction(Sql sql, Tenants tenants, Clock clock, SyncConfig config) {
        this.sql = sql;
        this.tenants = tenants;
        this.clock = clock;
        this.config = config;
    }

    /// Two nodes that do it at once take turns at the rows, and each records no more than it deleted.
    @Scheduled(cron = "0 40 3 * * ?", identity = "sync-compaction")
    @ActivateRequestContext
    void night() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> tick(now));
        Optional<String> before =
                QuarkusTransaction.requiringNew().call(() -> settled(now.minus(config.tombstoneLife())));
        if (before.isEmpty()) {
            return;
        }
        tenants.each("the deletion of old tombstones", () -> {
            while (QuarkusTransaction.requiringNew().call(() -> compact(before.get())) > 0) {
                // The next some: a push that brings a row back waits for no more than these.
            }
        });
    }

    private void tick(Instant now) {
        sql.update(
                "INSERT INTO sync_tick (at, epoch, xid) SELECT ?, max(number), pg_snapshot_xmin(pg_current_snapshot()) FROM epoch"
                        + " HAVING count(*) > 0 ON CONFLICT DO NOTHING",
                now);
    }

    /// The first transaction that may not have been over at that time; older ticks tell nothing more.
    private Optional<String> settled(Instant at) {
        Optional<String> xid = sql.first(
                "SELECT xid::text FROM sync_tick WHERE at <= ? AND epoch = (SELECT max(number) FROM epoch) ORDER BY at DESC LIMIT 1",
                row -> row.getString(1),
                at);
        sql.update("DELETE FROM sync_tick WHERE at < (SELECT max(at) FROM sync_tick WHERE at <= ?)", at);
        return xid;
    }

    private int compact(@Nullable String before) {
        return sql.first("SELECT sync_compact(?::text::xid8, ?)", row -> row.getInt(1), before, AT_ONCE)
                .orElse(0);
    }
}
