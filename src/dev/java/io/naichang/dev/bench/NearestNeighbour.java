package io.naichang.dev.bench;

import io.naichang.routing.Problem;
import io.naichang.routing.Stop;
import io.naichang.routing.Tour;
import io.naichang.routing.Window;
import java.util.ArrayList;
import java.util.List;

/// The floor: each technician in turn drives to the nearest visit that he may do and can do in time. It plans no crews,
/// fetches no parts and rests before the first visit that begins after the pause's earliest time.
final class NearestNeighbour {
    private NearestNeighbour() {}

    /// Visits planned and seconds driven.
    record Result(int planned, long travel) {}

    static Result of(Problem problem) {
        List<Stop> open = new ArrayList<>(problem.stops().stream()
                .filter(each -> each.crew() == 1
                        && each.parts().isEmpty()
                        && each.ties().isEmpty())
                .toList());
        long travel = 0;
        int planned = 0;
        for (Tour tour : problem.tours()) {
            int place = tour.startPlace();
            int time = tour.start();
            boolean rested = tour.pause() == null;
            while (true) {
                Stop next = null;
                int nearest = Integer.MAX_VALUE;
                for (Stop each : open) {
                    int way = problem.travel().seconds(place, each.place(), time);
                    if (way < nearest && start(problem, tour, each, time + way) >= 0) {
                        nearest = way;
                        next = each;
                    }
                }
                if (next == null) {
                    break;
                }
                int begin = start(problem, tour, next, time + nearest);
                travel += nearest;
                time = begin + next.duration();
                if (!rested && tour.pause() != null && time >= tour.pause().earliest()) {
                    time += tour.pause().length();
                    rested = true;
                }
                place = next.place();
                open.remove(next);
                planned++;
            }
            travel += tour.endPlace() == Tour.ANYWHERE ? 0 : problem.travel().seconds(place, tour.endPlace(), time);
        }
        return new Result(planned, travel);
    }

    private static int start(Problem problem, Tour tour, Stop stop, int arrival) {
        boolean skilled = stop.skills().entrySet().stream()
                .allMatch(each -> tour.skills().getOrDefault(each.getKey(), 0) >= each.getValue());
        if (!skilled
                || !tour.tools().containsAll(stop.tools())
                || (!stop.required().isEmpty() && !stop.required().contains(tour.technician()))) {
            return -1;
        }
        int start = stop.windows().isEmpty() ? arrival : -1;
        for (Window each : stop.windows()) {
            if (start < 0 && arrival <= each.to()) {
                start = Math.max(arrival, each.from());
            }
        }
        int home =
                tour.endPlace() == Tour.ANYWHERE ? 0 : problem.travel().seconds(stop.place(), tour.endPlace(), start);
        int rest = tour.pause() == null ? 0 : tour.pause().length();
        return start >= 0 && start + stop.duration() + home + rest <= tour.end() ? start : -1;
    }
}
