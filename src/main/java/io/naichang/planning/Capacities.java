package io.naichang.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.platform.GreatCircle;
import io.naichang.platform.Sql;
import io.naichang.shifts.WorkingTime;
import io.naichang.shifts.WorkingTimes;
import io.naichang.travel.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The time of technicians that nobody has booked: working times without pauses' length, less bookings, less the way
/// from and to each booking. Where the next visit will be, nobody knows yet: half of the way from one neighbour to the
/// other is taken off at either side, or half of the way home at the ends of a shift, as the crow flies by the
/// company's policy; what its tolerance of delays covers is not taken off. To be called within a transaction.
@ApplicationScoped
class Capacities {
    private final SceneRows rows;
    private final WorkingTimes times;
    private final Stores stores;
    private final Policies policies;
    private final Sql sql;
    private final Clock clock;

    Capacities(SceneRows rows, WorkingTimes times, Stores stores, Policies policies, Sql sql, Clock clock) {
        this.rows = rows;
        this.times = times;
        this.stores = stores;
        this.policies = policies;
        this.sql = sql;
        this.clock = clock;
    }

    @Schema(name = "Capacity")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Capacity(
            @Nullable UUID regionId,
            @Nullable String skill,
            @Schema(required = true) int minutes,
            @Schema(required = true) List<Day> days) {}

    /// @param free how many visits of that length could still be booked
    @Schema(name = "CapacityOfDay")
    record Day(
            @Schema(required = true) LocalDate day,
            @Schema(required = true) int free,
            @Schema(required = true) List<Slot> slots) {}

    /// A time in which one technician has nothing planned.
    @Schema(name = "FreeSlot")
    record Slot(
            @Schema(required = true) UUID technicianId,
            @Schema(required = true) Instant start,
            @Schema(required = true) Instant end) {}

    Capacity of(
            @Nullable UUID wanted, @Nullable Instant from, @Nullable Instant to, @Nullable String skill, int minutes) {
        UUID region = rows.region(wanted).orElse(null);
        Instant begin = from == null ? clock.instant() : from;
        Instant end = to == null ? begin.plus(Duration.ofDays(7)) : to;
        PlanForm.requireSpan(begin, end);
        ZoneId zone = rows.zone();
        Map<LocalDate, List<Slot>> byDay = new TreeMap<>();
        if (region != null) {
            free(region, begin, end, skill, Duration.ofMinutes(minutes))
                    .forEach(each -> byDay.computeIfAbsent(
                                    each.start().atZone(zone).toLocalDate(), day -> new ArrayList<>())
                            .add(each));
        }
        List<Day> days = byDay.entrySet().stream()
                .map(each -> new Day(each.getKey(), count(each.getValue(), minutes), each.getValue()))
                .toList();
        return new Capacity(region, skill, minutes, days);
    }

    private static int count(List<Slot> slots, int minutes) {
        return slots.stream()
                .mapToInt(each ->
                        (int) (Duration.between(each.start(), each.end()).toMinutes() / minutes))
                .sum();
    }

    /// Something that takes a technician's time, and where; null if nobody knows, or it is a rest.
    private record Busy(
            UUID technician,
            Instant start,
            Instant end,
            @Nullable Position at) {}

    private List<Slot> free(UUID region, Instant from, Instant to, @Nullable String skill, Duration length) {
        Map<UUID, Scene.Crewman> able = new TreeMap<>(rows.technicians(region));
        able.values().removeIf(each -> skill != null && !each.skills().containsKey(skill));
        Map<UUID, List<Busy>> busy = new HashMap<>();
        if (!able.isEmpty()) {
            booked(able.keySet(), from, to)
                    .forEach(each -> busy.computeIfAbsent(each.technician(), any -> new ArrayList<>())
                            .add(each));
        }
        Way way = Way.of(policies.current().form());
        Map<UUID, Stores.Store> locations = stores.of(
                able.values().stream()
                        .map(Scene.Crewman::van)
                        .filter(Objects::nonNull)
                        .toList(),
                Set.of());
        Instant now = clock.instant();
        Instant earliest = now.isAfter(from) ? now : from;
        List<Slot> free = new ArrayList<>();
        for (WorkingTime each : times.between(able.keySet(), from, to)) {
            Scene.Crewman man = able.get(each.technicianId());
            if (!each.onCall() && man != null) {
                Instant start = each.start().isBefore(earliest) ? earliest : each.start();
                Instant end = each.end().isAfter(to) ? to : each.end();
                Ends ends = new Ends(
                        Stores.place(locations, each.startLocationId(), man),
                        Stores.place(locations, each.endLocationId(), man));
                free.addAll(gaps(each, ends, start, end, busy.getOrDefault(man.id(), List.of()), length, way));
            }
        }
        return free;
    }

