package io.naichang.routing.workday;

import io.naichang.routing.genetic.Individual;

/// A plan of a population: each technician's jobs, when each crew begins, what it costs, and the seconds by
/// which things are out of time.
final class Draft extends Individual {
    final int[][] tours;
    final int[] starts;
    /// Of each job whether its part is fetched on the way.
    final boolean[] fetched;
    final long points;
    final long warp;
    /// Tours, as bits, that a parent has like this: they are not looked at again by themselves.
    private long settled;

    Draft(int jobs, int[][] tours, int[] starts, boolean[] fetched, long points, long warp) {
        super(jobs);
        this.fetched = fetched;
        this.tours = tours;
        this.starts = starts;
        this.points = points;
        this.warp = warp;
        for (int tour = 0; tour < tours.length; tour++) {
            follow(tour, tours[tour]);
        }
    }

    /// A draft to be worked out: nobody knows yet what it costs.
    static Draft of(int jobs, int[][] tours, int[] starts) {
        return new Draft(jobs, tours, starts, new boolean[jobs], 0, 0);
    }

    void settle(int tour) {
        settled |= 1L << tour;
    }

    boolean isSettled(int tour) {
        return ((settled >> tour) & 1) != 0;
    }

    boolean isFeasible() {
        return warp == 0;
    }
}
