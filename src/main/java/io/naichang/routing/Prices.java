package io.naichang.routing;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The verifier's price of a plan, from the weights and its own walks.
final class Prices {
    private Prices() {}

    static Map<Rule, Long> of(Problem problem, Solution now, Solution plan) {
        Weights weights = problem.weights();
        Map<UUID, Stop> stops = new HashMap<>();
        problem.stops().forEach(each -> stops.put(each.visit(), each));
        Map<Rule, Long> cost = new EnumMap<>(Rule.class);
        for (Run run : plan.runs()) {
            RunWalk walk = new RunWalk(problem, stops, run);
            Tour tour = problem.tours().get(run.tour());
            add(cost, Rule.TRAVEL, walk.travelPoints);
            add(cost, Rule.WAITING, weights.waiting() * walk.waiting);
            if (!run.calls().isEmpty()) {
                add(cost, Rule.OVERTIME, (long) weights.overtime() * Math.max(0, walk.end - tour.end()));
                add(cost, Rule.FAIRNESS, weights.fairness() * walk.busy * walk.busy / (3_600L * 3_600L));
            }
            for (Call call : run.calls()) {
                Stop stop = stops.get(call.visit());
                if (stop != null && call.lead()) {
                    visit(cost, weights, tour, stop, call.start());
                }
            }
        }
        for (UUID each : plan.unassigned()) {
            Stop stop = stops.get(each);
            if (stop != null) {
                boolean optional = stop.worth() > 0;
                long points = optional ? stop.worth() : weights.unassigned(stop.priority());
                add(cost, optional ? Rule.OPTIONAL : Rule.UNASSIGNED, points);
            }
        }
        moves(cost, weights, stops, plan, new Changes(problem, now, plan));
        return cost;
    }

    private static void visit(Map<Rule, Long> cost, Weights weights, Tour tour, Stop stop, int start) {
        Window promise = stop.promise();
        if (promise != null) {
            long late = Math.max(0, start - promise.to()) + (long) Math.max(0, promise.from() - start);
            add(cost, Rule.LATE, weights.late() * late);
        }
        boolean loved = stop.preferred().isEmpty() || stop.preferred().contains(tour.technician());
        if (!loved && stop.fixed() == null) {
            add(cost, Rule.PREFERRED, weights.preferred());
        }
    }

    private static void moves(
            Map<Rule, Long> cost, Weights weights, Map<UUID, Stop> stops, Solution plan, Changes changes) {
        Set<UUID> out = Set.copyOf(plan.unassigned());
        for (UUID each : changes.moved()) {
            Stop stop = stops.get(each);
            if (stop != null && !out.contains(each)) {
                add(cost, Rule.MOVED, weights.moved());
                add(cost, Rule.MOVED_PROMISE, changes.keepsPromise(stop) ? weights.movedPromise() : 0);
            }
        }
    }

    private static void add(Map<Rule, Long> cost, Rule rule, long points) {
        if (points != 0) {
            cost.merge(rule, points, Long::sum);
        }
    }
}
