package io.naichang.visits;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who goes when.
///
/// @param window what the customer is told; null leaves what he was told
/// @param doubleBooked true if the dispatcher wants it although the technician is busy then
record Plan(
        UUID technician,
        List<UUID> crew,
        Instant start,
        Instant end,
        @Nullable Window window,
        boolean doubleBooked) {
    /// A time that a customer was told.
    record Window(Instant start, Instant end) {}
}
