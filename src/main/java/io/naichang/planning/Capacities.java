package io.naichang.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.shifts.WorkingTime;
import io.naichang.shifts.WorkingTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The time of technicians that nobody has booked: working times without pauses' length, less bookings. To be called
/// within a transaction.
@ApplicationScoped
class Capacities {
    private final SceneRows rows;
    private final WorkingTimes times;
    private final Sql sql;
    private final Clock clock;

    Capacities(SceneRows rows, WorkingTimes times, Sql sql, Clock clock) {
        this.rows = rows;
        this.times = times;
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
        if (!begin.isBefore(end) || Duration.between(begin, end).toDays() > PlanForm.DAYS) {
            throw Problem.invalid("invalid", "to", "It must be after from, at most 31 days.");
        }
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

    private List<Slot> free(UUID region, Instant from, Instant to, @Nullable String skill, Duration length) {
        List<UUID> able = rows.technicians(region).values().stream()
                .filter(each -> skill == null || each.skills().containsKey(skill))
                .map(Scene.Crewman::id)
                .toList();
        Map<UUID, List<Slot>> busy = new HashMap<>();
        if (!able.isEmpty()) {
            booked(able, from, to)
                    .forEach(each -> busy.computeIfAbsent(each.technicianId(), any -> new ArrayList<>())
                            .add(each));
        }
        Instant now = clock.instant();
        Instant earliest = now.isAfter(from) ? now : from;
        List<Slot> free = new ArrayList<>();
        for (WorkingTime each : times.between(able, from, to)) {
            if (!each.onCall()) {
                Instant start = each.start().isBefore(earliest) ? earliest : each.start();
                Instant end = each.end().isAfter(to) ? to : each.end();
                free.addAll(gaps(each, start, end, busy.getOrDefault(each.technicianId(), List.of()), length));
            }
        }
        return free;
    }

    /// What bookings leave of a working time; the pause counts as booked at its latest.
    private static List<Slot> gaps(WorkingTime time, Instant start, Instant end, List<Slot> busy, Duration length) {
        List<Slot> taken = new ArrayList<>(busy);
        WorkingTime.Pause pause = time.pause();
        if (pause != null) {
            taken.add(
                    new Slot(time.technicianId(), pause.latest(), pause.latest().plus(pause.length())));
        }
        taken.sort(java.util.Comparator.comparing(Slot::start));
        List<Slot> free = new ArrayList<>();
        Instant at = start;
        for (Slot each : taken) {
            add(free, time.technicianId(), at, each.start().isBefore(end) ? each.start() : end, length);
            at = each.end().isAfter(at) ? each.end() : at;
        }
        add(free, time.technicianId(), at, end, length);
        return free;
    }

    private static void add(List<Slot> free, UUID technician, Instant start, Instant end, Duration length) {
        if (!start.plus(length).isAfter(end)) {
            free.add(new Slot(technician, start, end));
        }
    }

    private List<Slot> booked(List<UUID> technicians, Instant from, Instant to) {
        return sql.list(
                """
                SELECT b.user_id, lower(b.during), upper(b.during) FROM visit_booking b
                JOIN visit v ON v.tenant_id = b.tenant_id AND v.id = b.visit_id
                    AND v.status IN ('scheduled', 'dispatched', 'en-route', 'in-progress', 'waiting')
                WHERE b.tenant_id = current_tenant() AND b.user_id = ANY (?::uuid[]) AND b.during && tstzrange(?, ?)
                """,
                row -> new Slot(
                        row.getObject(1, UUID.class),
                        row.getObject(2, java.time.OffsetDateTime.class).toInstant(),
                        row.getObject(3, java.time.OffsetDateTime.class).toInstant()),
                technicians,
                from,
                to);
    }
}
