package io.naichang.planning;

import io.naichang.routing.Depot;
import io.naichang.routing.Problem;
import io.naichang.routing.Stop;
import io.naichang.routing.Weights;
import io.naichang.shifts.WorkingTime;
import io.naichang.travel.TravelTimes;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns what was read into the engine's problem, with estimated ways.
final class SceneBuilder {
    private final Facts facts;
    private final Map<UUID, Scene.Row> visits;
    private final Timeline time;
    private final Places places = new Places();
    private final TourBuilder tours;
    private final Standing standing;
    private final Map<UUID, String> unplannable = new TreeMap<>();

    /// @param holding whether all that somebody has is pinned to where it is booked
    SceneBuilder(Facts facts, Map<UUID, Scene.Row> visits, boolean holding) {
        this.facts = facts;
        this.visits = visits;
        time = new Timeline(facts.reach().from().truncatedTo(ChronoUnit.SECONDS));
        tours = new TourBuilder(facts, time, places, last(facts, visits));
        standing = new Standing(facts, time, tours, holding);
    }

    /// What each technician is at, else what he began last: work that waits holds nobody who has begun something since.
    private static Map<UUID, Scene.Row> last(Facts facts, Map<UUID, Scene.Row> visits) {
        Map<UUID, Scene.Row> last = new HashMap<>();
        visits.values().stream()
                .filter(each -> each.lat() != null && each.startedAt() != null)
                .filter(each -> each.isBegun()
                        || (each.isDone() && !Standing.begun(each).isAfter(facts.now())))
                .sorted(Comparator.comparing((Scene.Row each) -> each.isAtWork())
                        .thenComparing(Standing::begun))
                .forEach(each -> each.technicians().forEach(technician -> last.put(technician, each)));
        return last;
    }

    Scene scene() {
        Map<UUID, Scene.Row> tied = new HashMap<>(facts.tied());
        tied.putAll(visits);
        List<Scene.Row> wanted =
                withoutWaiting(visits.values().stream().filter(this::isWanted).toList(), tied);
        Set<UUID> in = ids(wanted);
        StopBuilder builder = new StopBuilder(facts, tied, in, standing, time);
        List<Stop> stops =
                wanted.stream().map(each -> builder.stop(each, place(each))).toList();
        List<Depot> depots = depots();
        TravelTimes.Ways ways =
                places.ways(facts.policy(), time.origin(), facts.wish().to(), facts.zone(), been(stops));
        Problem problem = new Problem(time.origin(), ways.estimate(), tours.tours, stops, depots, vans(), weights());
        return new Scene(
                facts.now(),
                facts.reach().from(),
                facts.wish().from(),
                facts.wish().to(),
                facts.zone(),
                problem,
                ways,
                List.copyOf(tours.shifts),
                facts.times().stream().filter(each -> !each.onCall()).toList(),
                facts.times().stream().filter(WorkingTime::onCall).toList(),
                visits,
                facts.technicians(),
                unplannable,
                tours.idle,
                facts.partNames());
    }

    /// Whoever is there, was or goes there knows a way from where he begins, though no map has it.
    private Set<Integer> been(List<Stop> stops) {
        Set<Integer> been = stops.stream()
                .filter(each -> each.fixed() != null)
                .map(Stop::place)
                .collect(Collectors.toSet());
        tours.tours.forEach(each -> {
            been.add(each.startPlace());
            been.add(each.endPlace());
        });
        return been;
    }

    private List<Depot> depots() {
        List<Depot> depots = new ArrayList<>();
        for (Stores.Store each : facts.stores().values()) {
            Double lat = each.lat();
            Double lon = each.lon();
            if (!each.kind().equals("van")
                    && lat != null
                    && lon != null
                    && !each.stock().isEmpty()) {
                int seconds = (int) facts.policy().depotDuration().toSeconds();
                depots.add(new Depot(each.id(), places.number(lat, lon), seconds, each.stock()));
            }
        }
        return depots;
    }

    private Map<UUID, Map<UUID, Integer>> vans() {
        Map<UUID, Map<UUID, Integer>> vans = new HashMap<>();
        facts.technicians().values().forEach(each -> {
            Stores.Store van = each.van() == null ? null : facts.stores().get(each.van());
            if (van != null) {
                vans.put(each.id(), van.stock());
            }
        });
        return vans;
    }

