package io.naichang.routing;

import java.time.Duration;

/// How long the engine may search, and how much it may change.
///
/// The search ends after `time` or `iterations`, whichever comes first; with [#FOREVER] as time, the same problem, seed
/// and iterations give the same plan on every machine. `changeBudget` is the most visits that may be moved away from
/// their `now`, or [#ANY]; visits that cannot stay (their technician is gone) use it up too, and are left out when it
/// is
/// spent. Unless `movePromised`, a promised visit with a `now` keeps its technician and stays in its promise. `cores`
/// searches run side by side, with seeds of their own.
public record Limits(Duration time, long iterations, int changeBudget, boolean movePromised, long seed, int cores) {
    public static final Duration FOREVER = Duration.ofDays(36_500);
    public static final int ANY = Integer.MAX_VALUE;

    public Limits {
        if (time.isNegative() || iterations < 0 || changeBudget < 0 || cores < 1) {
            throw new IllegalArgumentException("limits are negative: " + time + ", " + iterations + " iterations, "
                    + changeBudget + " changes, " + cores + " cores");
        }
    }

    /// So many seconds of one core, everything may move but what was promised.
    public static Limits time(Duration time, long seed) {
        return new Limits(time, Long.MAX_VALUE, ANY, false, seed, 1);
    }

    /// So many iterations however long they take: the same answer everywhere.
    public static Limits iterations(long iterations, long seed) {
        return new Limits(FOREVER, iterations, ANY, false, seed, 1);
    }

    public Limits budget(int changes) {
        return new Limits(time, iterations, changes, movePromised, seed, cores);
    }

    public Limits movingPromised() {
        return new Limits(time, iterations, changeBudget, true, seed, cores);
    }
}
