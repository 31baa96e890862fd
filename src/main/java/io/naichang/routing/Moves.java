package io.naichang.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        return model.weights.moved() + model.movedPromise(stop);
    }

    static boolean crewMoved(State state, int stop) {
        Model model = state.model;
        int lead = state.tourOf[stop];
        if (lead < 0) {
            return false;
        }
        if (model.base[stop] == null) {
            return model.displaced[stop];
        }
        List<Integer> tours = new ArrayList<>(List.of(lead));
        int[] others = state.crewOf[stop];
        Arrays.stream(others == null ? new int[0] : others).forEach(tours::add);
        return crewMoved(model, stop, tours, state.start(stop));
    }

    /// @param tours of the crew, the lead's first
    static boolean crewMoved(Model model, int stop, List<Integer> tours, int start) {
        int[] base = model.base[stop];
        int[] now = tours.stream().mapToInt(Integer::intValue).toArray();
        return model.isMoved(stop, now[0], start)
                || (base != null && !Arrays.equals(technicians(model, base), technicians(model, now)));
    }

    /// The lead is compared on his own.
    private static int[] technicians(Model model, int[] tours) {
        return Arrays.stream(tours, 1, tours.length)
                .map(tour -> model.technician[tour])
                .sorted()
                .toArray();
    }
}
