package io.naichang.planning;

import io.naichang.platform.Problem;
import io.naichang.shifts.WorkingTime;
import io.naichang.shifts.WorkingTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Reads what is to be planned. To be called within a transaction; nothing is locked.
@ApplicationScoped
class Scenes {
    private final SceneRows rows;
    private final Stores stores;
    private final WorkingTimes times;
    private final Policies policies;
    private final Clock clock;
    private final int most;

    Scenes(
            SceneRows rows,
            Stores stores,
            WorkingTimes times,
            Policies policies,
            Clock clock,
            @ConfigProperty(name = "naichang.planning.max-visits", defaultValue = "3000") int most) {
        this.rows = rows;
        this.stores = stores;
        this.times = times;
        this.policies = policies;
        this.clock = clock;
        this.most = most;
    }

    /// What to read.
    ///
    /// @param freeze what a customer was told that starts within this time from now stays as it is
    /// @param earlier whether planned visits may begin before their planned time
    /// @param beforeTold whether visits may begin before the time that their customers were told
    /// @param also a visit that is read whenever it is planned
    record Wish(
            UUID region,
            Instant from,
            Instant to,
            Duration freeze,
            boolean earlier,
            boolean beforeTold,
            @Nullable UUID also) {
        /// The days as they stand: nothing moves, and everything that was told holds.
        static Wish of(UUID region, Instant from, Instant to) {
            return new Wish(region, from, to, Duration.ZERO, false, false, null);
        }

        Wish freezing(Duration time) {
            return new Wish(region, from, to, time, earlier, beforeTold, also);
        }
    }

    /// Refuses with 400 `too-many-visits` if there are more than the server plans at once, what is old not counted.
    void requireBounded(UUID region, Instant from, Instant to) {
        Instant now = clock.instant();
        int visits = rows.count(
                region,
                reading(rows.technicians(region).keySet(), from, to, now).reach());
        if (visits > most) {
            throw Problem.invalid(
                            "too-many-visits", "to", "Ask for fewer days at once: there are " + visits + " visits.")
                    .with("visits", visits)
                    .with("most", most);
        }
    }

    /// From when to when to read, and the working times that say so.
    private record Reading(Reach reach, List<WorkingTime> times) {}

    private Reading reading(Collection<UUID> technicians, Instant from, Instant to, Instant now) {
        Earlier earlier = Earlier.of(from, now);
        Reach reach = Reach.of(from, to, now);
        List<WorkingTime> found = times.between(technicians, earlier.since(reach), reach.to());
        return new Reading(earlier.reach(reach, found), found);
    }

    /// By the same number of statements whatever there is to read, and one more where visits are tied to others.
    Facts read(Wish wish) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        PolicyForm policy = policies.current().form();
        Map<UUID, Scene.Crewman> technicians = rows.technicians(wish.region());
        Reading reading = reading(technicians.keySet(), wish.from(), wish.to(), now);
        Reach reach = reading.reach();
        int usual = (int) policy.defaultDuration().toMinutes();
        Map<UUID, Scene.Row> visits = new TreeMap<>();
        rows.visits(wish, reach, technicians.keySet(), usual, most + 2 * NearVisits.OLD + 2)
                .forEach(each -> visits.put(each.id(), each));
        if (visits.size() > most) {
            requireBounded(wish.region(), wish.from(), wish.to());
        }
        Set<UUID> ties = visits.values().stream()
                .flatMap(each -> each.needs().ties().stream())
                .map(NeedsForm.TieForm::visitId)
                .filter(each -> !visits.containsKey(each))
                .collect(Collectors.toSet());
        Map<UUID, Scene.Row> tied = new TreeMap<>();
        if (!ties.isEmpty()) {
            rows.visits(ties, usual).forEach(each -> tied.put(each.id(), each));
        }
        Set<UUID> parts = visits.values().stream()
                .flatMap(each -> each.needs().parts().stream())
                .map(NeedsForm.PartNeed::partId)
                .collect(Collectors.toSet());
        List<UUID> vans = technicians.values().stream()
                .map(Scene.Crewman::van)
                .filter(Objects::nonNull)
                .toList();
        return new Facts(
                wish,
                reach,
                now,
                rows.zone(),
                policy,
                times.overtimeFactor(),
                Earlier.of(wish.from(), now).times(reading.times(), visits.values()),
                times.knownAmong(technicians.keySet(), wish.from(), wish.to()),
                technicians,
                visits,
                tied,
                stores.of(vans, parts),
                stores.names(parts));
    }

    boolean isRegion(UUID region) {
        return rows.isRegion(region);
    }
}
