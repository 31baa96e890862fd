package io.naichang.travel;

import java.io.IOException;
import java.time.Duration;

/// How long is waited for a road service: for one request, and for all together until some nanosecond.
record Patience(Duration request, Duration whole, long end) {
    static Patience of(Duration request, Duration whole) {
        return new Patience(request, whole, System.nanoTime() + whole.toNanos());
    }

    boolean isOver() {
        return end - System.nanoTime() <= 0;
    }

    /// How long the next request may take.
    ///
    /// @throws IOException if there is no time for another
    Duration next() throws IOException {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (left.toMillis() < 1) {
            throw new IOException("was not done within " + whole);
        }
        return left.compareTo(request) < 0 ? left : request;
    }
}
