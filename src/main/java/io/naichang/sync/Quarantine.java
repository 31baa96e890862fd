package io.naichang.sync;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.jboss.logging.Logger;

/// The alarm for mutations on which the server failed each time: they are refused as `internal` and kept in the
/// ledger, so that the phone's queue drains, and somebody has to look at our fault.
@ApplicationScoped
class Quarantine {
    private static final Logger LOG = Logger.getLogger(Quarantine.class);

    private final Counter alarm;

    Quarantine(MeterRegistry meters) {
        alarm = Counter.builder("naichang.sync.quarantined")
                .description(
                        "Groups of mutations that were refused because the server failed on them; each wants a look")
                .register(meters);
    }

    /// The alarm is there, at zero, before it rings.
    void started(@Observes StartupEvent event) {}

    void raise(UUID device, long seq, Throwable fault) {
        alarm.increment();
        LOG.errorf(fault, "the server failed on seq %d of device %s each time: it is in quarantine", seq, device);
    }
}
