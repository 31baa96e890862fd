package io.naichang.sync;

import io.naichang.platform.Exchange;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A share of places for each of many, so that one who takes and never gives back keeps out nobody but himself. Only
/// those are remembered who hold a place or wait for one.
final class Shares<K> {
    private final Map<K, Share> shares = new HashMap<>();
    private final int each;
    private final int waiting;
    private final Exchange exchange;

    private static final class Share {
        private final Turns turns;
        private int users;

        private Share(Turns turns) {
            this.turns = turns;
        }
    }

    /// @param each places that one may hold
    /// @param waiting how many calls of one may wait for them
    Shares(int each, int waiting, Exchange exchange) {
        this.each = each;
        this.waiting = waiting;
        this.exchange = exchange;
    }

    /// As [Turns#take]; false at once if too many calls of this one wait already.
    boolean take(K whose, long deadline) {
        Share share = join(whose);
        boolean taken = false;
        try {
            taken = share != null && share.turns.take(deadline);
            return taken;
        } finally {
            if (share != null && !taken) {
                leave(whose, share);
            }
        }
    }

    private synchronized @Nullable Share join(K whose) {
        Share share = shares.computeIfAbsent(whose, unseen -> new Share(new Turns(each, exchange)));
        if (share.users == each + waiting) {
            return null;
        }
        share.users++;
        return share;
    }

    synchronized void release(K whose) {
        Share share = shares.get(whose);
        if (share == null) {
            throw new IllegalStateException("nobody gives back a place that he does not hold");
        }
        share.turns.release();
        leave(whose, share);
    }

    private synchronized void leave(K whose, Share share) {
        share.users--;
        if (share.users == 0) {
            shares.remove(whose);
        }
    }

    synchronized int waiting() {
        return shares.values().stream().mapToInt(share -> share.turns.waiting()).sum();
    }

    synchronized int waiting(K whose) {
        Share share = shares.get(whose);
        return share == null ? 0 : share.turns.waiting();
    }
}
