package io.naichang.planning;

import io.naichang.routing.Depot;
import io.naichang.routing.Fixed;
import io.naichang.routing.Now;
import io.naichang.routing.Pause;
import io.naichang.routing.Problem;
import io.naichang.routing.Stop;
import io.naichang.routing.Tour;
import io.naichang.routing.Travel;
import io.naichang.routing.Weights;
import io.naichang.routing.Window;
import io.naichang.shifts.WorkingTime;
import io.naichang.travel.TravelTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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

/// Turns rows into the engine's problem. What has begun, and the last that each technician did, is pinned: that is
/// where
/// he is; nothing that has not begun begins before now.
final class SceneBuilder {
    private static final List<String> PRIORITIES = List.of("low", "normal", "high", "emergency");

    private final Scenes.Wish wish;
    private final Instant now;
    final ZoneId zone;
    private final PolicyForm policy;
    private final double overtimeFactor;
    private final Map<UUID, Scene.Crewman> technicians;
    private final Map<UUID, Scene.Row> visits;
    private final Map<UUID, SceneRows.Store> stores;
    private final Instant origin;
    private final Places places = new Places();
    TravelTimes.@Nullable Ways ways;
    private final List<Tour> tours = new ArrayList<>();
    private final Set<UUID> anchors = new HashSet<>();
    final List<WorkingTime> shifts = new ArrayList<>();
    final Map<UUID, String> unplannable = new TreeMap<>();
    final Map<UUID, String> idle = new TreeMap<>();

    SceneBuilder(
            Scenes.Wish wish,
            Instant now,
            ZoneId zone,
            PolicyForm policy,
            double overtimeFactor,
            Map<UUID, Scene.Crewman> technicians,
            Map<UUID, Scene.Row> visits,
            Map<UUID, SceneRows.Store> stores) {
        this.wish = wish;
        this.now = now;
        this.zone = zone;
        this.policy = policy;
        this.overtimeFactor = overtimeFactor;
        this.technicians = technicians;
        this.visits = visits;
        this.stores = stores;
        origin = wish.from().truncatedTo(ChronoUnit.SECONDS);
        findAnchors();
    }

    private int seconds(Instant time) {
        return Math.clamp(Duration.between(origin, time).toSeconds(), -(1 << 27), 1 << 27);
    }

    /// What each technician is at, else what he did last.
    private void findAnchors() {
        Map<UUID, Scene.Row> last = new HashMap<>();
        visits.values().stream()
                .filter(each -> each.lat() != null
                        && each.startedAt() != null
                        && !each.startedAt().isAfter(now))
                .filter(each -> each.isBegun() || each.isDone())
                .sorted(Comparator.comparing((Scene.Row each) -> each.isBegun()).thenComparing(SceneBuilder::begun))
                .forEach(each -> each.technicians().forEach(technician -> last.put(technician, each)));
        last.values().forEach(each -> anchors.add(each.id()));
    }

    private static Instant begun(Scene.Row row) {
        Instant at = row.startedAt();
        return at == null ? Instant.EPOCH : at;
    }

    void tours(List<WorkingTime> times) {
        Set<UUID> busy = new HashSet<>();
        anchors.forEach(each -> {
            Scene.Row row = visits.get(each);
            if (row != null) {
                busy.addAll(row.technicians());
            }
        });
        for (WorkingTime each : times) {
            Scene.Crewman man = technicians.get(each.technicianId());
            int end = seconds(each.end());
            // Who has not begun to work cannot leave before now; who has is where his work is.
            boolean here = busy.contains(each.technicianId()) && !each.start().isAfter(now);
            int start = here ? seconds(each.start()) : Math.max(seconds(each.start()), seconds(now));
            if (man == null || start > end) {
                continue;
            }
            Integer from = place(each.startLocationId(), man);
            Integer home = place(each.endLocationId(), man);
            if (from == null) {
                idle.put(man.id(), "no-start-position");
                continue;
            }
            int day = (int) ChronoUnit.DAYS.between(
                    origin.atZone(zone).toLocalDate(), each.start().atZone(zone).toLocalDate());
            tours.add(new Tour(
                    man.id(),
                    day,
                    start,
                    end,
                    (int) each.overtime().toSeconds(),
                    Tour.UNBOUNDED,
                    pause(each.pause(), start),
                    from,
                    home == null ? Tour.ANYWHERE : home,
                    man.skills(),
                    Set.copyOf(man.tools()),
                    null));
            shifts.add(each);
        }
    }

