package io.naichang.planning;

import io.naichang.shifts.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was read of a region's days at one moment; scenes are made of it without reading again.
///
/// @param times of its technicians, on call too
/// @param rostered technicians for whom shifts are planned about that time, with one then or without
/// @param tied visits of other days or regions to which some of these are tied
/// @param partNames of the parts that visits need
record Facts(
        Scenes.Wish wish,
        Reach reach,
        Instant now,
        ZoneId zone,
        PolicyForm policy,
        double overtimeFactor,
        List<WorkingTime> times,
        Set<UUID> rostered,
        Map<UUID, Scene.Crewman> technicians,
        Map<UUID, Scene.Row> visits,
        Map<UUID, Scene.Row> tied,
        Map<UUID, Stores.Store> stores,
        Map<UUID, String> partNames) {
    Scene.Row visit(UUID id) {
        Scene.Row row = visits.get(id);
        if (row == null) {
            throw new IllegalArgumentException("visit " + id + " was not read");
        }
        return row;
    }

    boolean isBookedBefore(Scene.Row row) {
        return row.isBookedBefore(wish.from(), now);
    }

    boolean isOverBefore(Scene.Row row) {
        return row.isOverBefore(wish.from(), now);
    }

    /// It meets the time that is planned, and was not read only to know what was before.
    boolean isWished(WorkingTime time) {
        return time.limit().isAfter(wish.from());
    }

    /// The same, where what a customer was told of the time from now stays as it is.
    Facts freezing(Duration freeze) {
        return new Facts(
                wish.freezing(freeze),
                reach,
                now,
                zone,
                policy,
                overtimeFactor,
                times,
                rostered,
                technicians,
                visits,
                tied,
                stores,
                partNames);
    }

    /// The days as they stand.
    Scene scene() {
        return new SceneBuilder(this, visits, false).scene();
    }

    /// As if some visits were planned otherwise; null: as if nobody had them.
    Scene scene(Map<UUID, Proposal.@Nullable Slot> instead) {
        Map<UUID, Scene.Row> rows = new TreeMap<>(visits);
        instead.forEach((visit, slot) -> rows.computeIfPresent(visit, (id, row) -> row.instead(slot)));
        return new SceneBuilder(this, rows, false).scene();
    }

    /// With everything that somebody has held where it is booked, whether it can be there or not.
    Scene standing() {
        return new SceneBuilder(this, visits, true).scene();
    }
}
