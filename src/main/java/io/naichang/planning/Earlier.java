package io.naichang.planning;

import io.naichang.shifts.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// What comes before a time that is planned and still to come: the shifts in which it begins. Whoever is at work then
/// comes from what is booked for him before, so that those are looked up from their start; and where one goes on by
/// now, from what he did in it or should have begun.
///
/// @param from the time that is planned
/// @param now what happened before it only says where everybody is
/// @param isToCome if not, what came before is known, and asked for by [Reach]
record Earlier(Instant from, Instant now, boolean isToCome) {
    /// How long before the time that is planned what is booked is looked up at most. Most shifts are shorter; a
    /// longer one, which with its overtime may last a day and a half, and time on call are cut to it.
    private static final Duration LONGEST = Duration.ofDays(1);

    static Earlier of(Instant from, Instant now) {
        return new Earlier(from, now, Reach.isToCome(from, now));
    }

    /// Since when to look for working times, to find these shifts.
    Instant since(Reach reach) {
        return isToCome ? from.minus(LONGEST) : reach.from();
    }

    /// What must be read to know what is booked in these shifts.
    Reach reach(Reach reach, Collection<WorkingTime> times) {
        return times.stream()
                .filter(this::isHeldBy)
                .map(each -> since(each, reach))
                .min(Comparator.naturalOrder())
                .map(reach::since)
                .orElse(reach);
    }

    private Instant since(WorkingTime time, Reach reach) {
        Instant begin = time.start().isAfter(since(reach)) ? time.start() : since(reach);
        return begin.isAfter(now) ? begin : Reach.back(now);
    }

    private boolean isHeldBy(WorkingTime time) {
        return isToCome && time.start().isBefore(from) && time.limit().isAfter(from);
    }

    /// Those that meet the time that is planned. Overtime does where something is booked that needs it: else nobody is
    /// asked to stay on from a day that is not planned.
    List<WorkingTime> times(Collection<WorkingTime> times, Collection<Scene.Row> visits) {
        return times.stream()
                .filter(each -> !isToCome
                        || each.end().isAfter(from)
                        || (isHeldBy(each) && visits.stream().anyMatch(visit -> runsOver(visit, each))))
                .toList();
    }

    private boolean runsOver(Scene.Row visit, WorkingTime time) {
        Instant start = visit.plannedStart();
        Instant end = visit.plannedEnd();
        return visit.isPlanned()
                && visit.technicians().contains(time.technicianId())
                && start != null
                && end != null
                && start.isBefore(time.limit())
                && end.isAfter(from);
    }
}
