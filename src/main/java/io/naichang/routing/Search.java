package io.naichang.routing;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Slack induction by string removals (Christiaens and Vanden Berghe, 2020): ruin strings, insert greedily with blinks,
/// accept by annealing on the part of the budget that is used up.
final class Search {
    /// How often the clock is read.
    private static final int ROUND = 16;
    /// Of so many visits the one is taken around which a region is melted.
    private static final int DRAWN = 5;
    /// A plan in which everybody has a place is bred on if it is found in this part of the budget.
    private static final double EARLY = 0.1;

    /// A plan that is good already is mended at this part of a mean way.
    private static final double MENDING = 0.05;

    private final State state;
    private final Model model;
    private final Limits limits;
    private final long seed;
    private final Chance chance;
    private final Recreate recreate;
    private final Ruin ruin;
    private final Neighbours neighbours;
    private final LongSupplier nanos;
    private final Manner manner;
    private final boolean replans;
    /// Whether the plan that it begins with is good already.
    private boolean polishes;
    /// Tours begin at several places.
    private final boolean homes;
    private Route[] best;
    private long bestPoints;
    private int bestAbsents;
    private @Nullable Region region;
    /// In how many regions each visit has been.
    private final int[] melted;
    long iterations;

    Search(State state, Neighbours neighbours, Limits limits, long seed, LongSupplier nanos) {
        this.state = state;
        model = state.model;
        melted = new int[model.stops];
        this.limits = limits;
        this.neighbours = neighbours;
        this.nanos = nanos;
        this.seed = seed;
        chance = new Chance(seed);
        manner = Manner.of(model);
        recreate = new Recreate(state, neighbours, chance, manner);
        ruin = new Ruin(state, neighbours, chance, manner);
        recreate.budget(limits.changeBudget());
        ruin.budget(limits.changeBudget());
        boolean planned = false;
        for (int start : model.baseStart) {
            planned |= start != Model.FREE;
        }
        replans = planned;
        if (!replans && limits.changeBudget() == Limits.ANY) {
            ruin.dissolving();
        }
        homes = model.hasHomes();
        best = state.routes.clone();
    }

    /// Goes no farther from the plan that it begins with than it takes to mend it.
    Search polishing() {
        polishes = true;
        return this;
    }

    /// The best routes found.
    Route[] run(Progress progress, BooleanSupplier cancelled) {
        Watch watch = new Watch(limits, nanos, progress, cancelled);
        Route[] initial = state.routes.clone();
        first();
        keep(watch);
        watch.tell(0);
        if (model.tours == 0 || model.stops == 0) {
            return best;
        }
        boolean breeds = !polishes && Breeding.fits(model, limits);
        boolean workday = !polishes && !breeds && WorkdayBreeding.fits(model, limits);
        Cooling cooling = new Cooling(temperature(), homes);
        if (replans || polishes || limits.changeBudget() != Limits.ANY) {
            cooling.once();
        } else {
            cooling.goingBack(manner.back);
        }
        double temperature = cooling.at(0, 0);
        long current = bestPoints;
        while (iterations < limits.iterations()) {
            if (iterations % ROUND == 0) {
                if (!watch.goesOn(iterations)) {
                    break;
                }
                double part = watch.part(iterations);
                if (breeds && bestAbsents == 0 && part <= EARLY) {
                    state.restore(best);
                    return new Breeding(state, neighbours, seed).run(limits, watch, iterations);
                }
                if (workday && bestAbsents == 0 && part <= EARLY) {
                    state.restore(best);
                    return new WorkdayBreeding(state, neighbours, seed, nanos)
                            .run(limits, watch, iterations, cancelled);
                }
                cooling.look(part, iterations, model.stops);
                if (cooling.isOver(part, iterations)) {
                    current = again(cooling, initial, part);
                } else if (cooling.isBack(part)) {
                    state.restore(best);
                    current = bestPoints;
                }
                temperature = cooling.at(part, iterations);
            }
            iterations++;
            state.begin();
            if (!ruin.around(where())) {
                state.rollback();
                continue;
            }
            long bound = (long) Math.ceil(current - temperature * Math.log(1 - chance.unit()));
            boolean promising = recreate.insert(ruin.out, ruin.count, bound, ruin.dissolved);
            long points = promising ? points() : Long.MAX_VALUE;
            if (points < bound && within()) {
                current = points;
                if (points < bestPoints) {
                    keep(watch);
                }
            } else {
                state.rollback();
            }
        }
        watch.tell(iterations);
        return best;
    }

    /// Everything that is not planned yet, greedily; without blinking the first time.
    private void first() {
        state.begin();
        int[] all = Arrays.copyOf(state.absent, state.absents);
        long before = points();
        recreate.insert(all, all.length, Long.MAX_VALUE, -1);
        if (!within() || points() > before) {
            state.rollback();
        }
        recreate.blinking(true);
    }

    /// Begins anew, or goes on from the best plan, in any part of it; answers what there is to begin with costs.
    private long again(Cooling cooling, Route[] initial, double part) {
        if (!cooling.goesByRegions()) {
            boolean anew = cooling.next();
            state.restore(anew ? initial : best);
            if (anew) {
                first();
            }
            return points();
        }
        state.restore(best);
        region = Region.around(seldomMelted(), state, neighbours);
        region.melt(melted);
        state.open = region.tours;
        long left = (long) (iterations / part * (1 - part));
        cooling.region(meanWay(), region.count, iterations, left);
        return points();
    }

    /// Of some visits by chance the one that was in the fewest regions yet: by chance alone, some parts of a plan are
    /// cooled ten times and others never.
    private int seldomMelted() {
        int seldom = chance.below(model.stops);
        for (int i = 1; i < DRAWN; i++) {
            int other = chance.below(model.stops);
            seldom = melted[other] < melted[seldom] ? other : seldom;
        }
        return seldom;
    }

    private void keep(Watch watch) {
        best = state.routes.clone();
        bestPoints = points();
        bestAbsents = state.absents;
        watch.better(bestPoints, bestAbsents);
    }

    private long points() {
        return state.total() + Moves.crewPoints(state);
    }

    private boolean within() {
        for (int i = 0; i < state.absents && !limits.movePromised(); i++) {
            // It could stay, late as it is: nobody gives up what was promised for something else.
            if (state.model.lost[state.absent[i]]) {
                return false;
            }
        }
        return limits.changeBudget() == Limits.ANY || Moves.count(state) <= limits.changeBudget();
    }

    /// Where to ruin: anywhere in the region that is open; near what is left out, every other time; when replanning,
    /// near what changed.
    private int where() {
        if (state.absents > 0 && chance.unit() < (replans ? 0.5 : 0.1)) {
            return state.absent[chance.below(state.absents)];
        }
        return region == null || region.count == 0 ? chance.below(model.stops) : region.any(chance);
    }

    /// About one mean way in points: ten units on Solomon's maps, thirty on Homberger's; more where
    /// there are many homes.
    private double temperature() {
        double mean = meanWay();
        if (polishes) {
            return MENDING * mean;
        }
        // A visit in the tour of the wrong one of several homes is dear to move.
        return replans ? mean / 10 : homes ? 2.4 * mean : mean;
    }

    private double meanWay() {
        long ways = 0;
        long legs = 0;
        for (Route each : state.routes) {
            if (each.size > 0) {
                ways += each.cost;
                legs += each.size + 1;
            }
        }
        return legs == 0 ? 1 : Math.max(1, ways / (double) legs);
    }
}
