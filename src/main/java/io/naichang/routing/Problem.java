package io.naichang.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// All that is to be planned, checked: whoever holds one need not doubt it.
///
/// Times are seconds since `origin`; places are numbers of `travel`. `vans` is what each technician has with him when
/// his first tour begins; all his tours take from it, and what they cannot find there they may fetch at a depot. Ways
/// to and from what is pinned exist, see [Fixed]; that alone is not checked, since travel may be asked for way by way.
public record Problem(
        Instant origin,
        Travel travel,
        List<Tour> tours,
        List<Stop> stops,
        List<Depot> depots,
        Map<UUID, Map<UUID, Integer>> vans,
        Weights weights) {
    private static final int FARTHEST = 1 << 28;

    public Problem {
        tours = List.copyOf(tours);
        stops = List.copyOf(stops);
        depots = List.copyOf(depots);
        Map<UUID, Map<UUID, Integer>> copy = new HashMap<>();
        vans.forEach((technician, stock) -> copy.put(technician, Map.copyOf(stock)));
        vans = Map.copyOf(copy);
        checkTours(travel, tours);
        checkStops(travel, stops);
        for (Depot each : depots) {
            place(travel, each.place(), "depot " + each.id());
        }
    }

    private static void checkTours(Travel travel, List<Tour> tours) {
        Map<UUID, List<Tour>> byTechnician = new HashMap<>();
        for (Tour each : tours) {
            String what = "the tour of technician " + each.technician() + " on day " + each.day();
            place(travel, each.startPlace(), what);
            if (each.endPlace() != Tour.ANYWHERE) {
                place(travel, each.endPlace(), what);
            }
            if (Math.abs((long) each.start()) > FARTHEST || Math.abs((long) each.end() + each.overtime()) > FARTHEST) {
                throw new IllegalArgumentException(what + " is years from the origin");
            }
            byTechnician
                    .computeIfAbsent(each.technician(), any -> new ArrayList<>())
                    .add(each);
        }
        byTechnician.forEach((technician, list) -> {
            list.sort(Comparator.comparingInt(Tour::start));
            for (int i = 1; i < list.size(); i++) {
                if (list.get(i).start() < list.get(i - 1).end()) {
                    throw new IllegalArgumentException("technician " + technician + " has two tours at once, at "
                            + list.get(i).start());
                }
            }
        });
    }

    private static void checkStops(Travel travel, List<Stop> stops) {
        Set<UUID> known = new HashSet<>();
        for (Stop each : stops) {
            place(travel, each.place(), "visit " + each.visit());
            if (!known.add(each.visit())) {
                throw new IllegalArgumentException("visit " + each.visit() + " is there twice");
            }
            if (each.duration() > FARTHEST) {
                throw new IllegalArgumentException("visit " + each.visit() + " takes years");
            }
        }
        Map<UUID, Set<UUID>> after = new HashMap<>();
        for (Stop each : stops) {
            for (Tie tie : each.ties()) {
                if (!known.contains(tie.visit()) || tie.visit().equals(each.visit())) {
                    throw new IllegalArgumentException(
                            "visit " + each.visit() + " is tied to " + tie.visit() + ", which is no other visit here");
                }
                if (tie.kind() == Tie.Kind.AFTER) {
                    after.computeIfAbsent(each.visit(), any -> new HashSet<>()).add(tie.visit());
                }
            }
        }
        for (UUID each : after.keySet()) {
            noCircle(each, after, new HashSet<>(), new HashSet<>());
        }
    }

    private static void noCircle(UUID visit, Map<UUID, Set<UUID>> after, Set<UUID> open, Set<UUID> done) {
        if (done.contains(visit)) {
            return;
        }
        if (!open.add(visit)) {
            throw new IllegalArgumentException("visit " + visit + " comes after itself");
        }
        for (UUID each : after.getOrDefault(visit, Set.of())) {
            noCircle(each, after, open, done);
        }
        open.remove(visit);
        done.add(visit);
    }

    private static void place(Travel travel, int place, String what) {
        if (place < 0 || place >= travel.places()) {
            throw new IllegalArgumentException(
                    what + " is at place " + place + ", but there are " + travel.places() + " places");
        }
    }
}
