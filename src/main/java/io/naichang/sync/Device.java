package io.naichang.sync;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One installation of an app on one phone of one user.
///
/// @param lastSeq the highest number of a mutation that was received from it
/// @param durableSeq the highest number that the last verified backup covers
/// @param epoch the database's epoch when this was read; null if it has become another database
/// @param lastAnswered when we last answered it, or null
record Device(
        UUID id,
        UUID user,
        long lastSeq,
        @Nullable Instant lastAnswered,
        @Nullable Instant revokedAt,
        boolean wipe,
        long durableSeq,
        @Nullable String epoch) {}
