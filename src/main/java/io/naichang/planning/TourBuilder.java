package io.naichang.planning;

import io.naichang.routing.Pause;
import io.naichang.routing.Tour;
import io.naichang.shifts.WorkingTime;
import io.naichang.travel.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns working times into the engine's tours. Nothing that has not begun begins before now.
final class TourBuilder {
    /// The engine's regions part who is on call from what is no emergency.
    static final UUID ON_CALL = new UUID(0, 1);

    static final UUID IN_SHIFTS = new UUID(0, 2);

    /// What somebody begins so long before his working time belongs to it.
    private static final Duration EARLY = Duration.ofHours(4);

    private final Facts facts;
    private final Timeline time;
    private final Places places;
    private final Map<UUID, Scene.Row> last;
    final List<Tour> tours = new ArrayList<>();
    final List<WorkingTime> shifts = new ArrayList<>();
    final Map<UUID, String> idle = new TreeMap<>();

    /// @param last what each technician is at, else what he did last
    TourBuilder(Facts facts, Timeline time, Places places, Map<UUID, Scene.Row> last) {
        this.facts = facts;
        this.time = time;
        this.places = places;
        this.last = last;
        List<WorkingTime> inOrder = new ArrayList<>(facts.times());
        inOrder.sort(Comparator.comparing(WorkingTime::onCall));
        inOrder.forEach(each -> {
            Scene.Row work = last.get(each.technicianId());
            add(each, work, work != null && each.equals(timeOf(work, each.technicianId(), inOrder)));
        });
        Set<UUID> working = facts.times().stream()
                .filter(each -> !each.onCall() && facts.isWished(each))
                .map(WorkingTime::technicianId)
                .collect(java.util.stream.Collectors.toSet());
        for (UUID each : facts.technicians().keySet()) {
            if (!working.contains(each)) {
                idle.put(each, facts.rostered().contains(each) ? "does-not-work-then" : "no-shifts-known");
            }
        }
    }

    /// The working time in which this was begun, or before which; shifts, with their overtime, before on-call. None of
    /// another day: what has waited since then says nothing of where he is.
    private static @Nullable WorkingTime timeOf(Scene.Row work, UUID technician, List<WorkingTime> inOrder) {
        Instant begun = Standing.begun(work);
        return inOrder.stream()
                .filter(each -> each.technicianId().equals(technician))
                .filter(each -> isOf(each, begun))
                .min(Comparator.comparing(each -> begun.isBefore(each.start())))
                .orElse(null);
    }

    static boolean isOf(WorkingTime time, Instant when) {
        return !when.isBefore(time.start().minus(EARLY)) && !when.isAfter(time.limit());
    }

    /// @param work what he is at, else what he did last
    /// @param own whether he began that in this working time
    private void add(WorkingTime shift, Scene.@Nullable Row work, boolean own) {
        Scene.Crewman man = facts.technicians().get(shift.technicianId());
        int end = time.seconds(shift.end());
        int free = shift.onCall() ? afterOvertime(shift) : Integer.MIN_VALUE;
        int now = time.seconds(facts.now());
        // Who has not begun to work cannot leave before now; who has is where his work is.
        boolean here = own && !shift.start().isAfter(facts.now()) && !isHome(work, shift);
        int open = Math.max(free, here ? time.seconds(shift.start()) : Math.max(time.seconds(shift.start()), now));
        // Nobody leaves for what comes next before he is done with what he began before it, and then from there.
        int done = work == null || own || !work.isBegun() ? Integer.MIN_VALUE : end(work);
        boolean fromWork = work != null && (done > open || (done == open && work.isAtWork()));
        int start = Math.max(open, done);
        if (man == null || start > end) {
            return;
        }
        Integer from = work != null && fromWork ? placeOf(work, shift, man) : place(shift.startLocationId(), man);
        Integer home = place(shift.endLocationId(), man);
        if (from == null) {
            idle.put(man.id(), "no-start-position");
            return;
        }
        tours.add(new Tour(
                man.id(),
                day(shift.start()),
                start,
                // All time on call costs what overtime costs.
                shift.onCall() ? start : end,
                shift.onCall() ? end - start : (int) shift.overtime().toSeconds(),
                Tour.UNBOUNDED,
                pause(shift.pause(), start),
                from,
                home == null ? Tour.ANYWHERE : home,
                man.skills(),
                Set.copyOf(man.tools()),
                shift.onCall() ? ON_CALL : null));
        shifts.add(shift);
    }

    /// His working time is over, and nothing keeps him.
    private boolean isHome(Scene.@Nullable Row work, WorkingTime shift) {
        return work != null && !work.isAtWork() && shift.limit().isBefore(facts.now());
    }

    private int end(Scene.Row work) {
        return time.seconds(Standing.begun(work)) + Standing.duration(work, time, facts.now());
    }

    private @Nullable Integer placeOf(Scene.Row work, WorkingTime shift, Scene.Crewman man) {
        Double lat = work.lat();
        Double lon = work.lon();
        if (lat == null || lon == null) {
            return place(shift.startLocationId(), man);
        }
        return places.number(lat, lon);
    }

    /// On call begins where a shift's overtime may end: nobody is at two places in between.
    private int afterOvertime(WorkingTime onCall) {
        return tours.stream()
                .filter(each -> each.technician().equals(onCall.technicianId()))
                .filter(each -> each.start() <= time.seconds(onCall.start()))
                .mapToInt(each -> each.end() + each.overtime())
                .max()
                .orElse(Integer.MIN_VALUE);
    }

    private int day(Instant start) {
        return (int) ChronoUnit.DAYS.between(
                time.origin().atZone(facts.zone()).toLocalDate(),
                start.atZone(facts.zone()).toLocalDate());
    }

    /// A rest whose time is over was taken.
    private @Nullable Pause pause(WorkingTime.@Nullable Pause pause, int start) {
        if (pause == null || time.seconds(pause.latest()) < start) {
            return null;
        }
        return new Pause(
                (int) pause.length().toSeconds(),
                Math.max(start, time.seconds(pause.earliest())),
                time.seconds(pause.latest()));
    }

    private @Nullable Integer place(@Nullable UUID location, Scene.Crewman man) {
        Position at = Stores.place(facts.stores(), location, man);
        return at == null ? null : places.number(at.lat(), at.lon());
    }

    /// Of the technicians of what has begun or is done those who have begun nothing since, if it was in time of theirs.
    List<UUID> still(Scene.Row work) {
        return work.technicians().stream()
                .filter(each -> work.equals(last.get(each)) && at(List.of(each), Standing.begun(work)) != null)
                .toList();
    }

    /// The tour of the first of these technicians at that time; null if he does not work then.
    @Nullable
    Tour at(List<UUID> crew, Instant when) {
        int at = time.seconds(when);
        return tours.stream()
                .filter(each -> !crew.isEmpty() && each.technician().equals(crew.getFirst()))
                .filter(each -> at <= each.end() + each.overtime() && at >= each.start() - EARLY.toSeconds())
                .findFirst()
                .orElse(null);
    }

    /// A tour of the technician that goes on at some time between these.
    @Nullable
    Tour meeting(UUID technician, Instant from, Instant to) {
        return tours.stream()
                .filter(each -> each.technician().equals(technician))
                .filter(each -> time.seconds(from) < each.end() + each.overtime() && time.seconds(to) > each.start())
                .findFirst()
                .orElse(null);
    }
}
