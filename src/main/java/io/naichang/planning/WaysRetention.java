package io.naichang.planning;

import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Clock;
import java.util.List;

/// Forgets at night the ways kept with plans whose time is over, also of companies that ask for no plans any more. Two
/// nodes that do so at once do no harm.
@ApplicationScoped
class WaysRetention {
    private final RoutePlans plans;
    private final Caller caller;
    private final Sql sql;
    private final Clock clock;

    WaysRetention(RoutePlans plans, Caller caller, Sql sql, Clock clock) {
        this.plans = plans;
        this.caller = caller;
        this.sql = sql;
        this.clock = clock;
    }

    @Scheduled(cron = "0 30 2 * * ?", identity = "ways-retention")
    @ActivateRequestContext
    void night() {
        List<String> tenants = QuarkusTransaction.requiringNew()
                .call(() -> sql.list("SELECT id FROM tenant ORDER BY id", row -> row.getString(1)));
        for (String tenant : tenants) {
            caller.actAs(tenant, null);
            QuarkusTransaction.requiringNew().run(() -> plans.forgetWays(clock.instant()));
        }
    }
}
