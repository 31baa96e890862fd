package io.naichang.routing;

import java.util.List;
import java.util.UUID;

/// Where a visit is pinned: begun, or frozen by the dispatcher. The engine asks nothing more of it, neither windows nor
/// skills: what happens cannot be forbidden. The first technician leads the crew. Where it is somebody is, was or goes,
/// so that ways to and from there exist, whatever a map says: whoever makes the problem sees to it.
public record Fixed(List<UUID> technicians, int start) {
    public Fixed {
        technicians = List.copyOf(technicians);
        if (technicians.isEmpty()) {
            throw new IllegalArgumentException("a visit is pinned to nobody");
        }
    }
}
