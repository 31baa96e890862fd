package io.naichang.sync;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One installation of an app on one phone of one user.
///
/// @param lastSeq the highest number of a mutation that was received from it
/// @param lastAnswered when we last answered it, or null
record Device(
        UUID id,
        UUID user,
        long lastSeq,
        @Nullable Instant lastAnswered,
        @Nullable Instant revokedAt,
        boolean wipe) {}
