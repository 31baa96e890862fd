package io.naichang.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What one insertion changes in a tour: times, driving, cost, and whom it moves.
final class Effects {
    private final Model model;
    private final Walk before;
    private final Walk after;

    Effects(State state) {
        model = state.model;
        before = new Walk(model);
        after = new Walk(model);
    }

    /// Where a visit that starts at this time belongs in the tour's order.
    int positionAt(Route route, int time) {
        before.load(route);
        if (route.size == 0 || !before.forward() || !before.settle()) {
            return 0;
        }
        int position = 0;
        while (position < route.size && before.begin[position] < time) {
            position++;
        }
        return position;
    }

    /// Walks the tour with the visit in it; false if it does not fit.
    boolean walk(Route route, int position, int stop, int depot, int at) {
        after.load(route);
        after.insert(position, stop, depot, at, true);
        if (!after.forward() || !after.settle()) {
            return false;
        }
        before.load(route);
        if (route.size > 0 && !before.forward()) {
            return false;
        }
        return before.settle();
    }

    /// After [#walk]: the candidate, with the crew's other tours as they come.
    Candidate candidate(int stop, List<Integer> tours, int position) {
        int start = after.begin[position];
        List<UUID> technicians =
                tours.stream().map(each -> model.tour(each).technician()).toList();
        return new Candidate(
                technicians,
                tours,
                position,
                start,
                start + model.duration[stop],
                after.tally.total() - before.tally.total(),
                driving(after) - driving(before),
                moved(position),
                List.of(),
                notes(stop, position));
    }

    /// A visit that stays where it is changes nothing.
    Candidate staying(State state, int stop) {
        int tour = state.tourOf[stop];
        int start = state.start(stop);
        return new Candidate(
                List.of(model.tour(tour).technician()),
                List.of(tour),
                state.routes[tour].find(stop),
                start,
                start + model.duration[stop],
                0,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    private static int driving(Walk walk) {
        int sum = 0;
        for (int i = 0; i < walk.size; i++) {
            sum += walk.drive[i] - (walk.via[i] < 0 ? 0 : walk.model.stocks.depotService[walk.via[i]]);
        }
        boolean home = walk.size > 0 && walk.model.tour(walk.tour).endPlace() != Tour.ANYWHERE;
        return home ? sum + walk.drive[walk.size] : sum;
    }

    private List<UUID> moved(int position) {
        List<UUID> moved = new ArrayList<>();
        for (int i = 0; i < before.size; i++) {
            int now = after.begin[i < position ? i : i + 1];
            if (Math.abs(now - before.begin[i]) > model.weights.tolerance()) {
                moved.add(model.stop(before.stop[i]).visit());
            }
        }
        return moved;
    }

    private List<Reason> notes(int stop, int position) {
        List<Reason> notes = new ArrayList<>();
        Stop visit = model.stop(stop);
        int start = after.begin[position];
        if (model.suits.of(stop, after.tour, true) == Suitability.UNLOVED) {
            notes.add(Reason.of(Rule.PREFERRED));
        }
        Window promise = visit.promise();
        if (promise != null && !promise.contains(start)) {
            int away = start > promise.to() ? start - promise.to() : promise.from() - start;
            notes.add(new Reason(Rule.LATE, Map.of("seconds", away, "visit", visit.visit())));
        }
        int overtime = after.end - Math.max(model.tour(after.tour).end(), before.end);
        if (overtime > 0) {
            notes.add(new Reason(Rule.OVERTIME, Map.of("seconds", overtime)));
        }
        if (after.via[position] >= 0) {
            notes.add(Reason.of(
                    Rule.PART,
                    "depot",
                    model.problem.depots().get(after.via[position]).id()));
        }
        return notes;
    }
}