    /// True if the engine gets it; else it is said why, unless nothing is to be said.
    private boolean isWanted(Scene.Row row) {
        if (row.isDone() || row.isBegun()) {
            return !tours.still(row).isEmpty();
        }
        boolean stays = standing.staysBooked(row);
        if (facts.isOverBefore(row) && !row.id().equals(facts.wish().also())) {
            return stays;
        }
        if (!row.isUnscheduled() && !facts.technicians().keySet().containsAll(row.technicians())) {
            // Somebody of another region has it: his dispatcher's matter, but for the time of ours.
            return stays;
        }
        String why = reasonAgainst(row);
        if (why != null) {
            unplannable.put(row.id(), why);
        }
        return why == null || stays;
    }

    private @Nullable String reasonAgainst(Scene.Row row) {
        if (row.lat() == null || row.lon() == null) {
            return "site-without-position";
        }
        boolean asked = !facts.isBookedBefore(row);
        boolean free = !standing.isPinned(row) || (asked && standing.isHeld(row));
        if (free && standing.windows(row).isEmpty()) {
            return "no-window-in-time";
        }
        return null;
    }

    private static Set<UUID> ids(List<Scene.Row> rows) {
        return rows.stream().map(Scene.Row::id).collect(Collectors.toSet());
    }

    /// Without what is tied to something of which nobody can say yet who does it and when, and what is tied to that.
    private List<Scene.Row> withoutWaiting(List<Scene.Row> wanted, Map<UUID, Scene.Row> tied) {
        Set<UUID> all = ids(wanted);
        Set<UUID> in = new HashSet<>(all);
        boolean less = true;
        while (less) {
            List<UUID> waiting = wanted.stream()
                    .filter(row -> in.contains(row.id()) && row.isUnscheduled())
                    .filter(row -> row.needs().ties().stream()
                            .anyMatch(each -> isOpen(row, each, in, all, tied.get(each.visitId()))))
                    .map(Scene.Row::id)
                    .toList();
            waiting.forEach(each -> unplannable.put(each, "tied-to-what-is-not-planned-here"));
            waiting.forEach(in::remove);
            less = !waiting.isEmpty();
        }
        return wanted.stream().filter(row -> in.contains(row.id())).toList();
    }

    /// What is not asked for here and waits for this one in its turn, as of another day or region, would never come
    /// first: then this one does, unless it comes after the other.
    private static boolean isOpen(
            Scene.Row row, NeedsForm.TieForm tie, Set<UUID> in, Set<UUID> all, Scene.@Nullable Row other) {
        if (in.contains(tie.visitId()) || !isWaitedFor(tie)) {
            return false;
        }
        boolean after = tie.kind().equals("after");
        if (other == null) {
            return after;
        }
        boolean mutual = !all.contains(other.id())
                && other.needs().ties().stream()
                        .anyMatch(each -> isWaitedFor(each) && each.visitId().equals(row.id()));
        // Of the same day it still waits: the other is told a day that is not this one.
        boolean goesFirst = mutual && tie.kind().equals("same-technician");
        return !other.isDone() && !other.isPlanned() && (after || !(other.isBegun() || goesFirst));
    }

    /// Whoever must not be the same can be told apart later.
    private static boolean isWaitedFor(NeedsForm.TieForm tie) {
        return !tie.kind().equals("not-same-technician");
    }

    /// Where nobody knows the place of what is held, it is taken for where its technician begins.
    private int place(Scene.Row row) {
        Double lat = row.lat();
        Double lon = row.lon();
        if (lat != null && lon != null) {
            return places.number(lat, lon);
        }
        return standing.bookedTours(row).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("visit " + row.id() + " has no place"))
                .startPlace();
    }

    private Weights weights() {
        PolicyForm.Costs costs = facts.policy().costs();
        return new Weights(
                List.of(costs.low(), costs.normal(), costs.high(), costs.emergency()),
                costs.travel(),
                costs.kilometer(),
                costs.waiting(),
                costs.late(),
                (int) Math.ceil(costs.travel() * facts.overtimeFactor()),
                costs.preferred(),
                costs.moved(),
                costs.movedPromise(),
                costs.fairness(),
                (int) costs.tolerance().toSeconds());
    }
}
