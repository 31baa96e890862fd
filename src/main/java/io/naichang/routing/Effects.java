package io.naichang.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an insertion changes: times, driving, cost, and whom it moves; of a crew, in the tours of all of them.
final class Effects {
    private final State state;
    private final Model model;
    private final Walk before;
    private final Walk after;

    Effects(State state) {
        this.state = state;
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

    /// The candidate of these who begin together, the lead first, or null if it does not fit into one of their tours.
    @Nullable
    Candidate candidate(int stop, List<CrewOptions.Option> crew, int at) {
        long points = 0;
        int driving = 0;
        int start = at;
        List<UUID> moved = new ArrayList<>();
        List<Reason> notes = new ArrayList<>();
        for (CrewOptions.Option each : crew) {
            int position = each.position();
            if (!walk(state.routes[each.tour()], position, stop, each.depot(), at, each.leads())) {
                return null;
            }
            start = after.begin[position];
            points += after.tally.total() - before.tally.total();
            driving += driving(after) - driving(before);
            moved.addAll(moved(position));
            notes.addAll(each.leads() ? notes(stop, position) : overtime());
        }
        List<Integer> tours = crew.stream().map(CrewOptions.Option::tour).toList();
        if (crew.size() > 1 && Moves.crewMoved(model, stop, tours, start)) {
            points += Moves.points(model, stop);
        }
        return new Candidate(
                tours.stream().map(each -> model.tour(each).technician()).toList(),
                tours,
                crew.getFirst().position(),
                start,
                start + model.duration[stop],
                points,
                driving,
                moved.stream().distinct().toList(),
                List.of(),
                notes);
    }

    /// Walks the tour with the visit in it; false if it does not fit.
    private boolean walk(Route route, int position, int stop, int depot, int at, boolean leads) {
        after.load(route);
        after.insert(position, stop, depot, at, leads);
        if (!after.forward() || !after.settle()) {
            return false;
        }
        before.load(route);
        if (route.size > 0 && !before.forward()) {
            return false;
        }
        return before.settle();
    }

    /// A visit that stays where it is changes nothing.
    Candidate staying(int stop) {
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
        if (model.suits.isUnloved(stop, after.tour)) {
            notes.add(Reason.of(Rule.PREFERRED));
        }
        Window promise = visit.promise();
        if (promise != null && !promise.contains(start)) {
            int away = start > promise.to() ? start - promise.to() : promise.from() - start;
            notes.add(new Reason(Rule.LATE, Map.of("seconds", away, "visit", visit.visit())));
        }
        notes.addAll(overtime());
        if (after.via[position] >= 0) {
            notes.add(Reason.of(
                    Rule.PART,
                    "depot",
                    model.problem.depots().get(after.via[position]).id()));
        }
        return notes;
    }

    private List<Reason> overtime() {
        int seconds = after.end - Math.max(model.tour(after.tour).end(), before.end);
        return seconds > 0 ? List.of(new Reason(Rule.OVERTIME, Map.of("seconds", seconds))) : List.of();
    }
}