    /// Where a working time begins and ends.
    private record Ends(@Nullable Position from, @Nullable Position to) {}

    /// What bookings leave of a working time; the pause counts as booked at its latest. What is booked on other days
    /// says nothing about where he is on this one.
    private static List<Slot> gaps(
            WorkingTime time, Ends ends, Instant start, Instant end, List<Busy> busy, Duration length, Way way) {
        List<Busy> taken = new ArrayList<>(busy.stream()
                .filter(each -> each.start().isBefore(time.end()) && each.end().isAfter(time.start()))
                .toList());
        WorkingTime.Pause pause = time.pause();
        if (pause != null) {
            taken.add(
                    new Busy(time.technicianId(), pause.latest(), pause.latest().plus(pause.length()), null));
        }
        taken.sort(java.util.Comparator.comparing(Busy::start));
        List<Slot> free = new ArrayList<>();
        Instant at = start;
        Position here = ends.from();
        for (Busy each : taken) {
            Position there = each.at() == null ? here : each.at();
            Duration half = way.between(here, there).dividedBy(2);
            add(
                    free,
                    time.technicianId(),
                    at.plus(half),
                    earlier(each.start(), end).minus(half),
                    length);
            at = each.end().isAfter(at) ? each.end() : at;
            here = there;
        }
        Duration half = way.between(here, ends.to()).dividedBy(2);
        add(free, time.technicianId(), at.plus(half), end.minus(half), length);
        return free;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// How long a way is likely to take on a free road.
    private record Way(double roadFactor, double speed, Duration tolerance) {
        static Way of(PolicyForm form) {
            double town = form.townShare().doubleValue();
            double kmh = form.countryKmh().doubleValue() * (1 - town)
                    + form.townKmh().doubleValue() * town;
            return new Way(
                    form.roadFactor().doubleValue(), kmh / 3.6, form.costs().tolerance());
        }

        Duration between(@Nullable Position from, @Nullable Position to) {
            if (from == null || to == null) {
                return Duration.ZERO;
            }
            double meters = GreatCircle.meters(from.lat(), from.lon(), to.lat(), to.lon()) * roadFactor;
            Duration beyond = Duration.ofSeconds(Math.round(meters / speed)).minus(tolerance);
            return beyond.isNegative() ? Duration.ZERO : beyond;
        }
    }

    private static void add(List<Slot> free, UUID technician, Instant start, Instant end, Duration length) {
        if (!start.plus(length).isAfter(end)) {
            free.add(new Slot(technician, start, end));
        }
    }

    private List<Busy> booked(Collection<UUID> technicians, Instant from, Instant to) {
        return sql.list(
                """
                SELECT b.user_id, lower(b.during), upper(b.during), s.lat, s.lon FROM visit_booking b
                JOIN visit v ON v.tenant_id = b.tenant_id AND v.id = b.visit_id
                    AND v.status IN ('scheduled', 'dispatched', 'en-route', 'in-progress', 'waiting')
                JOIN site s ON s.tenant_id = v.tenant_id AND s.id = v.site_id
                WHERE b.tenant_id = current_tenant() AND b.user_id = ANY (?::uuid[]) AND b.during && tstzrange(?, ?)
                """,
                row -> new Busy(
                        row.getObject(1, UUID.class),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getObject(4) == null || row.getObject(5) == null
                                ? null
                                : new Position(row.getDouble(4), row.getDouble(5))),
                technicians,
                from,
                to);
    }
}
