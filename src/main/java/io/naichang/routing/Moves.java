package io.naichang.routing;

import java.util.Arrays;

/// Which visits are moved away from where they are now, counted over the whole plan.
final class Moves {
    private Moves() {}

    /// Visits planned elsewhere or at another time than now, and those left out that could have stayed.
    static int count(State state) {
        int count = state.moved;
        for (int i = 0; i < state.absents; i++) {
            count += state.model.base[state.absent[i]] == null ? 0 : 1;
        }
        for (int stop : state.model.crews) {
            count += crewMoved(state, stop) ? 1 : 0;
        }
        return count;
    }

    /// What moved crews cost; single technicians are counted by their tours.
    static long crewPoints(State state) {
        long points = 0;
        for (int stop : state.model.crews) {
            points += crewMoved(state, stop) ? points(state.model, stop) : 0;
        }
        return points;
    }

    static long points(Model model, int stop) {
        Weights weights = model.weights;
        return (long) weights.moved() + (model.stop(stop).promise() == null ? 0 : weights.movedPromise());
    }

    static boolean crewMoved(State state, int stop) {
        Model model = state.model;
        int lead = state.tourOf[stop];
        if (lead < 0) {
            return false;
        }
        int[] base = model.base[stop];
        if (base == null) {
            return model.displaced[stop];
        }
        if (model.isMoved(stop, lead, state.start(stop))) {
            return true;
        }
        int[] others = state.crewOf[stop];
        return others == null || !Arrays.equals(technicians(model, base, 1), technicians(model, others, 0));
    }

    private static int[] technicians(Model model, int[] tours, int from) {
        return Arrays.stream(tours, from, tours.length)
                .map(tour -> model.technician[tour])
                .sorted()
                .toArray();
    }
}
