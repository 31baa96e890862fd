package io.naichang.routing;

import java.util.UUID;

/// What binds a visit to another visit of the same problem.
///
/// `gap` counts for AFTER only: the seconds between the other's end and this one's start, at least. A visit whose
/// predecessor is left out is left out too.
public record Tie(Kind kind, UUID visit, int gap) {
    /// The ways in which one visit can depend on another.
    public enum Kind {
        AFTER,
        SAME_DAY,
        SAME_TECHNICIAN,
        OTHER_TECHNICIAN
    }

    public Tie {
        if (gap < 0) {
            throw new IllegalArgumentException("the gap after visit " + visit + " is negative: " + gap);
        }
    }

    public static Tie after(UUID visit, int gap) {
        return new Tie(Kind.AFTER, visit, gap);
    }

    public static Tie of(Kind kind, UUID visit) {
        return new Tie(kind, visit, 0);
    }
}