    /// A rest whose time is over was taken.
    private @Nullable Pause pause(WorkingTime.@Nullable Pause pause, int start) {
        if (pause == null || seconds(pause.latest()) < start) {
            return null;
        }
        return new Pause(
                (int) pause.length().toSeconds(), Math.max(start, seconds(pause.earliest())), seconds(pause.latest()));
    }

    private @Nullable Integer place(@Nullable UUID location, Scene.Crewman man) {
        SceneRows.Store store = location == null ? null : stores.get(location);
        if (store != null && store.lat() != null && store.lon() != null) {
            return places.number(store.lat(), store.lon());
        }
        return man.lat() == null || man.lon() == null ? null : places.number(man.lat(), man.lon());
    }

    Problem problem(TravelTimes times) {
        List<Scene.Row> wanted = visits.values().stream().filter(this::isWanted).toList();
        Set<UUID> in = wanted.stream().map(Scene.Row::id).collect(Collectors.toSet());
        StopBuilder builder = new StopBuilder(visits, in, seconds(wish.to()));
        List<Stop> stops = wanted.stream().map(each -> builder.stop(each, this)).toList();
        List<Depot> depots = new ArrayList<>();
        stores.values().stream()
                .filter(each -> !each.kind().equals("van") && each.lat() != null && each.lon() != null)
                .forEach(each -> depots.add(new Depot(
                        each.id(),
                        depotPlace(each),
                        (int) policy.depotDuration().toSeconds(),
                        each.stock())));
        Map<UUID, Map<UUID, Integer>> vans = new HashMap<>();
        technicians.values().forEach(each -> {
            SceneRows.Store van = each.van() == null ? null : stores.get(each.van());
            if (van != null) {
                vans.put(each.id(), van.stock());
            }
        });
        ways = places.ways(policy, origin, wish.to(), zone);
        Travel travel = times.remembered(ways).travel();
        return new Problem(origin, travel, tours, stops, depots, vans, weights());
    }

    private int depotPlace(SceneRows.Store store) {
        return places.number(value(store.lat()), value(store.lon()));
    }

    /// True if the engine gets it; else it is said why, unless nothing is to be said.
    private boolean isWanted(Scene.Row row) {
        if (row.isDone()) {
            return anchors.contains(row.id()) && tourAt(row.technicians(), begun(row)) != null;
        }
        if (row.isBegun()) {
            return row.lat() != null && tourAt(row.technicians(), begun(row)) != null;
        }
        if (!row.isUnscheduled() && !technicians.keySet().containsAll(row.technicians())) {
            // Somebody of another region has it: his dispatcher's matter.
            return false;
        }
        String why = reasonAgainst(row);
        if (why != null) {
            unplannable.put(row.id(), why);
        }
        return why == null;
    }

    private @Nullable String reasonAgainst(Scene.Row row) {
        if (row.lat() == null || row.lon() == null) {
            return "site-without-position";
        }
        if (!isPinned(row) && windows(row).isEmpty()) {
            return "no-window-in-time";
        }
        for (NeedsForm.TieForm each : row.needs().ties()) {
            Scene.Row other = visits.get(each.visitId());
            if (other == null && each.kind().equals("after")) {
                return "tied-to-what-is-not-planned-here";
            }
        }
        return null;
    }

