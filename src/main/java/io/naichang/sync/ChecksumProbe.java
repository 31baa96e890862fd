package io.naichang.sync;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.naichang.platform.Ids;
import io.naichang.platform.ObjectStore;
import io.naichang.platform.ObjectStoreUnavailable;
import io.naichang.platform.ObjectUrls;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jboss.logging.Logger;

/// Finds out at start whether the store refuses bytes that do not hash to the checksum signed with their URL.
///
/// Where it does, a phone learns of damaged bytes while it still has signal. Where it does not, the operator is told:
/// such bytes cost a second upload. Either way nothing is verified before we have hashed it ourselves, since a store
/// that changes its mind must not make a file what it is not.
@ApplicationScoped
class ChecksumProbe {
    private static final Logger LOG = Logger.getLogger(ChecksumProbe.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ObjectStore store;
    private final ObjectUrls urls;
    private final Ids ids;
    /// Not a number until it is known.
    private volatile double enforced = Double.NaN;

    ChecksumProbe(ObjectStore store, ObjectUrls urls, Ids ids, MeterRegistry meters) {
        this.store = store;
        this.urls = urls;
        this.ids = ids;
        Gauge.builder("naichang.store.checksums.enforced", () -> enforced)
                .description(
                        "1 if the object store refuses bytes that do not hash to their signed checksum, 0 if it takes them")
                .register(meters);
    }

    /// The server does not wait for the store, which may come later.
    void started(@Observes StartupEvent event) {
        Thread.ofVirtual().name("checksum-probe").start(() -> {
            try {
                enforced = enforces() ? 1 : 0;
                if (enforced == 0) {
                    LOG.warn(
                            "the object store takes bytes that do not hash to their signed checksum: damaged uploads are"
                                    + " found only when phones complete them");
                }
            } catch (IOException | ObjectStoreUnavailable e) {
                LOG.infof("the object store could not be asked whether it checks what it is sent: %s", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Sends bytes under the signed checksum of others. The bucket's own folder: no tenant is called so.
    boolean enforces() throws IOException, InterruptedException {
        String key = "_probe/" + ids.next();
        Map<String, String> headers =
                Map.of("x-amz-checksum-sha256", Base64.getEncoder().encodeToString(new byte[32]));
        HttpRequest.Builder put = HttpRequest.newBuilder(urls.put(key, headers, PATIENCE))
                .timeout(PATIENCE)
                .PUT(HttpRequest.BodyPublishers.ofString("not what was signed"));
        headers.forEach(put::header);
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return http.send(put.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    >= 400;
        } finally {
            store.remove(key);
        }
    }
}
