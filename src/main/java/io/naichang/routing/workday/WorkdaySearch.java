package io.naichang.routing.workday;

import io.naichang.routing.genetic.Population;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Hybrid genetic search of a working day: of two plans a third, that goes down to where nothing makes it
/// cheaper, and again. What is out of time is bred too, at a price.
public final class WorkdaySearch {
    private static final int SURVIVORS = 20;
    private static final int GENERATION = 20;
    /// The price of a second out of time follows how many of so many descents end without.
    private static final int COUNTED = 50;

    private static final double WANTED = 0.3;
    private static final double SLACK = 0.05;
    private static final double DEARER = 1.2;
    private static final double CHEAPER = 0.85;
    private static final double DEAREST = 100;

    private final RandomGenerator chance;
    private final Tours tours;
    private final Descent descent;
    private final Filling filling;
    private final Crossing crossing;
    private final Population<Draft> feasible = new Population<>(SURVIVORS, GENERATION);
    private final Population<Draft> others = new Population<>(SURVIVORS, GENERATION);
    private final double leastPrice;
    private double warpPrice;
    private @Nullable Draft best;
    private int descents;
    private int punctual;

    public WorkdaySearch(Workday day, RandomGenerator chance) {
        this.chance = chance;
        tours = new Tours(day);
        descent = new Descent(tours, chance);
        filling = new Filling(tours, chance);
        crossing = new Crossing(day, chance);
        leastPrice = day.dearest;
        warpPrice = 2 * leastPrice;
    }

    /// What the best plan costs; [Long#MAX_VALUE] if none is in time yet.
    public long points() {
        return best == null ? Long.MAX_VALUE : best.points;
    }

    /// The best plan: the jobs of each technician, in their order.
    public int[][] plan() {
        return Objects.requireNonNull(best).tours;
    }

    /// Of each job of the best plan whether its part is fetched at a depot on the way.
    public boolean[] fetched() {
        return Objects.requireNonNull(best).fetched;
    }

    /// When each crew begins in the best plan.
    public int[] starts() {
        return Objects.requireNonNull(best).starts;
    }

    /// Forgets all plans but the best.
    public void clear() {
        feasible.clear();
        others.clear();
    }

    /// Takes a plan into the population, of which jobs may be missing; whether there is a better one now
    /// than all before.
    public boolean add(int[][] plan, int[] starts) {
        load(Draft.of(tours.rank.length, plan, starts));
        boolean better = isBest(tours.draft());
        return descend() || better;
    }

    /// Makes a draft more; whether it is better than all before.
    public boolean step() {
        load(crossing.child(parent(), parent()));
        return descend();
    }

    private void load(Draft draft) {
        tours.load(draft, warpPrice);
        filling.run();
    }

    private boolean descend() {
        descent.run();
        Draft child = tours.draft();
        count(child);
        (child.isFeasible() ? feasible : others).add(child, this::price);
        return isBest(child);
    }

    private boolean isBest(Draft draft) {
        boolean better = draft.isFeasible() && draft.points < points();
        best = better ? draft : best;
        return better;
    }

    private double price(Draft draft) {
        return draft.points + warpPrice * draft.warp;
    }

    private void count(Draft draft) {
        punctual += draft.isFeasible() ? 1 : 0;
        if (++descents == COUNTED) {
            double part = punctual / (double) COUNTED;
            double factor = part < WANTED - SLACK ? DEARER : part > WANTED + SLACK ? CHEAPER : 1;
            warpPrice = Math.clamp(warpPrice * factor, leastPrice, DEAREST * leastPrice);
            others.price(this::price);
            descents = 0;
            punctual = 0;
        }
    }

    /// The fitter of two.
    private Draft parent() {
        feasible.rank();
        others.rank();
        Draft one = any();
        Draft other = any();
        return one.fitness() < other.fitness() ? one : other;
    }

    private Draft any() {
        int at = chance.nextInt(feasible.size() + others.size());
        return at < feasible.size() ? feasible.get(at) : others.get(at - feasible.size());
    }
}
