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
    private final Questions questions;
    private final Engine engine = new Engine();

    Planner(Scenes scenes, Policies policies, Texts texts, TravelTimes travel, Questions questions) {
        this.scenes = scenes;
        this.policies = policies;
        this.texts = texts;
        this.travel = travel;
        this.questions = questions;
    }

    /// A plan that breaks a rule; it never leaves.
    static final class BrokenPlan extends RuntimeException {
        BrokenPlan(List<Violation> violations) {
            super("the engine's plan is refused by its verifier: " + violations);
        }
    }

    private record Task(Facts facts, PolicyForm policy) {}

    /// @param ways by which it was made, to judge it by them when it is accepted
    record Proposed(Proposal proposal, TravelTimes.Ways ways) {}

    /// @param seed the same for the same problem gives the same plan, given the same time
    Proposed propose(PlanForm form, long seed, Progress progress, BooleanSupplier cancelled) {
        Task task = QuarkusTransaction.requiringNew().call(() -> {
            PolicyForm policy = policies.current().form();
            boolean free = form.mode().equals("optimise");
            return new Task(
                    scenes.read(new Scenes.Wish(
                            form.regionId(),
                            form.from(),
                            form.to(),
                            form.freeze(policy),
                            free,
                            form.movePromised(),
                            null)),
                    policy);
        });
        boolean movesNothing = form.mode().equals("fill");
        Scene read = movesNothing ? task.facts().standing() : task.facts().scene();
        // Outside of any transaction: a road service may take its time.
        TravelTimes.Found found = travel.among(read.ways());
        Scene scene = read.with(found.travel(), movesNothing);
        int budget = form.changeBudget(task.policy());
        Solution before = engine.now(scene.problem());
        Limits limits = new Limits(form.timeLimit(task.policy()), Long.MAX_VALUE, budget, form.movePromised(), seed, 1);
        Solution after = engine.solve(scene.problem(), limits, progress, cancelled);
        List<Violation> violations = Verifier.violations(scene.problem(), limits, before, after);
        if (!violations.isEmpty()) {
            throw new BrokenPlan(violations);
        }
        Misfits misfits = misfits(scene, after, before);
        // What is held where it is booked is not looked at by the search: whether it can be there is said all the same.
        Misfits held = movesNothing
                ? questions.recall(task.facts().scene(), this::held).value()
                : Misfits.NONE;
        Proposal proposal =
                new Comparison(scene, texts, before, after, misfits, held).proposal(budget, movesNothing, found);
        return new Proposed(proposal, read.ways());
    }

    /// What is planned and cannot be where it is; what nobody has planned is not asked about.
    Misfits held(Scene scene) {
        Solution plan = scene.planned(engine.now(scene.problem()));
        return misfits(scene, plan, plan);
    }

    /// Explaining a visit tries it everywhere, so that only those are explained of which somebody is told.
    ///
    /// @param explained leaves out what is asked about
    /// @param before the plan as it stands
    Misfits misfits(Scene scene, Solution explained, Solution before) {
        Map<UUID, Explanation> whyNot = new HashMap<>();
        engine.explain(scene.problem(), explained).forEach(each -> whyNot.put(each.visit(), each));
        return new Misfits(whyNot, displaced(scene, before));
    }

    /// What visits that cannot stay where they are planned miss there.
    private Map<UUID, Reason> displaced(Scene scene, Solution before) {
        List<UUID> planned = before.unassigned().stream()
                .filter(each -> scene.visit(each).technician() != null)
                .toList();
        Map<UUID, Reason> missed = new HashMap<>();
        engine.candidates(scene.problem(), before, planned)
                .forEach((visit, places) -> places.stream()
                        .filter(place -> !place.feasible()
                                && place.technicians()
                                        .getFirst()
                                        .equals(scene.visit(visit).technician()))
                        .findFirst()
                        .ifPresent(place -> missed.put(visit, place.reasons().getFirst())));
        return missed;
    }
}
