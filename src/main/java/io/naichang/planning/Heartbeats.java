package io.naichang.planning;

import io.naichang.platform.Caller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Keeps the leases of the plans that this node computes, twice a second, which is also how often streams see progress.
@ApplicationScoped
class Heartbeats {
    private static final Logger LOG = Logger.getLogger(Heartbeats.class);
    private static final int MILLIS = 500;

    private final Beat beat;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("route-plan-heartbeat").factory());

    Heartbeats(Beat beat) {
        this.beat = beat;
    }

    /// The heartbeat of one plan, until it is closed.
    static final class Pulse implements AutoCloseable {
        private volatile boolean lost;
        private volatile boolean ended;

        /// Somebody cancelled it, or another node has it.
        boolean isLost() {
            return lost;
        }

        @Override
        public void close() {
            ended = true;
        }
    }

    Pulse of(String tenant, UUID id, UUID node, Duration lease, Supplier<String> progress) {
        Pulse pulse = new Pulse();
        schedule(pulse, () -> pulse.lost = !beat.send(tenant, id, node, lease, progress.get()));
        return pulse;
    }

    private void schedule(Pulse pulse, Runnable send) {
        Future<?> next = timer.schedule(
                () -> {
                    if (pulse.ended || pulse.lost) {
                        return;
                    }
                    try {
                        send.run();
                    } catch (RuntimeException e) {
                        // The lease outlives some lost beats.
                        LOG.warnf("a heartbeat was lost: %s", e.getMessage());
                    }
                    schedule(pulse, send);
                },
                MILLIS,
                TimeUnit.MILLISECONDS);
        if (next.isCancelled()) {
            LOG.debug("the node stops");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /// One heartbeat in a request of its own.
    @ApplicationScoped
    static class Beat {
        private final RoutePlans plans;
        private final Caller caller;

        Beat(RoutePlans plans, Caller caller) {
            this.plans = plans;
            this.caller = caller;
        }

        @ActivateRequestContext
        boolean send(String tenant, UUID id, UUID node, Duration lease, String progress) {
            caller.actAs(tenant, null);
            return QuarkusTransaction.requiringNew().call(() -> plans.beat(id, node, lease, progress));
        }

        @ActivateRequestContext
        RoutePlans.State state(String tenant, UUID id) {
            caller.actAs(tenant, null);
            return QuarkusTransaction.requiringNew().call(() -> plans.state(id).orElseThrow());
        }
    }
}
