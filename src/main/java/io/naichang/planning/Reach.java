package io.naichang.planning;

import java.time.Duration;
import java.time.Instant;

/// From when to when visits and working times are read to plan a time. Where everybody is, and what should have begun,
/// is known only to who looks back: also to who asks for what comes from now on.
///
/// @param from before the time that is planned, if that holds now
/// @param forgotten what is planned to end after this and has not begun is read too, though it should be over
/// @param missed what nobody has is read too if its customer was told a time before this
record Reach(Instant from, Instant to, Instant forgotten, Instant missed) {
    /// Longer than any visit is planned; see `visit_plan_length`.
    static final Duration LONGEST = Duration.ofDays(14);

    /// A night's shift and the way home.
    private static final Duration BACK = Duration.ofHours(18);

    /// By how much the clock of who asks for what comes from now on may be fast.
    private static final Duration SKEW = Duration.ofMinutes(15);

    static Reach of(Instant from, Instant to, Instant now) {
        if (!to.isAfter(now)) {
            return new Reach(from, to, to, Instant.EPOCH);
        }
        if (from.isAfter(now.plus(SKEW))) {
            return new Reach(from, to, to, now);
        }
        Instant back = now.minus(BACK);
        return new Reach(from.isBefore(back) ? from : back, to, now.minus(LONGEST), now);
    }

    /// The same without what should be over and was never begun, or was never given to anybody.
    Reach withoutOld() {
        return new Reach(from, to, from, Instant.EPOCH);
    }
}
