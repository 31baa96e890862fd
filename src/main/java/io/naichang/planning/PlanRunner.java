package io.naichang.planning;

import io.naichang.platform.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Computes waiting plans on a bounded number of threads of this node: a search takes a whole core. Plans whose node
/// has died are taken over when their lease has run out.
@ApplicationScoped
class PlanRunner {
    private static final Logger LOG = Logger.getLogger(PlanRunner.class);

    private final RoutePlans plans;
    private final PlanJob job;
    private final UUID node;
    private final ExecutorService threads;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    PlanRunner(
            RoutePlans plans,
            PlanJob job,
            Ids ids,
            @ConfigProperty(name = "naichang.planning.threads", defaultValue = "2") int number) {
        this.plans = plans;
        this.job = job;
        node = ids.next();
        threads = Executors.newFixedThreadPool(
                number, Thread.ofPlatform().daemon().name("route-plan-", 0).factory());
    }

    /// A plan was asked for; it is committed when the runner looks.
    record Asked(String tenant) {}

    void asked(@Observes(during = TransactionPhase.AFTER_SUCCESS) Asked event) {
        start(event.tenant());
    }

    /// What other nodes were asked for and did not begin, or did not end.
    @Scheduled(every = "2s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        QuarkusTransaction.requiringNew().call(plans::tenants).forEach(this::start);
    }

    private void start(String tenant) {
        if (waiting.add(tenant)) {
            threads.execute(() -> {
                waiting.remove(tenant);
                try {
                    if (job.computeOne(tenant, node)) {
                        // The next one, after those of other companies.
                        start(tenant);
                    }
                } catch (RuntimeException e) {
                    // It is looked at again in some seconds.
                    LOG.errorf(e, "route plans of %s could not be looked at", tenant);
                }
            });
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }
}
