package io.naichang.planning;

import io.naichang.platform.Tenants;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Clock;

/// Forgets at night the ways kept with plans whose time is over, also of companies that ask for no plans any more. Two
/// nodes that do so at once do no harm.
@ApplicationScoped
class WaysRetention {
    private final RoutePlans plans;
    private final Tenants tenants;
    private final Clock clock;

    WaysRetention(RoutePlans plans, Tenants tenants, Clock clock) {
        this.plans = plans;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Scheduled(cron = "0 30 2 * * ?", identity = "ways-retention")
    @ActivateRequestContext
    void night() {
        tenants.each(
                "the forgetting of ways",
                () -> QuarkusTransaction.requiringNew().run(() -> plans.forgetWays(clock.instant())));
    }
}
