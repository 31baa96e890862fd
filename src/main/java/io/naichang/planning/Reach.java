package io.naichang.planning;

import java.time.Duration;
import java.time.Instant;

/// From when to when visits and working times are read to plan a time. Where everybody is, and what should have begun,
/// is known only to who looks back: also to who asks for what comes from now on.
///
/// @param from before the time that is planned, if that holds now or begins within somebody's shift
/// @param open what nobody has is read unless its customer was told a time that ends before this
/// @param forgotten what is planned to end after this and has not begun is read too, though it should be over
/// @param missed what nobody has is read too if its customer was told a time before this
record Reach(Instant from, Instant to, Instant open, Instant forgotten, Instant missed) {
    /// Longer than any visit is planned; see `visit_plan_length`.
    static final Duration LONGEST = Duration.ofDays(14);

    /// A night's shift and the way home.
    private static final Duration BACK = Duration.ofHours(18);

    /// By how much the clock of who asks for what comes from now on may be fast.
    private static final Duration SKEW = Duration.ofMinutes(15);

    static Reach of(Instant from, Instant to, Instant now) {
        if (!to.isAfter(now)) {
            return new Reach(from, to, from, to, Instant.EPOCH);
        }
        if (isToCome(from, now)) {
            return new Reach(from, to, from, to, now);
        }
        Instant back = back(now);
        Instant since = from.isBefore(back) ? from : back;
        return new Reach(since, to, since, now.minus(LONGEST), now);
    }

    /// Since when to read what says where everybody is now.
    static Instant back(Instant now) {
        return now.minus(BACK);
    }

    /// Whether a time begins so long after now that nobody asks for what has happened.
    static boolean isToCome(Instant from, Instant now) {
        return from.isAfter(now.plus(SKEW));
    }

    /// The same with what is booked from an earlier time on.
    Reach since(Instant earlier) {
        return new Reach(earlier, to, open, forgotten, missed);
    }

    /// The same without what should be over and was never begun, or was never given to anybody.
    Reach withoutOld() {
        return new Reach(from, to, open, from, Instant.EPOCH);
    }
}
