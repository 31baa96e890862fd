package io.naichang.routing;

import java.util.List;
import java.util.UUID;

/// Where a visit is planned now: the start of the search, and what "moved" is measured against. The first technician
/// leads the crew.
public record Now(List<UUID> technicians, int start) {
    public Now {
        technicians = List.copyOf(technicians);
        if (technicians.isEmpty()) {
            throw new IllegalArgumentException("a visit is planned for nobody");
        }
    }
}
