package io.naichang.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Answers what a plan leaves possible for one visit: where it fits, where it nearly does, and why not elsewhere.
final class Candidates {
    private final Model model;
    private final State state;
    private final Insertion insertion;
    private final TieBounds bounds;
    private final CrewInsertion crews;
    private final Misses misses;
    private final Effects effects;
    /// Why the visit cannot be taken out of where it is: the rest of that tour cannot stand without it. That happens
    /// where a detour is quicker than the way, or an earlier drive slower than a later one.
    private @Nullable Reason stuck;
    /// The windows of the visit that is asked about, as the plan holds it.
    private int[] opens = {};
    private int[] closes = {};

    Candidates(Problem problem, Solution plan) {
        model = new Model(problem, false);
        Base.of(model, false);
        state = new State(model);
        Plans.load(state, plan);
        insertion = new Insertion(state, null);
        insertion.thorough = true;
        bounds = new TieBounds(state);
        crews = new CrewInsertion(state, insertion, bounds, false);
        misses = new Misses(state, insertion, bounds);
        effects = new Effects(state);
    }

    /// Feasible ones by their cost, then misses, fewest rules and seconds first.
    List<Candidate> ranked(UUID visit, int most) {
        int stop = aside(visit);
        List<Candidate> all = new ArrayList<>();
        for (int tour = 0; tour < model.tours; tour++) {
            all.add(in(stop, tour));
        }
        back(stop);
        all.sort(Comparator.<Candidate>comparingInt(each -> each.reasons().size())
                .thenComparingLong(each -> each.feasible()
                        ? each.extra()
                        : each.reasons().getFirst().seconds())
                .thenComparing(each -> each.tours().getFirst()));
        return all.subList(0, Math.min(most, all.size()));
    }

    /// The visit in this tour, to start at this time or as soon after as its windows and the way let it.
    Candidate drop(UUID visit, int tour, int time) {
        int stop = aside(visit);
        Candidate answer = stuck != null ? in(stop, tour) : at(stop, tour, time);
        back(stop);
        return answer;
    }

    private Candidate at(int stop, int tour, int time) {
        List<Reason> lacks = misses.fixed(stop, tour);
        if (!lacks.isEmpty()) {
            return miss(tour, lacks);
        }
        return model.crew[stop] > 1
                ? crew(stop, tour, Math.max(bounds.low, time), bounds.high)
                : single(stop, tour, time);
    }

    private Candidate single(int stop, int tour, int time) {
        Route route = state.routes[tour];
        int position = effects.positionAt(route, time);
        List<Reason> least = List.of();
        for (int depot = misses.firstDepot(stop, tour); depot < model.stocks.depots; depot++) {
            if (depot >= 0 && !state.depotHas(depot, stop)) {
                continue;
            }
            int low = Math.max(time, bounds.low);
            int start = insertion.start(stop, route, position, depot, low, bounds.high);
            Candidate found = start < Model.NEVER ? alone(stop, tour, position, depot, start) : null;
            if (found != null) {
                return found;
            }
            List<Reason> reasons = misses.at(stop, route, position, depot, low);
            if (least.isEmpty()
                    || reasons.getFirst().seconds() < least.getFirst().seconds()) {
                least = reasons;
            }
            if (depot < 0) {
                break;
            }
        }
        return miss(tour, least.isEmpty() ? List.of(Reason.of(Rule.WINDOW)) : least);
    }

