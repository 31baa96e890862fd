package io.naichang.routing;

import java.util.List;
import java.util.UUID;

/// One way to place one visit: `technicians` (the lead first) in `tours`, before the call at `position` of the first.
///
/// Feasible if there are no `reasons`. Then `start` and `end` are its times, `extra` the added points without what
/// leaving it out costs, `extraTravel` the added seconds of driving, `moved` the visits whose start changes by more
/// than
/// the tolerance, and `notes` the soft rules that it costs. Otherwise it is a near miss, and `reasons` say of what.
public record Candidate(
        List<UUID> technicians,
        List<Integer> tours,
        int position,
        int start,
        int end,
        long extra,
        int extraTravel,
        List<UUID> moved,
        List<Reason> reasons,
        List<Reason> notes) {
    public Candidate {
        technicians = List.copyOf(technicians);
        tours = List.copyOf(tours);
        moved = List.copyOf(moved);
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
    }

    public boolean feasible() {
        return reasons.isEmpty();
    }
}
