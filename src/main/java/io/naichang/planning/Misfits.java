package io.naichang.planning;

import io.naichang.routing.Explanation;
import io.naichang.routing.Reason;
import java.util.Map;
import java.util.UUID;

/// Visits that a plan leaves out.
///
/// @param whyNot what explains each
/// @param displaced what planned ones that cannot stay miss with the technician who has them
record Misfits(Map<UUID, Explanation> whyNot, Map<UUID, Reason> displaced) {
    static final Misfits NONE = new Misfits(Map.of(), Map.of());

    Misfits {
        whyNot = Map.copyOf(whyNot);
        displaced = Map.copyOf(displaced);
    }
}