    /// Why the visit is nowhere: what most tours lack, and who lacks least.
    Explanation explanation(UUID visit) {
        List<Candidate> all = ranked(visit, Integer.MAX_VALUE);
        if (all.isEmpty()) {
            return new Explanation(visit, List.of(Reason.of(Rule.NOBODY)), Optional.empty());
        }
        if (all.getFirst().feasible()) {
            boolean optional = model.optional[model.stopIndex.getOrDefault(visit, 0)];
            Candidate first = all.getFirst();
            Reason reason =
                    new Reason(optional ? Rule.OPTIONAL : Rule.BUDGET, Map.of("points", first.extra(), "tours", 1));
            return new Explanation(
                    visit,
                    List.of(reason),
                    Optional.of(new Explanation.Miss(
                            first.technicians().getFirst(), first.tours().getFirst(), reason)));
        }
        Map<Rule, List<Reason>> byRule = new HashMap<>();
        for (Candidate each : all) {
            for (Reason reason : each.reasons()) {
                byRule.computeIfAbsent(reason.rule(), any -> new ArrayList<>()).add(reason);
            }
        }
        List<Reason> reasons = byRule.values().stream()
                .sorted(Comparator.<List<Reason>>comparingInt(each -> -each.size())
                        .thenComparing(each -> each.getFirst().rule()))
                .map(each -> counted(each))
                .toList();
        Candidate nearest = all.getFirst();
        return new Explanation(
                visit,
                reasons,
                Optional.of(new Explanation.Miss(
                        nearest.technicians().getFirst(),
                        nearest.tours().getFirst(),
                        nearest.reasons().getFirst())));
    }

    private static Reason counted(List<Reason> same) {
        Reason least =
                same.stream().min(Comparator.comparingInt(Reason::seconds)).orElse(same.getFirst());
        Map<String, Object> values = new HashMap<>(least.values());
        values.put("tours", same.size());
        return new Reason(least.rule(), values);
    }

    private int aside(UUID visit) {
        Integer stop = model.stopIndex.get(visit);
        if (stop == null) {
            throw new IllegalArgumentException("visit " + visit + " is not in the problem");
        }
        state.begin();
        stuck = null;
        if (state.tourOf[stop] >= 0) {
            state.remove(stop);
            if (!state.settle()) {
                stuck = new Reason(state.walk.failed, Map.of("seconds", state.walk.missed));
                state.rollback();
            }
        }
        opens = model.opens[stop];
        closes = model.closes[stop];
        // Who asks may move what was promised: what it costs is in the notes.
        if (model.stop(stop).fixed() == null) {
            model.windows(stop, model.stop(stop).windows());
        }
        return stop;
    }

    /// Who asks about the next visit must not move this one away from what was promised.
    private void back(int stop) {
        model.windows(stop, opens, closes);
        state.rollback();
    }

    private Candidate in(int stop, int tour) {
        if (stuck != null) {
            return tour == state.tourOf[stop] ? effects.staying(stop) : miss(tour, List.of(stuck));
        }
        List<Reason> lacks = misses.fixed(stop, tour);
        if (!lacks.isEmpty()) {
            return miss(tour, lacks);
        }
        if (model.crew[stop] > 1) {
            return crew(stop, tour, bounds.low, bounds.high);
        }
        long points = insertion.cheapest(stop, tour, Insertion.NOWHERE, bounds.low, bounds.high);
        Candidate found = points < Insertion.NOWHERE
                ? alone(stop, tour, insertion.position, insertion.depot, insertion.at)
                : null;
        return found != null ? found : miss(tour, misses.least(stop, state.routes[tour]));
    }

    private @Nullable Candidate alone(int stop, int tour, int position, int depot, int at) {
        return effects.candidate(stop, List.of(new CrewOptions.Option(tour, position, depot, true)), at);
    }

    private Candidate crew(int stop, int tour, int low, int high) {
        crews.leader(tour);
        int[] all = IntStream.range(0, model.tours).toArray();
        if (crews.search(stop, all, all.length, low, high, Insertion.NOWHERE)) {
            Candidate found = effects.candidate(stop, crews.chosen, crews.start);
            if (found != null) {
                return found;
            }
        }
        boolean alone = insertion.cheapest(stop, tour, Insertion.NOWHERE, low, high) < Insertion.NOWHERE;
        int needed = model.crew[stop];
        return miss(
                tour,
                alone
                        ? List.of(new Reason(Rule.CREW, Map.of("needed", needed, "available", crews.most)))
                        : misses.least(stop, state.routes[tour]));
    }

    private Candidate miss(int tour, List<Reason> reasons) {
        return new Candidate(
                List.of(model.tour(tour).technician()), List.of(tour), -1, 0, 0, 0, 0, List.of(), reasons, List.of());
    }
}
