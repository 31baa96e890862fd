package io.naichang.travel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where roads are known. Without any service, the great circle has to do.
@ConfigMapping(prefix = "naichang.travel")
interface TravelConfig {
    /// A Valhalla, whose `/sources_to_targets` is asked; it goes before an OSRM.
    Optional<URI> valhalla();

    /// An OSRM, whose `/table/v1/driving` is asked.
    Optional<URI> osrm();

    /// How long one request may take.
    @WithDefault("PT5S")
    Duration timeout();

    /// How long all requests of one plan may take; ways that are not known by then are estimated.
    @WithDefault("PT20S")
    Duration patience();

    /// How long somebody who looks at a board, asks who could come, or accepts a plan may be kept waiting for ways.
    @WithDefault("PT2S")
    Duration promptness();

    /// How long a service that failed is left alone.
    @WithDefault("PT1M")
    Duration rest();

    /// Most sources, and most targets, of one request; services refuse more than they were set up for.
    @WithDefault("50")
    int block();

    /// How long a way is believed; roads change slowly.
    @WithDefault("P7D")
    Duration cacheLife();

    /// Most ways that are remembered, about 100 bytes each.
    @WithDefault("1000000")
    int cacheSize();
}
