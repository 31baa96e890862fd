package io.naichang.routing;

import java.util.Arrays;
import java.util.List;

/// What a tenant's soft and medium rules cost, in points; hard rules have no price.
///
/// `unassigned` are the weights of priority classes 0, 1, 2 …; a class beyond the list has the last one's. Each weighs
/// [#MEDIUM] points, so that no sum of soft costs outweighs a visit left out. Per second: `travel`, `waiting`, `late`,
/// `overtime`; per kilometre: `kilometer`; per visit: `preferred`, `moved`, `movedPromise`; `fairness` per tour times
/// its hours of work squared. `tolerance` are the seconds by which a start may differ without being moved.
public record Weights(
        List<Integer> unassigned,
        int travel,
        int kilometer,
        int waiting,
        int late,
        int overtime,
        int preferred,
        int moved,
        int movedPromise,
        int fairness,
        int tolerance) {
    /// Points of one unit of a medium weight.
    public static final long MEDIUM = 1_000_000_000L;

    public Weights {
        unassigned = List.copyOf(unassigned);
        boolean cheap = unassigned.isEmpty() || unassigned.stream().anyMatch(each -> each < 1 || each > 1_000_000);
        int[] others = {travel, kilometer, waiting, late, overtime, preferred, moved, movedPromise, fairness, tolerance
        };
        if (cheap || Arrays.stream(others).anyMatch(each -> each < 0)) {
            throw new IllegalArgumentException(
                    "a weight is negative, or leaving a visit out costs nothing: " + unassigned);
        }
    }

    /// A start for tenants who have not chosen: class 0 is low, 3 is an emergency.
    public static Weights standard() {
        return new Weights(List.of(1, 4, 16, 64), 1, 0, 0, 4, 2, 1_200, 1_800, 7_200, 10, 900);
    }

    /// The same, but a start that differs by a second is moved: for plans that shall move nothing.
    public Weights exact() {
        return new Weights(
                unassigned, travel, kilometer, waiting, late, overtime, preferred, moved, movedPromise, fairness, 0);
    }

    /// Travel alone; what benchmarks of pure routing measure.
    public static Weights travelOnly() {
        return new Weights(List.of(1), 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    long unassigned(int priority) {
        return MEDIUM * unassigned.get(Math.min(priority, unassigned.size() - 1));
    }
}
