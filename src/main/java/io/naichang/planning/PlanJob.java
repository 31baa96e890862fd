package io.naichang.planning;

import io.naichang.platform.Caller;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.travel.TravelTimes;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// One plan from its lease to its end.
@ApplicationScoped
class PlanJob {
    private static final Logger LOG = Logger.getLogger(PlanJob.class);

    private static final int ATTEMPTS = 3;

    private final RoutePlans plans;
    private final Planner planner;
    private final TravelTimes travel;
    private final Heartbeats heartbeats;
    private final Caller caller;
    private final Clock clock;
    private final Duration lease;

    PlanJob(
            RoutePlans plans,
            Planner planner,
            TravelTimes travel,
            Heartbeats heartbeats,
            Caller caller,
            Clock clock,
            @ConfigProperty(name = "naichang.planning.lease", defaultValue = "15s") Duration lease) {
        this.plans = plans;
        this.planner = planner;
        this.travel = travel;
        this.heartbeats = heartbeats;
        this.caller = caller;
        this.clock = clock;
        this.lease = lease;
    }

    /// Takes one plan of a company and computes it; false if none waits.
    @ActivateRequestContext
    boolean computeOne(String tenant, UUID node) {
        caller.actAs(tenant, null);
        Optional<RoutePlans.Claimed> claimed = QuarkusTransaction.requiringNew().call(() -> {
            plans.giveUp(ATTEMPTS, clock.instant());
            return plans.claim(node, lease);
        });
        claimed.ifPresent(each -> compute(tenant, node, each));
        return claimed.isPresent();
    }

    private void compute(String tenant, UUID node, RoutePlans.Claimed claimed) {
        AtomicReference<String> progress = new AtomicReference<>("{}");
        try (Heartbeats.Pulse pulse = heartbeats.of(tenant, claimed.id(), node, lease, progress::get)) {
            // The same request gets the same plan, whichever node computes it.
            Planner.Proposed proposed = planner.propose(
                    claimed.form(),
                    claimed.id().getLeastSignificantBits(),
                    (points, unassigned, iterations, milliseconds) -> progress.set(Json.object()
                            .put("points", points)
                            .put("unassigned", unassigned)
                            .put("iterations", iterations)
                            .put("milliseconds", milliseconds)
                            .toString()),
                    pulse::isLost);
            String result = Json.MAPPER.valueToTree(proposed.proposal()).toString();
            byte[] ways = travel.kept(proposed.ways());
            QuarkusTransaction.requiringNew().run(() -> {
                plans.end(claimed.id(), node, "done", result, null, clock.instant());
                plans.keepWays(claimed.id(), node, ways);
            });
        } catch (Problem refused) {
            end(claimed.id(), node, "failed", refused.code());
        } catch (RuntimeException e) {
            LOG.errorf(e, "route plan %s could not be computed", claimed.id());
            end(claimed.id(), node, "failed", "internal");
        }
    }

    private void end(UUID id, UUID node, String status, String problem) {
        QuarkusTransaction.requiringNew().run(() -> plans.end(id, node, status, null, problem, clock.instant()));
    }
}
