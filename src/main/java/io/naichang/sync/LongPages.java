package io.naichang.sync;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.platform.Problem;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Long pages take turns, so that a thousand phones which begin at once delay each other and nobody else: whoever has
/// something small to fetch finds a connection, and only so many long pages are in memory together.
///
/// Who waits holds neither a connection nor a thread of the pool; he must be on a virtual one.
@ApplicationScoped
class LongPages {
    static final String WAITING = "naichang.sync.long.pages.waiting";
    /// Longer than a storm lasts, and shorter than a phone waits for an answer.
    private static final int PATIENCE_SECONDS = 45;

    private final Semaphore turns;

    LongPages(@DataSource("reads") AgroalDataSource reads, MeterRegistry meters) {
        int connections = reads.getConfiguration().connectionPoolConfiguration().maxSize();
        turns = new Semaphore(Math.max(1, connections / 2), true);
        Gauge.builder(WAITING, turns, Semaphore::getQueueLength)
                .description("Phones that wait for their turn to be given a long page")
                .register(meters);
    }

    /// A page is long if its round begins with everything, or is already longer than a page. What a first page of
    /// news comes to is known only when it is read; it goes at once.
    static boolean expects(Cursor cursor) {
        return cursor.since() == null || cursor.within() != null;
    }

    /// Reads a long page when it is its turn.
    ///
    /// @throws Problem 503 `busy` if that takes too long
    <T> T inTurn(Supplier<T> page) {
        if (!isMyTurn()) {
            throw Problem.of(503, "busy", "Many phones begin at once; try again.")
                    .header("Retry-After", "5");
        }
        try {
            return page.get();
        } finally {
            turns.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// How many may be read at once.
    int atOnce() {
        return turns.availablePermits();
    }
}
