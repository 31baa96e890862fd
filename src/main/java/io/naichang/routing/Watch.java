package io.naichang.routing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// How much of its limits a search has used up, and who hears of better plans.
final class Watch {
    /// Of better plans is told at most so often.
    private static final long OFTEN = 200_000_000;

    private final Limits limits;
    private final LongSupplier nanos;
    private final Progress progress;
    private final BooleanSupplier cancelled;
    private final long begin;
    private final long budget;
    private long now;
    private long told;
    private boolean news;
    private long points;
    private int absents;

    /// Begins now.
    Watch(Limits limits, LongSupplier nanos, Progress progress, BooleanSupplier cancelled) {
        this.limits = limits;
        this.nanos = nanos;
        this.progress = progress;
        this.cancelled = cancelled;
        budget = limits.time().compareTo(Limits.FOREVER) >= 0
                ? Long.MAX_VALUE
                : limits.time().toNanos();
        begin = nanos.getAsLong();
        now = begin;
        told = begin;
    }

    /// Reads the clock; false when after so many rounds time is over, or somebody cancelled.
    boolean goesOn(long rounds) {
        now = nanos.getAsLong();
        if (now - begin >= budget || cancelled.getAsBoolean()) {
            return false;
        }
        if (news && now - told > OFTEN) {
            tell(rounds);
        }
        return true;
    }

    /// The part of time, or of rounds, that was used up when the clock was read last.
    double part(long rounds) {
        return Math.max((now - begin) / (double) budget, rounds / (double) limits.iterations());
    }

    /// What of the limits was left when the clock was read last, after so many rounds.
    Limits rest(long rounds) {
        Duration time =
                budget == Long.MAX_VALUE ? limits.time() : Duration.ofNanos(Math.max(0, budget - (now - begin)));
        long left = limits.iterations() == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, limits.iterations() - rounds);
        return new Limits(time, left, limits.changeBudget(), limits.movePromised(), limits.seed(), 1);
    }

    /// There is a better plan, to be told of.
    void better(long points, int absents) {
        this.points = points;
        this.absents = absents;
        news = true;
    }

    /// Tells of the best plan yet.
    void tell(long rounds) {
        progress.better(points, absents, rounds, (nanos.getAsLong() - begin) / 1_000_000);
        told = now;
        news = false;
    }
}
