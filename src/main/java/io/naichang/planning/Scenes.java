package io.naichang.planning;

import io.naichang.routing.Problem;
import io.naichang.shifts.WorkingTime;
import io.naichang.shifts.WorkingTimes;
import io.naichang.travel.TravelTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Reads what is to be planned. To be called within a transaction; nothing is locked.
@ApplicationScoped
class Scenes {
    private final SceneRows rows;
    private final WorkingTimes times;
    private final Policies policies;
    private final TravelTimes travel;
    private final Clock clock;
    private final int most;

    Scenes(
            SceneRows rows,
            WorkingTimes times,
            Policies policies,
            TravelTimes travel,
            Clock clock,
            @ConfigProperty(name = "naichang.planning.max-visits", defaultValue = "3000") int most) {
        this.rows = rows;
        this.times = times;
        this.policies = policies;
        this.travel = travel;
        this.clock = clock;
        this.most = most;
    }

    /// What to read.
    ///
    /// @param freeze what starts within this time from now stays as it is
    /// @param earlier whether planned visits may begin before their planned time
    /// @param also a visit that is read whenever it is planned
    record Wish(
            UUID region,
            Instant from,
            Instant to,
            Duration freeze,
            boolean earlier,
            @Nullable UUID also) {}

    /// Refuses with 400 `too-many-visits` if there are more than the server plans at once.
    void requireBounded(UUID region, Instant from, Instant to) {
        int visits = rows.count(region, from, to);
        if (visits > most) {
            throw io.naichang.platform.Problem.invalid(
                            "too-many-visits", "to", "Ask for fewer days at once: there are " + visits + " visits.")
                    .with("visits", visits)
                    .with("most", most);
        }
    }

    Scene read(Wish wish) {
        return read(wish, Map.of());
    }

    /// As if some visits were planned otherwise; those with null as if nobody had them.
    Scene read(Wish wish, Map<UUID, Slot> instead) {
        requireBounded(wish.region(), wish.from(), wish.to());
        PolicyForm policy = policies.current().form();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<UUID, Scene.Crewman> technicians = rows.technicians(wish.region());
        List<WorkingTime> shifts = times.between(technicians.keySet(), wish.from(), wish.to()).stream()
                .filter(each -> !each.onCall())
                .toList();
        int usual = (int) policy.defaultDuration().toMinutes();
        Map<UUID, Scene.Row> visits = new TreeMap<>();
        rows.visits(wish.region(), wish.from(), wish.to(), wish.also(), usual)
                .forEach(each -> visits.put(each.id(), instead(each, instead)));
        SceneBuilder builder = new SceneBuilder(
                wish, now, rows.zone(), policy, times.overtimeFactor(), technicians, visits, rows.stores());
        builder.tours(shifts);
        Problem problem = builder.problem(travel);
        return new Scene(
                now,
                wish.from(),
                wish.to(),
                builder.zone,
                problem,
                Objects.requireNonNull(builder.ways),
                List.copyOf(builder.shifts),
                shifts,
                visits,
                technicians,
                builder.unplannable,
                idle(technicians, builder, shifts, wish));
    }

    /// A slot that somebody thinks of; nobody's if there are no technicians.
    record Slot(List<UUID> technicians, Instant start, Instant end) {}

    private static Scene.Row instead(Scene.Row row, Map<UUID, Slot> instead) {
        Slot slot = instead.get(row.id());
        if (slot == null) {
            return row;
        }
        boolean nobody = slot.technicians().isEmpty();
        return new Scene.Row(
                row.id(),
                row.number(),
                row.title(),
                row.kind(),
                row.priority(),
                nobody ? "unscheduled" : "scheduled",
                row.customer(),
                row.customerName(),
                row.site(),
                row.siteName(),
                row.lat(),
                row.lon(),
                row.minutes(),
                row.skills(),
                nobody ? null : slot.technicians().getFirst(),
                nobody
                        ? List.of()
                        : slot.technicians().subList(1, slot.technicians().size()),
                nobody ? null : slot.start(),
                nobody ? null : slot.end(),
                row.windowStart(),
                row.windowEnd(),
                row.departedAt(),
                row.startedAt(),
                row.finishedAt(),
                row.needs());
    }

    private Map<UUID, String> idle(
            Map<UUID, Scene.Crewman> technicians, SceneBuilder builder, List<WorkingTime> shifts, Wish wish) {
        Map<UUID, String> idle = new TreeMap<>(builder.idle);
        var working = shifts.stream().map(WorkingTime::technicianId).collect(Collectors.toSet());
        for (UUID each : technicians.keySet()) {
            if (!working.contains(each)) {
                boolean known = times.areKnownOf(each, wish.from(), wish.to());
                idle.put(each, known ? "does-not-work-then" : "no-shifts-known");
            }
        }
        return idle;
    }

    boolean isRegion(UUID region) {
        return rows.isRegion(region);
    }
}
