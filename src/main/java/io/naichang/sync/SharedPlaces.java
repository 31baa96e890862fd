package io.naichang.sync;

import io.naichang.platform.Exchange;
import io.naichang.platform.Problem;
import java.time.Duration;

/// Places for calls that take memory while their phone sends, of which each company or person has at most a share.
/// Who waits first for his own share keeps out nobody but himself.
final class SharedPlaces<K> {
    private final Turns places;
    private final Shares<K> shares;
    private final Duration patience;

    /// @param share places that one may hold
    /// @param waiting how many calls of one may wait for them
    SharedPlaces(int size, int share, int waiting, Duration patience, Exchange exchange) {
        this.patience = patience;
        places = new Turns(size, exchange);
        shares = new Shares<>(share, waiting, exchange);
    }

    /// A place, until it is closed.
    ///
    /// @throws Problem 503 `busy` if there is none for too long
    Lease take(K whose, String why) {
        long deadline = System.nanoTime() + patience.toNanos();
        Lease lease = new Lease();
        orBusy(shares.take(whose, deadline), lease, why);
        lease.hold(() -> shares.release(whose));
        orBusy(places.take(deadline), lease, why);
        lease.hold(places::release);
        return lease;
    }

    private static void orBusy(boolean taken, Lease lease, String why) {
        if (!taken) {
            lease.close();
            throw Problem.of(503, "busy", why).header("Retry-After", "5");
        }
    }

    /// Whether somebody waits for whom a place of this one would do.
    boolean isNeeded(K whose) {
        return places.waiting() > 0 || shares.waiting(whose) > 0;
    }

    int free() {
        return places.free();
    }

    int waiting() {
        return shares.waiting() + places.waiting();
    }
}
