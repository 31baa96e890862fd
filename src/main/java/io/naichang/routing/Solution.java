package io.naichang.routing;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A plan: one run for each tour in the problem's order, the visits left out, the points by rule, and how many visits
/// with a `now` are elsewhere or at another time than that.
public record Solution(List<Run> runs, List<UUID> unassigned, Map<Rule, Long> cost, int moved) {
    public Solution {
        runs = List.copyOf(runs);
        unassigned = List.copyOf(unassigned);
        Map<Rule, Long> copy = new EnumMap<>(Rule.class);
        copy.putAll(cost);
        cost = Collections.unmodifiableMap(copy);
    }

    /// All points together.
    public long total() {
        return cost.values().stream().mapToLong(Long::longValue).sum();
    }
}
