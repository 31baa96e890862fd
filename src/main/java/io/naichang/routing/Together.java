package io.naichang.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The verifier's look at what several runs have to do with each other: crews, ties, and what vans and depots hold.
final class Together {
    /// @param straight whether he comes from what is pinned too, or from where he begins
    private record Planned(int tour, Call call, boolean straight) {}

    private final Problem problem;
    private final Map<UUID, Stop> stops;
    private final Map<UUID, List<Planned>> planned = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    Together(Problem problem, Map<UUID, Stop> stops, Solution plan) {
        this.problem = problem;
        this.stops = stops;
        for (Run run : plan.runs()) {
            boolean straight = true;
            for (Call call : run.calls()) {
                planned.computeIfAbsent(call.visit(), any -> new ArrayList<>())
                        .add(new Planned(run.tour(), call, straight));
                Stop stop = stops.get(call.visit());
                straight = stop != null && stop.fixed() != null;
            }
        }
        planned.keySet().stream().filter(stops::containsKey).forEach(this::crew);
        planned.keySet().stream().filter(stops::containsKey).forEach(this::pinned);
        problem.stops().forEach(this::ties);
        parts();
    }

    List<Violation> violations() {
        return violations;
    }

    private UUID technician(Planned each) {
        return problem.tours().get(each.tour()).technician();
    }

    private List<Planned> of(UUID visit) {
        return planned.getOrDefault(visit, List.of());
    }

    private Set<UUID> technicians(UUID visit) {
        Set<UUID> them = new HashSet<>();
        of(visit).forEach(each -> them.add(technician(each)));
        return them;
    }

    private void crew(UUID visit) {
        Stop stop = stops.get(visit);
        if (stop == null) {
            return;
        }
        int needed =
                stop.fixed() == null ? stop.crew() : stop.fixed().technicians().size();
        List<Planned> calls = of(visit);
        long leads = calls.stream().filter(each -> each.call().lead()).count();
        long starts = calls.stream().map(each -> each.call().start()).distinct().count();
        if (technicians(visit).size() != needed || calls.size() != needed || leads != 1 || starts != 1) {
            violate(
                    Rule.CREW,
                    visit,
                    calls.size() + " calls with " + leads + " leads and " + starts + " starts for a crew of " + needed);
        }
    }

    /// What is pinned is late only for one of its crew whom nothing but what is pinned has kept.
    private void pinned(UUID visit) {
        Stop stop = stops.get(visit);
        Fixed fixed = stop == null ? null : stop.fixed();
        boolean kept = of(visit).stream().anyMatch(Planned::straight);
        if (fixed != null && !kept && of(visit).getFirst().call().start() > fixed.start()) {
            violate(Rule.PINNED, visit, "is later than it is pinned, at " + fixed.start());
        }
    }

    private void ties(Stop stop) {
        if (of(stop.visit()).isEmpty() || stop.fixed() != null) {
            return;
        }
        Planned own = of(stop.visit()).getFirst();
        for (Tie tie : stop.ties()) {
            List<Planned> others = of(tie.visit());
            if (others.isEmpty()) {
                if (tie.kind() == Tie.Kind.AFTER) {
                    violate(Rule.AFTER, stop.visit(), "comes after " + tie.visit() + ", which is left out");
                }
                continue;
            }
            Planned other = others.getFirst();
            boolean kept = switch (tie.kind()) {
                case AFTER -> own.call().start() >= other.call().end() + tie.gap();
                case SAME_DAY ->
                    problem.tours().get(own.tour()).day()
                            == problem.tours().get(other.tour()).day();
                case SAME_TECHNICIAN -> lead(stop.visit()).equals(lead(tie.visit()));
                case OTHER_TECHNICIAN ->
                    technicians(stop.visit()).stream().noneMatch(technicians(tie.visit())::contains);
            };

            if (!kept) {
                violate(Rule.valueOf(tie.kind().name()), stop.visit(), "breaks its tie to " + tie.visit());
            }
        }
    }

    private UUID lead(UUID visit) {
        return of(visit).stream()
                .filter(each -> each.call().lead())
                .map(this::technician)
                .findFirst()
                .orElse(visit);
    }

    private void parts() {
        Map<UUID, Map<UUID, Integer>> left = new HashMap<>();
        problem.vans().forEach((who, stock) -> left.put(who, new HashMap<>(stock)));
        problem.depots().forEach(each -> left.put(each.id(), new HashMap<>(each.stock())));
        planned.values()
                .forEach(calls -> calls.forEach(each -> {
                    Stop stop = stops.get(each.call().visit());
                    if (stop == null || !each.call().lead() || stop.fixed() != null) {
                        return;
                    }
                    UUID depot = each.call().depot();
                    UUID holder = depot == null ? technician(each) : depot;
                    stop.parts().forEach((part, quantity) -> {
                        int rest = left.computeIfAbsent(holder, any -> new HashMap<>())
                                .merge(part, -quantity, Integer::sum);
                        if (rest < 0) {
                            violate(
                                    Rule.PART,
                                    stop.visit(),
                                    "takes " + quantity + " of " + part + " too many from " + holder);
                        }
                    });
                }));
    }

    private void violate(Rule rule, UUID visit, String what) {
        violations.add(new Violation(rule, -1, visit, what));
    }
}
