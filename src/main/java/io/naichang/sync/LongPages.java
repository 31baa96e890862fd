package io.naichang.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.platform.Exchange;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/// Long pages take turns, so that a thousand phones which begin at once delay each other and nobody else: whoever has
/// something small to fetch finds a connection, and only so many long pages are in memory together, those that slow
/// phones are still fetching included. Of these no device has more than its share.
///
/// Who waits holds neither a connection nor a thread of the pool; he must be on a virtual one. Whoever reads waits for
/// nothing any more.
@ApplicationScoped
public class LongPages {
    static final String WAITING = "naichang.sync.long.pages.waiting";
    static final String LEAVING = "naichang.sync.long.pages.leaving";
    /// Shorter than proxies and phones wait for an answer.
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// Answers that are not yet fetched, for each page that may be read at once.
    private static final int LEAVING_EACH = 4;
    /// One that is fetched, and one that a lost connection has left behind.
    static final int LEAVING_OF_DEVICE = 2;
    /// RxDB asks for all of its collections at once.
    static final int WAITING_OF_DEVICE = 16;

    private final Turns turns;
    private final Turns leaving;
    private final Shares<UUID> devices;
    private final Exchange exchange;

    LongPages(@DataSource("reads") AgroalDataSource reads, MeterRegistry meters, Exchange exchange) {
        int connections = reads.getConfiguration().connectionPoolConfiguration().maxSize();
        int atOnce = Math.max(1, connections / 2);
        int atMost = atOnce * LEAVING_EACH;
        this.exchange = exchange;
        turns = new Turns(atOnce, exchange);
        leaving = new Turns(atMost, exchange);
        devices = new Shares<>(LEAVING_OF_DEVICE, WAITING_OF_DEVICE, exchange);
        Gauge.builder(WAITING, this, LongPages::waiting)
                .description("Phones that wait for their turn to be given a long page")
                .register(meters);
        Gauge.builder(LEAVING, leaving, each -> atMost - each.free())
                .description("Answers with long pages that their phones have not yet fetched")
                .register(meters);
    }

    private int waiting() {
        return turns.waiting() + leaving.waiting() + devices.waiting();
    }

    /// A page is long if its round begins with everything, or is already longer than a page. What a first page of
    /// news comes to is known only when it is read; it goes at once.
    static boolean expects(Cursor cursor) {
        return cursor.since() == null || cursor.within() != null;
    }

    /// Makes an answer that may hold long pages, and counts it until the device has fetched it or has hung up.
    StreamingOutput answer(Function<Lease, StreamingOutput> making) {
        Lease lease = new Lease();
        boolean made = false;
        try {
            StreamingOutput answer = making.apply(lease);
            if (!lease.isEmpty()) {
                exchange.whenOver(lease::close);
            }
            made = true;
            return out -> {
                try (lease) {
                    answer.write(lease.isEmpty() ? out : exchange.paced(out));
                }
            };
        } finally {
            if (!made) {
                lease.close();
            }
        }
    }

    /// The same for an answer that is made as a tree, of which only the text is kept until it is fetched.
    public StreamingOutput answerJson(Function<Lease, JsonNode> making) {
        return answer(lease -> {
            byte[] text = bytes(making.apply(lease));
            return out -> PageWriter.inPieces(text, text.length, out);
        });
    }

    private static byte[] bytes(JsonNode tree) {
        try {
            return Json.MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a text", e);
        }
    }

    /// Reads a long page of an answer when it is its turn.
    ///
    /// @throws Problem 503 `busy` if that takes too long, or if too much of this device waits already
    <T> T inTurn(UUID device, Lease lease, Supplier<T> page) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        placed(device, lease, deadline);
        orBusy(turns.take(deadline), "Many phones begin at once; try again.");
        try {
            return page.get();
        } finally {
            turns.release();
        }
    }

    /// Waits for the place that an answer needs for its long pages, for whoever then takes something scarce.
    ///
    /// @throws Problem 503 `busy` as [#inTurn]
    public void placed(UUID device, Lease lease) {
        placed(device, lease, System.nanoTime() + PATIENCE.toNanos());
    }

    private void placed(UUID device, Lease lease, long deadline) {
        if (lease.hasPlace()) {
            return;
        }
        orBusy(devices.take(device, deadline), "This device has not fetched yet what it asked for; try again.");
        boolean placed = false;
        try {
            orBusy(leaving.take(deadline), "Many phones are slow to fetch; try again.");
            placed = true;
        } finally {
            if (!placed) {
                devices.release(device);
            }
        }
        lease.place(() -> {
            leaving.release();
            devices.release(device);
        });
    }

    private static void orBusy(boolean taken, String why) {
        if (!taken) {
            throw Problem.of(503, "busy", why).header("Retry-After", "5");
        }
    }

    /// How many may be read at once.
    int atOnce() {
        return turns.free();
    }
}
