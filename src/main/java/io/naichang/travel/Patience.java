package io.naichang.travel;

import java.io.IOException;
import java.time.Duration;

/// How long is waited for a road service: for one request, and for all together until some nanosecond.
record Patience(Duration request, Duration whole, long end) {
    static Patience of(Duration request, Duration whole) {
        return new Patience(request, whole, System.nanoTime() + whole.toNanos());
    }

    /// Whether there is no time for another request.
    boolean isOver() {
        return left().toMillis() < 1;
    }

    private Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /// How long the next request may take.
    ///
    /// @throws IOException if there is no time for another
    Duration next() throws IOException {
        Duration left = left();
        if (left.toMillis() < 1) {
            throw new IOException("was not done within " + whole);
        }
        return left.compareTo(request) < 0 ? left : request;
    }
}
