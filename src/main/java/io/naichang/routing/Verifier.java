package io.naichang.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Recomputes feasibility and cost of any plan, slowly and obviously, with nothing of the engine's code.
///
/// It walks every run from its departure and believes only the order, the starts, the pause and the depots that the
/// plan
/// names. Whatever pinned visits alone make impossible (a shift that ended before, a pause that they cover) is nobody's
/// fault and no violation.
public final class Verifier {
    private final Problem problem;
    private final Map<UUID, Stop> stops = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private Verifier(Problem problem) {
        this.problem = problem;
        problem.stops().forEach(each -> stops.put(each.visit(), each));
    }

    /// Every hard rule that the plan breaks; none if it may go out.
    public static List<Violation> violations(Problem problem, Solution plan) {
        Verifier verifier = new Verifier(problem);
        verifier.check(plan);
        return List.copyOf(verifier.violations);
    }

    /// The same, and whether the plan keeps the limits on changes against the plan that stood before.
    public static List<Violation> violations(Problem problem, Limits limits, Solution now, Solution plan) {
        List<Violation> all = new ArrayList<>(violations(problem, plan));
        Changes changes = new Changes(problem, now, plan);
        int moved = changes.moved().size();
        if (moved > limits.changeBudget()) {
            all.add(new Violation(
                    Rule.BUDGET, -1, null, moved + " visits moved, " + limits.changeBudget() + " allowed"));
        }
        if (!limits.movePromised()) {
            changes.brokenPromises()
                    .forEach(each -> all.add(
                            new Violation(Rule.PROMISE, -1, each, "a promised visit was moved without permission")));
        }
        return List.copyOf(all);
    }

    /// The points of the plan by rule, without those that are 0.
    public static Map<Rule, Long> cost(Problem problem, Solution now, Solution plan) {
        return Prices.of(problem, now, plan);
    }

    private void check(Solution plan) {
        if (plan.runs().size() != problem.tours().size()) {
            violate(
                    Rule.SHIFT,
                    -1,
                    null,
                    plan.runs().size() + " runs for " + problem.tours().size() + " tours");
            return;
        }
        for (int t = 0; t < plan.runs().size(); t++) {
            Run run = plan.runs().get(t);
            if (run.tour() != t) {
                violate(Rule.SHIFT, t, null, "run " + t + " is of tour " + run.tour());
            } else {
                violations.addAll(new RunWalk(problem, stops, run).violations());
            }
        }
        everyVisitOnce(plan);
        violations.addAll(new Together(problem, stops, plan).violations());
    }

    private void everyVisitOnce(Solution plan) {
        Set<UUID> planned = new HashSet<>();
        for (Run run : plan.runs()) {
            for (Call call : run.calls()) {
                planned.add(call.visit());
                if (!stops.containsKey(call.visit())) {
                    violate(Rule.UNASSIGNED, run.tour(), call.visit(), "is no visit of the problem");
                }
            }
        }
        Set<UUID> out = new HashSet<>(plan.unassigned());
        for (UUID each : stops.keySet()) {
            if (planned.contains(each) == out.contains(each)) {
                violate(Rule.UNASSIGNED, -1, each, "is both planned and left out, or neither");
            }
        }
    }

    private void violate(Rule rule, int tour, @Nullable UUID visit, String what) {
        violations.add(new Violation(rule, tour, visit, what));
    }
}
