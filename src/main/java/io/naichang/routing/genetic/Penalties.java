package io.naichang.routing.genetic;

/// What a unit too much in a van, and a second too late, cost.
///
/// Each follows its own count, of how many descents end with no van too full or with nobody late: a search
/// between the two finds what one that never leaves the feasible does not (Vidal et al. 2012).
record Penalties(double load, double warp) {
    /// Prices stay within so much more or less than they were at first: beyond, errors of sums could reach
    /// half a point, which is the least that a change must save.
    private static final double DEAREST = 100;

    private static final double CHEAPEST = 1e-4;

    /// So many descents are counted before the prices are changed.
    static final int COUNTED = 100;

    /// The part that shall be feasible, give or take.
    private static final double WANTED = 0.2;

    private static final double SLACK = 0.05;
    private static final double DEARER = 1.2;
    private static final double CHEAPER = 0.85;
    /// Where next to none is feasible.
    private static final double FAR_DEARER = 2;

    /// To begin with: what does not fit costs as much as the longest way for the greatest demand, and who
    /// is late by a way's seconds pays its points.
    static Penalties of(Vrptw vrp) {
        int most = 1;
        int farthest = 1;
        int longest = 1;
        for (int a = 0; a < vrp.width; a++) {
            most = Math.max(most, a > vrp.clients ? 0 : vrp.demand[a]);
            for (int b = 0; b < vrp.width; b++) {
                farthest = Math.max(farthest, vrp.points(a, b));
                longest = Math.max(longest, vrp.seconds(a, b));
            }
        }
        return new Penalties(farthest / (double) most, farthest / (double) longest);
    }

    /// What the draft costs with them.
    double of(Draft draft) {
        return draft.points + load * draft.excess + warp * draft.warp;
    }

    Penalties times(double factor) {
        return new Penalties(load * factor, warp * factor);
    }

    /// What they become if of [#COUNTED] descents so many ended without too full a van, and so many without
    /// delay.
    Penalties after(int fitting, int punctual, Penalties first) {
        return new Penalties(within(load * factor(fitting), first.load), within(warp * factor(punctual), first.warp));
    }

    private static double within(double price, double first) {
        return Math.clamp(price, CHEAPEST * first, DEAREST * first);
    }

    private static double factor(int feasible) {
        double part = feasible / (double) COUNTED;
        if (part < WANTED - SLACK) {
            return feasible == 0 ? FAR_DEARER : DEARER;
        }
        return part > WANTED + SLACK ? CHEAPER : 1;
    }
}
