package io.naichang.routing;

/// How hot a search is: on which part of its budget it accepts how much worse plans.
///
/// Where a search ends is mostly decided in its first rounds, and more rounds do not help one that went wrong. Who has
/// rounds enough therefore begins several times, briefly, and goes on from the best.
final class Cooling {
    private static final double COLD = 0.01;
    private static final int STARTS = 3;
    /// The part of the budget that all starts take.
    private static final double SHARE = 0.3;
    /// What goes on from the best begins at this part of the first temperature.
    private static final double AGAIN = 0.5;
    /// Rounds for each visit in the whole budget from which on it is better to begin several times (measured on
    /// Gehring and Homberger's 200 visits).
    private static final double ENOUGH = 8_000;
    /// After this part of the budget it is known how many rounds it has.
    private static final double KNOWN = 0.02;

    private double hot;
    private double cold;
    private int starts;
    private double begin;
    private double end = 1;
    private boolean known;

    /// @param hot the temperature to begin with, in points
    Cooling(double hot) {
        this.hot = hot;
        cold = hot * COLD;
    }

    /// Begins only once, however many rounds there are.
    Cooling once() {
        known = true;
        return this;
    }

    /// Looks at how quick the search is, and decides how often it begins.
    void look(double part, long rounds, int visits) {
        if (!known && part >= KNOWN) {
            known = true;
            if (rounds / part > ENOUGH * visits) {
                starts = STARTS;
                end = SHARE / STARTS;
            }
        }
    }

    /// Whether it is time for [#next].
    boolean isOver(double part) {
        return starts > 0 && part >= end;
    }

    /// True if the search begins anew, false if it goes on from the best plan.
    boolean next() {
        starts--;
        begin = end;
        if (starts > 0) {
            end += SHARE / STARTS;
            return true;
        }
        end = 1;
        hot *= AGAIN;
        return false;
    }

    double at(double part) {
        return hot * Math.pow(cold / hot, (part - begin) / (end - begin));
    }
}
