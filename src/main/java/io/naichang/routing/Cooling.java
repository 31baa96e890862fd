package io.naichang.routing;

/// How hot a search is: on which part of its budget it accepts how much worse plans.
///
/// Where a search ends is mostly decided while it is hot, and more rounds do not help one that went wrong. Who has
/// rounds enough therefore does not cool once and slowly. Where all tours begin at one place it begins several times,
/// briefly, and goes on from the best; where they begin at many, it cools the whole once, and then one [Region] of the
/// best plan after the other.
final class Cooling {
    private static final double COLD = 0.01;
    /// After this part of the budget it is known how many rounds it has.
    private static final double KNOWN = 0.02;
    /// The part of the budget in which all of the plan is cooled several times.
    private static final double FIRST = 0.3;

    /// The same for once, before regions: a good plan comes from them, not from what they begin with.
    private static final double WHOLE = 0.15;

    /// From this part of the budget on it is cool enough to go back to the best plan.
    private static final double BACK_FROM = 0.3;

    private static final int STARTS = 3;
    /// What goes on from the best begins at this part of the first temperature.
    private static final double AGAIN = 0.5;
    /// Rounds for each visit in the whole budget from which on it is better to begin several times (measured on
    /// Gehring and Homberger's 200 visits).
    private static final double ENOUGH = 8_000;
    /// The same for regions (measured on 360 and 600 visits of several depots).
    private static final double ENOUGH_FOR_REGIONS = 5_000;
    /// A region melts at about this part of a mean way of the best plan (at half of it, nothing is won), and is cold at
    /// a tenth of that.
    private static final double MELTS = 0.8;

    private static final double FROZEN = 0.1;
    /// Rounds for each visit of a region.
    private static final long ROUNDS = 1_000;

    private final boolean regions;
    private double hot;
    private double cold;
    private int starts;
    /// The part of the budget, or for a region the round, at which this cooling begins and ends.
    private double begin;
    private double end = 1;
    private boolean known;
    private boolean inRegion;
    /// After which part of the budget it goes back, 1 for never, and from which on the next time.
    private double every = 1;
    private double back = BACK_FROM;

    /// @param hot the temperature to begin with, in points
    /// @param regions whether to go on with regions
    Cooling(double hot, boolean regions) {
        this.hot = hot;
        this.regions = regions;
        cold = hot * COLD;
    }

    /// Cools only once, however many rounds there are.
    Cooling once() {
        known = true;
        return this;
    }

    /// Goes back to the best plan after each such part of the budget: a cold search that went wrong stays wrong.
    Cooling goingBack(double part) {
        every = part;
        return this;
    }

    /// Whether it is time to go back; asked once each time. A region begins from the best plan anyway.
    boolean isBack(double part) {
        if (every >= 1 || inRegion || part < back) {
            return false;
        }
        back = part + every;
        return true;
    }

    /// Looks at how quick the search is, and decides how it goes on.
    void look(double part, long rounds, int visits) {
        if (!known && part >= KNOWN) {
            known = true;
            if (rounds / part > (regions ? ENOUGH_FOR_REGIONS : ENOUGH) * visits) {
                starts = regions ? 1 : STARTS;
                end = regions ? WHOLE : FIRST / STARTS;
            }
        }
    }

    /// Whether it is time for [#next] or, with regions, for the next [#region].
    boolean isOver(double part, long rounds) {
        return starts > 0 && now(part, rounds) >= end;
    }

    boolean goesByRegions() {
        return regions;
    }

    /// True if the search begins anew, false if it goes on from the best plan.
    boolean next() {
        starts--;
        begin = end;
        back = Math.max(back, begin + every);
        if (starts > 0) {
            end += FIRST / STARTS;
            return true;
        }
        end = 1;
        hot *= AGAIN;
        return false;
    }

    /// From this round on a region of so many visits is cooled, in the rounds that are left at most.
    void region(double meanWay, int visits, long rounds, long left) {
        inRegion = true;
        hot = MELTS * meanWay;
        cold = hot * FROZEN;
        begin = rounds;
        end = rounds + Math.max(1, Math.min(left, ROUNDS * visits));
    }

    double at(double part, long rounds) {
        return hot * Math.pow(cold / hot, (now(part, rounds) - begin) / (end - begin));
    }

    private double now(double part, long rounds) {
        return inRegion ? rounds : part;
    }
}
