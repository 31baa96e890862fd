package io.naichang.dev.simulate;

import java.time.Duration;
import java.time.Instant;

/// The time of the simulated world: days pass as fast as the server answers, and end about now.
final class Calendar {
    private final Instant first;
    private volatile Duration passed = Duration.ZERO;

    Calendar(int days) {
        first = Instant.now().minus(Duration.ofDays(days));
    }

    Instant now() {
        return first.plus(passed);
    }

    void pass(Duration time) {
        passed = passed.plus(time);
    }
}
