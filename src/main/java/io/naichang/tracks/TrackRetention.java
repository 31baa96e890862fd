package io.naichang.tracks;

import io.naichang.platform.Caller;
import io.naichang.platform.ObjectStore;
import io.naichang.platform.Tenants;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Instant;
import java.util.List;

/// Deletes at night the tracks whose time is over. Two nodes that do so at once do the same work twice and no harm.
@ApplicationScoped
class TrackRetention {
    /// Below the tenant's own.
    static final String FOLDER = "/tracks/";

    private static final int AT_ONCE = 500;

    private final TrackingPolicies policies;
    private final TrackIndex index;
    private final ObjectStore store;
    private final Caller caller;
    private final Tenants tenants;

    TrackRetention(TrackingPolicies policies, TrackIndex index, ObjectStore store, Caller caller, Tenants tenants) {
        this.policies = policies;
        this.index = index;
        this.store = store;
        this.caller = caller;
        this.tenants = tenants;
    }

    @Scheduled(cron = "0 50 2 * * ?", identity = "track-retention")
    @ActivateRequestContext
    void night() {
        tenants.each("the deletion of old tracks", this::sweep);
    }

    /// Deletes what is too old of the caller's tenant; answers how many pieces.
    int sweep() {
        Instant horizon = QuarkusTransaction.requiringNew().call(policies::horizon);
        QuarkusTransaction.requiringNew().run(() -> index.forgetPositions(horizon));
        int removed = 0;
        while (true) {
            List<TrackIndex.Old> old = QuarkusTransaction.requiringNew().call(() -> index.old(horizon, AT_ONCE));
            if (old.isEmpty()) {
                break;
            }
            // The bytes first: a row that is left finds them again, bytes that are left nobody does.
            old.stream().map(TrackIndex.Old::key).forEach(store::remove);
            QuarkusTransaction.requiringNew()
                    .run(() -> index.remove(old.stream().map(TrackIndex.Old::id).toList()));
            removed += old.size();
        }
        // Bytes that a crash left without a row: written so long ago, they are of points that are older still.
        store.keys(caller.tenant() + FOLDER, horizon, AT_ONCE).forEach(store::remove);
        return removed;
    }
}
