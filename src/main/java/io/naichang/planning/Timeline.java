package io.naichang.planning;

import java.time.Duration;
import java.time.Instant;

/// Seconds from where a problem's time begins.
record Timeline(Instant origin) {
    int seconds(Instant time) {
        return Math.clamp(Duration.between(origin, time).toSeconds(), -(1 << 27), 1 << 27);
    }
}
