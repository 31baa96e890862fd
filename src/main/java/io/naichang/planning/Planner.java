package io.naichang.planning;

import io.naichang.routing.Engine;
import io.naichang.routing.Explanation;
import io.naichang.routing.Limits;
import io.naichang.routing.Progress;
import io.naichang.routing.Reason;
import io.naichang.routing.Solution;
import io.naichang.routing.Verifier;
import io.naichang.routing.Violation;
import io.naichang.travel.TravelTimes;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// Computes proposals. Reads in one short transaction, searches outside of any, and lets nothing out that the verifier
/// finds fault with.
@ApplicationScoped
class Planner {
    private final Scenes scenes;
    private final Policies policies;
    private final Texts texts;
    private final TravelTimes travel;
    private final Engine engine = new Engine();

    Planner(Scenes scenes, Policies policies, Texts texts, TravelTimes travel) {
        this.scenes = scenes;
        this.policies = policies;
        this.texts = texts;
        this.travel = travel;
    }

    /// A plan that breaks a rule; it never leaves.
    static final class BrokenPlan extends RuntimeException {
        BrokenPlan(List<Violation> violations) {
            super("the engine's plan is refused by its verifier: " + violations);
        }
    }

    private record Task(Scene scene, PolicyForm policy) {}

    /// @param seed the same for the same problem gives the same plan, given the same time
    Proposal propose(PlanForm form, long seed, Progress progress, BooleanSupplier cancelled) {
        Task task = QuarkusTransaction.requiringNew().call(() -> {
            PolicyForm policy = policies.current().form();
            boolean free = form.mode().equals("optimise");
            return new Task(
                    scenes.read(
                            new Scenes.Wish(form.regionId(), form.from(), form.to(), form.freeze(policy), free, null)),
                    policy);
        });
        boolean movesNothing = form.mode().equals("fill");
        // Outside of any transaction: a road service may take its time.
        TravelTimes.Found found = travel.among(task.scene().ways());
        Scene scene = task.scene().with(found.travel(), movesNothing);
        int budget = form.changeBudget(task.policy());
        Solution before = engine.now(scene.problem());
        Limits limits = new Limits(form.timeLimit(task.policy()), Long.MAX_VALUE, budget, form.movePromised(), seed, 1);
        Solution after = engine.solve(scene.problem(), limits, progress, cancelled);
        List<Violation> violations = Verifier.violations(scene.problem(), limits, before, after);
        if (!violations.isEmpty()) {
            throw new BrokenPlan(violations);
        }
        Map<UUID, Explanation> whyNot = new HashMap<>();
        engine.explain(scene.problem(), before).forEach(each -> whyNot.put(each.visit(), each));
        engine.explain(scene.problem(), after).forEach(each -> whyNot.put(each.visit(), each));
        Map<UUID, Reason> displaced = displaced(scene, before);
        return QuarkusTransaction.requiringNew()
                .call(() -> new Comparison(scene, texts, before, after, whyNot, displaced)
                        .proposal(budget, movesNothing, found));
    }

    /// What visits that cannot stay where they are planned miss there.
    private Map<UUID, Reason> displaced(Scene scene, Solution before) {
        Map<UUID, Reason> missed = new HashMap<>();
        for (UUID each : before.unassigned()) {
            UUID technician = scene.visit(each).technician();
            engine.candidates(scene.problem(), before, each, Integer.MAX_VALUE).stream()
                    .filter(place ->
                            !place.feasible() && place.technicians().getFirst().equals(technician))
                    .findFirst()
                    .ifPresent(place -> missed.put(each, place.reasons().getFirst()));
        }
        return missed;
    }
}
