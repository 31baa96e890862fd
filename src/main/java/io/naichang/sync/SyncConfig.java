package io.naichang.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of sync.
@ConfigMapping(prefix = "naichang.sync")
interface SyncConfig {
    /// How long it is remembered that rows were deleted or left somebody's scope. A phone that did not pull for
    /// longer may have to repair itself by a manifest.
    @WithDefault("P90D")
    Duration tombstoneLife();
}
