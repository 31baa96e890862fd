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

    /// The oldest schema in which rows are given out, for an operator who wants apps to be updated sooner. Without it,
    /// the one before the newest.
    OptionalInt oldestSchema();
}
