package io.naichang.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Turns routes into a plan for people, and such a plan back into routes.
final class Plans {
    private Plans() {}

    static Solution of(State state) {
        return of(state, state.routes);
    }

    /// The plan of these routes of the state's model.
    static Solution of(State state, Route[] routes) {
        Model model = state.model;
        State whole = new State(model);
        adopt(whole, routes);
        Map<Rule, Long> cost = new EnumMap<>(Rule.class);
        List<Run> runs = new ArrayList<>();
        Walk walk = new Walk(model);
        for (Route each : routes) {
            walk.load(each);
            if (each.size > 0 && !(walk.forward() && walk.settle())) {
                throw new IllegalStateException("tour " + each.tour + " cannot be walked: " + walk.failed);
            }
            if (each.size == 0) {
                walk.settle();
            }
            runs.add(run(walk));
            add(cost, walk.tally);
        }
        List<UUID> unassigned = new ArrayList<>();
        int[] absent = Arrays.copyOf(whole.absent, whole.absents);
        Arrays.sort(absent);
        for (int stop : absent) {
            unassigned.add(model.stop(stop).visit());
            Rule rule = model.optional[stop] ? Rule.OPTIONAL : Rule.UNASSIGNED;
            cost.merge(rule, model.leftOut(stop), Long::sum);
        }
        for (int stop : model.crews) {
            if (Moves.crewMoved(whole, stop)) {
                add(cost, Rule.MOVED, model.weights.moved());
                add(cost, Rule.MOVED_PROMISE, model.movedPromise(stop));
            }
        }
        return new Solution(runs, unassigned, cost, Moves.count(whole));
    }

    /// Makes the state hold these routes.
    static void adopt(State state, Route[] routes) {
        for (Route each : routes) {
            if (each.size > 0 && !state.adopt(each)) {
                throw new IllegalStateException("tour " + each.tour + " cannot be walked: " + state.walk.failed);
            }
        }
    }

    /// Fills a state with a plan; what the problem no longer lets be there is left out.
    static void load(State state, Solution plan) {
        Model model = state.model;
        for (Run run : plan.runs()) {
            if (run.tour() >= model.tours) {
                continue;
            }
            Route route = new Route(run.tour(), run.calls().size() + 1);
            for (Call call : run.calls()) {
                Integer stop = model.stopIndex.get(call.visit());
                if (stop != null && wanted(state, route, stop, call)) {
                    boolean appointed =
                            model.ties.appointed(stop) || model.stop(stop).fixed() != null;
                    int at = appointed ? call.start() : Model.FREE;
                    route.insert(route.size, stop, depot(model, call), at, call.lead());
                }
            }
            if (!state.adopt(route)) {
                oneByOne(state, route);
            }
        }
        for (int stop = 0; stop < model.stops; stop++) {
            incomplete(state, stop);
        }
        state.begin();
    }

    private static boolean wanted(State state, Route route, int stop, Call call) {
        boolean alone = state.model.crew[stop] == 1 && state.model.stop(stop).fixed() == null;
        return route.find(stop) < 0 && (call.lead() ? state.tourOf[stop] < 0 : !alone);
    }

    private static void oneByOne(State state, Route route) {
        for (int i = 0; i < route.size; i++) {
            int end = state.routes[route.tour].size;
            state.insert(route.stop[i], route.tour, end, route.via[i], route.at[i], route.lead[i]);
        }
    }

    private static void incomplete(State state, int stop) {
        int[] others = state.crewOf[stop];
        int found = (state.tourOf[stop] >= 0 ? 1 : 0) + (others == null ? 0 : others.length);
        if (found > 0 && state.model.stop(stop).fixed() == null && found < state.model.crew[stop]) {
            if (state.tourOf[stop] >= 0) {
                state.remove(stop);
            } else if (others != null) {
                for (int tour : others) {
                    state.withdraw(stop, tour);
                }
                state.crewOf[stop] = null;
            }
            state.settle();
        }
    }

    private static int depot(Model model, Call call) {
        List<Depot> depots = model.problem.depots();
        for (int d = 0; d < depots.size(); d++) {
            if (depots.get(d).id().equals(call.depot())) {
                return d;
            }
        }
        return -1;
    }

    private static Run run(Walk walk) {
        Model model = walk.model;
        List<Call> calls = new ArrayList<>();
        int seconds = 0;
        int meters = 0;
        for (int i = 0; i < walk.size; i++) {
            int stop = walk.stop[i];
            int depot = walk.via[i];
            int from = walk.before(i);
            int to = model.place[stop];
            int way = depot < 0
                    ? model.ways.meters(from, to)
                    : model.ways.meters(from, model.stocks.depotPlace[depot])
                            + model.ways.meters(model.stocks.depotPlace[depot], to);
            int driving = walk.drive[i] - (depot < 0 ? 0 : model.stocks.depotService[depot]);
            calls.add(new Call(
                    model.stop(stop).visit(),
                    walk.lead[i],
                    depot < 0 ? null : model.problem.depots().get(depot).id(),
                    driving,
                    way,
                    walk.arrive[i],
                    walk.begin[i],
                    walk.begin[i] + model.duration[stop]));
            seconds += driving;
            meters += way;
        }
        int home = model.endPlace[walk.tour];
        if (home != Tour.ANYWHERE && walk.size > 0) {
            seconds += walk.drive[walk.size];
            meters += model.ways.meters(walk.before(walk.size), home);
        }
        int pause = walk.size > 0 && walk.pauseLeg >= 0 ? walk.pauseAt : Run.NONE;
        return new Run(walk.tour, walk.departure, calls, pause, walk.end, seconds, meters);
    }

    private static void add(Map<Rule, Long> cost, Tally tally) {
        add(cost, Rule.TRAVEL, tally.travel);
        add(cost, Rule.WAITING, tally.waiting);
        add(cost, Rule.LATE, tally.late);
        add(cost, Rule.PREFERRED, tally.preferred);
        add(cost, Rule.OVERTIME, tally.overtime);
        add(cost, Rule.MOVED, tally.moved);
        add(cost, Rule.MOVED_PROMISE, tally.movedPromise);
        add(cost, Rule.FAIRNESS, tally.fairness);
    }

    private static void add(Map<Rule, Long> cost, Rule rule, long points) {
        if (points != 0) {
            cost.merge(rule, points, Long::sum);
        }
    }
}
