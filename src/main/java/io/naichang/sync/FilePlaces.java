package io.naichang.sync;

import io.naichang.platform.Caller;
import io.naichang.platform.Exchange;
import io.naichang.platform.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// How many files in pushes may be on their way to the store at once, since each takes memory. One company never has
/// the last quarter of the places, so that its phones on mountains do not keep out those of others.
@ApplicationScoped
class FilePlaces {
    /// What one file on its way may hold: a part of the store's upload twice, and its head.
    private static final long BYTES_PER_FILE = 16 << 20;
    /// Beyond, who waits would only time out.
    private static final int WAITING_OF_TENANT = 1_000;

    private final Caller caller;
    private final SharedPlaces<String> places;
    private final int size;

    FilePlaces(Caller caller, Exchange exchange, SyncConfig config) {
        this.caller = caller;
        // Half of the heap may carry files; the others wait in their connections, which costs nothing.
        size = config.filePlaces()
                .orElseGet(() ->
                        Math.toIntExact(Math.clamp(Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_FILE, 4, 256)));
        // Within it whoever is too slow has given his place away.
        Duration patience = config.filePatience().multipliedBy(2);
        places = new SharedPlaces<>(size, Math.max(1, size - size / 4), WAITING_OF_TENANT, patience, exchange);
    }

    /// A place, until it is closed.
    ///
    /// @throws Problem 503 `busy` if there is none for too long
    Lease take() {
        return take(caller.tenant());
    }

    Lease take(String tenant) {
        return places.take(tenant, "Many files are on their way; push again what is missing.");
    }

    /// Whether somebody waits for whom a place of the caller's company would do; to be asked by any thread.
    BooleanSupplier needed() {
        String tenant = caller.tenant();
        return () -> places.isNeeded(tenant);
    }

    int size() {
        return size;
    }

    int free() {
        return places.free();
    }

    int waiting() {
        return places.waiting();
    }
}
