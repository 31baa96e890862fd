package io.naichang.sync;

import io.naichang.platform.ObjectStore;
import io.naichang.platform.Sql;
import io.naichang.platform.Tenants;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Removes at night what nobody will ask for (design: sync-protocol.md §8): unfinished uploads after 7 days, bytes that
/// nothing refers to after 30. Two nodes that sweep at once do the same work twice and no harm.
@ApplicationScoped
class BlobSweep {
    private static final Duration UNFINISHED = Duration.ofDays(7);
    private static final Duration UNREFERRED = Duration.ofDays(30);
    /// More are left to the next night.
    private static final int BATCH = 1000;

    private final Sql sql;
    private final Tenants tenants;
    private final BlobKeys keys;
    private final ObjectStore store;
    private final Clock clock;

    BlobSweep(Sql sql, Tenants tenants, BlobKeys keys, ObjectStore store, Clock clock) {
        this.sql = sql;
        this.tenants = tenants;
        this.keys = keys;
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(cron = "0 20 3 * * ?", identity = "blob-sweep")
    @ActivateRequestContext
    void night() {
        tenants.each("the sweep of files", this::sweep);
    }

    /// Sweeps the caller's tenant; answers how many files, objects and uploads went.
    int sweep() {
        Instant now = clock.instant();
        int removed = 0;
        removed += store.abortUploads(keys.files(), now.minus(UNFINISHED));
        for (String prefix : keys.passing()) {
            removed += store.abortUploads(prefix, now.minus(UNFINISHED));
            List<String> old = store.keys(prefix, now.minus(UNREFERRED), BATCH);
            old.forEach(store::remove);
            removed += old.size();
        }
        List<String> unreferred = QuarkusTransaction.requiringNew()
                .call(() -> sql.list(
                        "SELECT sha256 FROM blob WHERE tenant_id = current_tenant() AND referred_at IS NULL"
                                + " AND coalesce(verified_at, created_at) < ? LIMIT ?",
                        row -> row.getString(1),
                        now.minus(UNREFERRED),
                        BATCH));
        for (String sha256 : unreferred) {
            removed += QuarkusTransaction.requiringNew().call(() -> remove(sha256));
        }
        return removed;
    }

    /// The row's lock is held until its objects are gone, so that nobody begins to refer to bytes that are going.
    private int remove(String sha256) {
        int removed = sql.update(
                "DELETE FROM blob WHERE tenant_id = current_tenant() AND sha256 = ? AND referred_at IS NULL"
                        + " AND coalesce(verified_at, created_at) < ?",
                sha256,
                clock.instant().minus(UNREFERRED));
        if (removed == 1) {
            store.remove(keys.thumbnail(sha256));
            store.remove(keys.bare(sha256));
            store.remove(keys.verified(sha256));
        }
        return removed;
    }
}
