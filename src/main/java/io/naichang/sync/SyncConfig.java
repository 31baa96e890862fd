package io.naichang.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/// Settings of sync.
@ConfigMapping(prefix = "naichang.sync")
interface SyncConfig {
    /// How long it is remembered that rows were deleted or left somebody's scope. A phone that did not pull for
    /// longer may have to repair itself by a manifest.
    @WithDefault("P90D")
    Duration tombstoneLife();

    /// How many files in pushes may be received at once. Without it, as many as half of the heap carries.
    OptionalInt filePlaces();

    /// How long a phone may take for the next 64 KiB of a file in a push, before its place is given to another who
    /// waits.
    @WithDefault("PT30S")
    Duration filePatience();

    /// The oldest schema in which rows are given out, for an operator who wants apps to be updated sooner. Without it,
    /// the one before the newest.
    OptionalInt oldestSchema();
}
