package io.naichang.routing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Why a visit is left out: the rules that kept it from each technician, the most frequent first (value `tours` counts
/// them), and the one who missed by least.
public record Explanation(UUID visit, List<Reason> reasons, Optional<Miss> nearest) {
    public Explanation {
        reasons = List.copyOf(reasons);
    }

    /// The technician who nearly could, on which tour, and the rule that he missed and by how much.
    public record Miss(UUID technician, int tour, Reason reason) {}
}
