package io.naichang.routing;

import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// Plans routes, says who could take a visit, and explains what it left out. It keeps nothing between calls, and any
/// number of threads may call it at once.
@SuppressWarnings("DoNotCallSuggester") // Signatures first, for those who build on them; the search follows.
public final class Engine {
    /// The plan as it stands: every visit where its `fixed` or `now` says, with the times that follow today. Visits
    /// that
    /// cannot stay there are left out. What "moved" means is measured against it.
    public Solution now(Problem problem) {
        throw new UnsupportedOperationException("follows with the search");
    }

    /// Searches the best plan from [#now] on, until the limits are reached or `cancelled` says so; then the best so
    /// far.
    public Solution solve(Problem problem, Limits limits, Progress progress, BooleanSupplier cancelled) {
        throw new UnsupportedOperationException("follows with the search");
    }

    /// Up to `most` ways to place one visit in a plan (where it is in the plan already, it is taken out first): the
    /// feasible ones by their cost, one for each tour, then the nearest misses. Promised visits are not moved.
    public List<Candidate> candidates(Problem problem, Solution plan, UUID visit, int most) {
        throw new UnsupportedOperationException("follows with the search");
    }

    /// Whether the visit may be dropped on this tour of a technician to start at `time` or as soon after as he can.
    public Check check(Problem problem, Solution plan, UUID visit, int tour, int time) {
        throw new UnsupportedOperationException("follows with the search");
    }

    /// For each visit that the plan leaves out: why, and who nearly could.
    public List<Explanation> explain(Problem problem, Solution plan) {
        throw new UnsupportedOperationException("follows with the search");
    }
}
