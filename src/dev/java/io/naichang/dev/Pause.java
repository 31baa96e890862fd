package io.naichang.dev;

import java.time.Duration;

/// The wait between two looks at something that announces nothing: a file lock, a dying process of another session.
public final class Pause {
    private Pause() {}

    /// Waits a moment.
    public static void shortly() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while waiting", stop);
        }
    }
}
