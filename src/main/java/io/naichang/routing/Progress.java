package io.naichang.routing;

/// Hears of a search: first of the plan that it began with, then of each that is better, at most some times a second.
@FunctionalInterface
public interface Progress {
    /// `points` of the best plan so far, how many visits it leaves out, after so many iterations and milliseconds.
    void better(long points, int unassigned, long iterations, long milliseconds);

    /// Nobody listens.
    static Progress none() {
        return (points, unassigned, iterations, milliseconds) -> {};
    }
}
