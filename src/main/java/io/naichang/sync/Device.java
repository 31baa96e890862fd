package io.naichang.sync;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One installation of an app on one phone of one user.
///
/// @param platform what it was registered as; `rxdb` and `watermelon` are served by adapters, which number for it
/// @param lastSeq the highest number of a mutation that was received from it
/// @param schema what the app speaks, unless a call says another
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
        int schema,
        long durableSeq,
        @Nullable String epoch,
        String platform) {
    private static final Set<String> ADAPTED = Set.of("rxdb", "watermelon");

    /// True if it does not number its mutations itself.
    boolean adapted() {
        return ADAPTED.contains(platform);
    }
}
