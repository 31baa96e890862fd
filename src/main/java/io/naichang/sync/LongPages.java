package io.naichang.sync;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.platform.Exchange;
import io.naichang.platform.Problem;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/// Long pages take turns, so that a thousand phones which begin at once delay each other and nobody else: whoever has
/// something small to fetch finds a connection, and only so many long pages are in memory together, those that slow
/// phones are still fetching included.
///
/// Who waits holds neither a connection nor a thread of the pool; he must be on a virtual one.
@ApplicationScoped
class LongPages {
    static final String WAITING = "naichang.sync.long.pages.waiting";
    static final String LEAVING = "naichang.sync.long.pages.leaving";
    /// Shorter than proxies and phones wait for an answer.
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// Pages that are read and not yet fetched, for each that may be read at once.
    private static final int LEAVING_EACH = 4;

    private final Turns turns;
    private final Turns leaving;

    LongPages(@DataSource("reads") AgroalDataSource reads, MeterRegistry meters, Exchange exchange) {
        int connections = reads.getConfiguration().connectionPoolConfiguration().maxSize();
        int atOnce = Math.max(1, connections / 2);
        int atMost = atOnce * LEAVING_EACH;
        turns = new Turns(atOnce, exchange);
        leaving = new Turns(atMost, exchange);
        Gauge.builder(WAITING, turns, Turns::waiting)
                .description("Phones that wait for their turn to be given a long page")
                .register(meters);
        Gauge.builder(LEAVING, leaving, each -> atMost - each.free())
                .description("Long pages in memory that their phones have not yet fetched")
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
        return inTurn(page, false);
    }

    /// Reads a long page when it is its turn. Unless that fails it is in memory until [#sent()].
    ///
    /// @throws Problem 503 `busy` if that takes too long
    <T> T inTurnToSend(Supplier<T> page) {
        return inTurn(page, true);
    }

    private <T> T inTurn(Supplier<T> page, boolean toSend) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        take(turns, deadline);
        try {
            return toSend ? leaving(page, deadline) : page.get();
        } finally {
            turns.release();
        }
    }

    private <T> T leaving(Supplier<T> page, long deadline) {
        take(leaving, deadline);
        boolean read = false;
        try {
            T value = page.get();
            read = true;
            return value;
        } finally {
            if (!read) {
                leaving.release();
            }
        }
    }

    private static void take(Turns turns, long deadline) {
        if (!turns.take(deadline)) {
            throw Problem.of(503, "busy", "Many phones begin at once; try again.")
                    .header("Retry-After", "5");
        }
    }

    /// The page has gone out, or nobody fetches it any more.
    void sent() {
        leaving.release();
    }

    /// How many may be read at once.
    int atOnce() {
        return turns.free();
    }
}
