package io.naichang.planning;

import io.naichang.routing.Problem;
import io.naichang.routing.Solution;
import io.naichang.routing.Travel;
import io.naichang.shifts.WorkingTime;
import io.naichang.travel.TravelTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A region's days as the database had them at one moment, and the problem that the engine makes of them.
///
/// @param now when it was read
/// @param from since when what is booked is in it; what should be over by then was never begun
/// @param begins the time that is planned
/// @param ways among the places of the problem, for whoever has time to ask how long they really take
/// @param shifts the working time behind each tour of the problem
/// @param workingTimes all working times but on-call, with a tour or without
/// @param onCalls when its technicians can be called to emergencies
/// @param visits all visits that were read, planned by the engine or not
/// @param unplannable visits that the engine does not get, and why
/// @param idle technicians without a tour, and why
/// @param partNames what the parts are called that visits need
record Scene(
        Instant now,
        Instant from,
        Instant begins,
        Instant to,
        ZoneId zone,
        Problem problem,
        TravelTimes.Ways ways,
        List<WorkingTime> shifts,
        List<WorkingTime> workingTimes,
        List<WorkingTime> onCalls,
        Map<UUID, Row> visits,
        Map<UUID, Crewman> technicians,
        Map<UUID, String> unplannable,
        Map<UUID, String> idle,
        Map<UUID, String> partNames) {
    private static final Set<String> UNKNOWN = Set.of("no-shifts-known", "no-start-position");

    /// Why nothing can be said of somebody's days, if so: his hours or where he starts were never written down. What he
    /// has is then neither in danger nor taken from him.
    @Nullable
    String unknown(UUID technician) {
        String why = idle.get(technician);
        return UNKNOWN.contains(String.valueOf(why)) ? why : null;
    }

    /// The same with other travel times among its places.
    ///
    /// @param exact whether what is planned may not begin a minute later either
    Scene with(Travel travel, boolean exact) {
        Problem other = new Problem(
                problem.origin(),
                travel,
                problem.tours(),
                problem.stops(),
                problem.depots(),
                problem.vans(),
                exact ? problem.weights().exact() : problem.weights());
        return new Scene(
                now,
                from,
                begins,
                to,
                zone,
                other,
                ways,
                shifts,
                workingTimes,
                onCalls,
                visits,
                technicians,
                unplannable,
                idle,
                partNames);
    }

    /// A plan as if what nobody has planned were not left out of it: of that nothing is asked.
    Solution planned(Solution plan) {
        return new Solution(
                plan.runs(),
                plan.unassigned().stream()
                        .filter(each -> visit(each).isPlanned())
                        .toList(),
                plan.cost(),
                plan.moved());
    }

    /// A technician of the region.
    record Crewman(
            UUID id,
            String name,
            @Nullable Double lat,
            @Nullable Double lon,
            @Nullable UUID van,
            Map<String, Integer> skills,
            List<String> tools) {}

    /// A visit as it was read.
    record Row(
            UUID id,
            String number,
            String title,
            String kind,
            String priority,
            String status,
            UUID customer,
            String customerName,
            UUID site,
            String siteName,
            @Nullable Double lat,
            @Nullable Double lon,
            int minutes,
            List<String> skills,
            @Nullable UUID technician,
            List<UUID> crew,
            @Nullable Instant plannedStart,
            @Nullable Instant plannedEnd,
            @Nullable Instant windowStart,
            @Nullable Instant windowEnd,
            @Nullable Instant departedAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            NeedsForm needs,
            @Nullable String waitingReason,
            @Nullable String outcome,
            boolean approved,
            @Nullable String district) {
        /// As if it were planned otherwise; null: as if nobody had it.
        Row instead(Proposal.@Nullable Slot slot) {
            return new Row(
                    id,
                    number,
                    title,
                    kind,
                    priority,
                    slot == null ? "unscheduled" : "scheduled",
                    customer,
                    customerName,
                    site,
                    siteName,
                    lat,
                    lon,
                    minutes,
                    skills,
                    slot == null ? null : slot.technicianId(),
                    slot == null ? List.of() : slot.crewIds(),
                    slot == null ? null : slot.start(),
                    slot == null ? null : slot.end(),
                    windowStart,
                    windowEnd,
                    departedAt,
                    startedAt,
                    finishedAt,
                    needs,
                    waitingReason,
                    outcome,
                    approved,
                    district);
        }

        /// Somebody has it and it has not begun.
        boolean isPlanned() {
            return technician != null
                    && plannedStart != null
                    && (status.equals("scheduled") || status.equals("dispatched") || status.equals("en-route"));
        }

        /// Booked to begin before this, and not late.
        boolean isBookedBefore(Instant from, Instant now) {
            return isPlanned() && plannedStart != null && plannedStart.isBefore(from) && !plannedStart.isBefore(now);
        }

        /// Planned to be over before a time that is still to come: nothing is asked of it but who comes from there.
        boolean isOverBefore(Instant from, Instant now) {
            return Reach.isToCome(from, now) && isPlanned() && plannedEnd != null && !plannedEnd.isAfter(from);
        }

        boolean isEnRoute() {
            return status.equals("en-route") && technician != null;
        }

        /// By how much it is planned before the time that its customer was told; null if it is not, or if he is
        /// expected no earlier than that.
        @Nullable
        Duration early(Instant expected) {
            return isPlanned()
                            && plannedStart != null
                            && windowStart != null
                            && plannedStart.isBefore(windowStart)
                            && expected.isBefore(windowStart)
                    ? Duration.between(plannedStart, windowStart)
                    : null;
        }

        /// Its customer was told a time that is not over, and it is to begin within the freeze. What was not kept is
        /// no promise any more.
        ///
        /// @param freeze none freezes nothing
        boolean isPromisedNear(Instant now, Duration freeze) {
            return isPlanned()
                    && freeze.isPositive()
                    && windowEnd != null
                    && !windowEnd.isBefore(now)
                    && plannedStart != null
                    && plannedStart.isBefore(now.plus(freeze));
        }

        boolean isEmergency() {
            return priority.equals("emergency");
        }

        boolean isUnscheduled() {
            return status.equals("unscheduled");
        }

        boolean isAtWork() {
            return status.equals("in-progress");
        }

        /// At work, or waiting to go on.
        boolean isBegun() {
            return isAtWork() || status.equals("waiting");
        }

        boolean isDone() {
            return status.equals("done");
        }

        /// Its technician stood before a closed door, and nobody in the office has settled it since.
        boolean isWithoutAccess() {
            return isDone() && "no-access".equals(outcome) && !approved;
        }

        /// The lead first; nobody if nobody has it.
        List<UUID> technicians() {
            UUID lead = technician;
            if (lead == null) {
                return List.of();
            }
            List<UUID> all = new java.util.ArrayList<>(List.of(lead));
            crew.stream().filter(each -> !each.equals(lead)).forEach(all::add);
            return all;
        }
    }

    /// Whether somebody is at work at a time, or now if that is over.
    boolean worksFrom(UUID technician, @Nullable Instant planned) {
        Instant when = planned == null || planned.isBefore(now) ? now : planned;
        return workingTimes.stream()
                .anyMatch(each -> each.technicianId().equals(technician)
                        && !each.start().isAfter(when)
                        && !each.limit().isBefore(when));
    }

    Row visit(UUID id) {
        Row row = visits.get(id);
        if (row == null) {
            throw new IllegalArgumentException("visit " + id + " is not in the scene");
        }
        return row;
    }

    String nameOf(UUID technician) {
        Crewman known = technicians.get(technician);
        return known == null ? technician.toString() : known.name();
    }

    String nameOfPart(UUID part) {
        return partNames.getOrDefault(part, part.toString());
    }

    /// Whether a tour of the problem is time on call.
    boolean isOnCall(int tour) {
        return shifts.get(tour).onCall();
    }

    Instant at(int seconds) {
        return problem.origin().plusSeconds(seconds);
    }
}
