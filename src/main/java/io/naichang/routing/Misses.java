package io.naichang.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Says by which rules a visit misses a tour, and by how little.
final class Misses {
    private final State state;
    private final Model model;
    private final Insertion insertion;
    private final TieBounds bounds;
    private final Walk walk;

    Misses(State state, Insertion insertion, TieBounds bounds) {
        this.state = state;
        model = state.model;
        this.insertion = insertion;
        this.bounds = bounds;
        walk = new Walk(model);
    }

    /// The rules that no time of day can change: people, skills, ties, parts. Sets the bounds of the ties too.
    List<Reason> fixed(int stop, int tour) {
        List<Reason> lacks = new ArrayList<>(model.suits.lacks(model.stop(stop), tour, true));
        Ties.Link refusal = bounds.refusal(stop, tour, true);
        if (refusal != null) {
            lacks.add(Reason.of(rule(refusal.kind()), "visit", visit(refusal.other())));
        }
        if (!bounds.of(stop)) {
            lacks.add(
                    bounds.missing >= 0
                            ? Reason.of(Rule.AFTER, "visit", visit(bounds.missing))
                            : new Reason(Rule.AFTER, Map.of("seconds", bounds.low - bounds.high)));
        }
        if (model.stop(stop).fixed() == null && !state.vanHas(tour, stop) && !state.someDepotHas(stop)) {
            lacks.addAll(parts(stop, tour));
        }
        return lacks;
    }

    private List<Reason> parts(int stop, int tour) {
        List<Reason> lacks = new ArrayList<>();
        int holder = model.technician[tour];
        int[] parts = model.stocks.part[stop];
        for (int i = 0; i < parts.length; i++) {
            int there = state.left[holder * model.stocks.parts + parts[i]];
            int needed = model.stocks.quantity[stop][i];
            if (there < needed) {
                lacks.add(new Reason(
                        Rule.PART, Map.of("part", model.stocks.name(parts[i]), "needed", needed, "available", there)));
            }
        }
        return lacks;
    }

    private static Rule rule(Tie.Kind kind) {
        return switch (kind) {
            case AFTER -> Rule.AFTER;
            case SAME_DAY -> Rule.SAME_DAY;
            case SAME_TECHNICIAN -> Rule.SAME_TECHNICIAN;
            case OTHER_TECHNICIAN -> Rule.OTHER_TECHNICIAN;
        };
    }

    private UUID visit(int stop) {
        return model.stop(stop).visit();
    }

    /// -1 for the van, or the first depot if the van lacks a part.
    int firstDepot(int stop, int tour) {
        return state.vanHas(tour, stop) ? -1 : 0;
    }

    /// The rule of time that is missed by the fewest seconds at any position.
    List<Reason> least(int stop, Route route) {
        List<Reason> least = List.of(Reason.of(Rule.WINDOW));
        int seconds = Integer.MAX_VALUE;
        for (int depot = firstDepot(stop, route.tour); depot < model.stocks.depots; depot++) {
            for (int p = 0; p <= route.size; p++) {
                List<Reason> reasons = at(stop, route, p, depot, bounds.low);
                int missed = reasons.getFirst().seconds();
                if (missed < seconds && (depot < 0 || state.depotHas(depot, stop))) {
                    seconds = missed;
                    least = reasons;
                }
            }
            if (depot < 0) {
                break;
            }
        }
        return least;
    }

    /// The rule of time that is missed at one position, for a start at `low` or later.
    List<Reason> at(int stop, Route route, int p, int depot, int low) {
        int start = insertion.start(stop, route, p, depot, low, bounds.high);
        int at = low > -Model.NEVER ? wanted(stop, low, start) : Model.FREE;
        walk.load(route);
        walk.insert(p, stop, depot, at, true);
        if (walk.forward() && walk.settle()) {
            int after = Math.max(1, walk.begin[p] - bounds.high);
            return List.of(new Reason(Rule.AFTER, Map.of("seconds", after)));
        }
        if (isCutOff(stop, route, p, depot)) {
            // Nobody misses by more: who has no way at all is the nearest only where all have none.
            return List.of(new Reason(Rule.UNREACHABLE, Map.of("seconds", Travel.UNREACHABLE)));
        }
        int where = walk.failedAt;
        if (where == p || where >= walk.size) {
            return List.of(new Reason(walk.failed, Map.of("seconds", walk.missed)));
        }
        int other = walk.stop[where];
        Rule rule = walk.failed == Rule.WINDOW && model.told[other] ? Rule.PROMISE : walk.failed;
        return List.of(new Reason(rule, Map.of("seconds", walk.missed, "visit", visit(other))));
    }

    /// A way that does not exist is walked like any other, and makes the day late: that is not what is wrong with it.
    private boolean isCutOff(int stop, Route route, int p, int depot) {
        int here = model.place[stop];
        int next = p < route.size ? route.via[p] : -1;
        return Leg.shortest(model, route.place[p], depot, here) >= Travel.UNREACHABLE
                || Leg.shortest(model, here, next, route.place[p + 1]) >= Travel.UNREACHABLE;
    }

    private int wanted(int stop, int low, int start) {
        int at = start < Model.NEVER ? start : model.earliest(stop, Model.FREE, low);
        return at >= Model.NEVER ? Model.FREE : at;
    }
}