    /// The tour of the first of these technicians at that time; null if he does not work then.
    @Nullable
    Tour tourAt(List<UUID> crew, Instant time) {
        int at = seconds(time);
        return tours.stream()
                .filter(each -> !crew.isEmpty() && each.technician().equals(crew.getFirst()))
                .filter(each -> at <= each.end() + each.overtime() && at >= each.start() - 4 * 3600)
                .findFirst()
                .orElse(null);
    }

    boolean isPinned(Scene.Row row) {
        Instant planned = row.plannedStart();
        if (row.isDone() || row.isBegun()) {
            return true;
        }
        boolean near = planned != null && planned.isBefore(now.plus(wish.freeze()));
        return row.isPlanned()
                && planned != null
                && (row.status().equals("en-route") || near)
                && row.technicians().stream().allMatch(each -> tourAt(List.of(each), planned) != null);
    }

    /// Where it is pinned, and how long it takes there in seconds.
    Fixed pin(Scene.Row row) {
        if (row.isDone() || row.isBegun()) {
            return new Fixed(row.technicians(), seconds(begun(row)));
        }
        Instant planned = row.plannedStart();
        return new Fixed(row.technicians(), Math.max(seconds(planned == null ? now : planned), seconds(now)));
    }

    int duration(Scene.Row row) {
        int usual = row.minutes() * 60;
        int since = seconds(now) - seconds(begun(row));
        if (row.isDone()) {
            // He is still there.
            return Math.max(0, since);
        }
        return row.isBegun() ? Math.max(usual, since) : usual;
    }

    @Nullable
    Now planned(Scene.Row row) {
        Instant planned = row.plannedStart();
        return row.isPlanned() && planned != null ? new Now(row.technicians(), seconds(planned)) : null;
    }

    /// When it may begin: its windows, but not before now, nor before its planned time unless that is wished.
    List<Window> windows(Scene.Row row) {
        Instant planned = row.plannedStart();
        int low = Math.max(seconds(now), seconds(wish.from()));
        int high = seconds(wish.to());
        boolean stays = !wish.earlier() && row.isPlanned() && planned != null;
        int floor = stays && planned != null && tourAt(row.technicians(), planned) != null ? seconds(planned) : low;
        List<Window> all = new ArrayList<>();
        List<NeedsForm.Span> spans = row.needs().windows();
        if (spans.isEmpty()) {
            add(all, low, high);
        }
        for (NeedsForm.Span each : spans) {
            add(all, Math.max(low, seconds(each.start())), Math.min(high, seconds(each.end())));
        }
        if (all.stream().anyMatch(each -> each.to() >= floor)) {
            List<Window> later = new ArrayList<>();
            all.forEach(each -> add(later, Math.max(each.from(), floor), each.to()));
            return later;
        }
        return all;
    }

    private static void add(List<Window> all, int from, int to) {
        if (from <= to) {
            all.add(new Window(from, to));
        }
    }

    @Nullable
    Window promise(Scene.Row row) {
        Instant start = row.windowStart();
        Instant end = row.windowEnd();
        return start == null || end == null ? null : new Window(seconds(start), seconds(end));
    }

    int place(Scene.Row row) {
        return places.number(value(row.lat()), value(row.lon()));
    }

    int priority(Scene.Row row) {
        return PRIORITIES.indexOf(row.priority());
    }

    long worth(Scene.Row row) {
        return row.needs().optional() ? policy.costs().optional() : 0;
    }

    private static double value(@Nullable Double degrees) {
        return degrees == null ? Double.NaN : degrees;
    }

    int offset(Instant time) {
        return seconds(time);
    }

    private Weights weights() {
        PolicyForm.Costs costs = policy.costs();
        return new Weights(
                List.of(costs.low(), costs.normal(), costs.high(), costs.emergency()),
                costs.travel(),
                costs.kilometer(),
                costs.waiting(),
                costs.late(),
                (int) Math.ceil(costs.travel() * overtimeFactor),
                costs.preferred(),
                costs.moved(),
                costs.movedPromise(),
                costs.fairness(),
                (int) costs.tolerance().toSeconds());
    }
}
