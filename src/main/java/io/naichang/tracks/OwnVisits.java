package io.naichang.tracks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What the policy must know of visits; answered by the feature that keeps them.
public interface OwnVisits {
    /// From `start` up to but without `end`.
    record During(Instant start, Instant end) {
        boolean holds(Instant at) {
            return !at.isBefore(start) && at.isBefore(end);
        }
    }

    /// When the technician was on the way to, or at, visits of his, as far as that meets `from` to `to`.
    List<During> of(UUID technician, Instant from, Instant to);
}
