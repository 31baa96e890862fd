package io.naichang.routing.genetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Drafts of one kind, feasible ones or others. Who survives, and who becomes a parent, is decided by price
/// and by how far one is from those most like it (Vidal et al. 2012; the numbers are those of Vidal 2022).
public final class Population<D extends Individual> {
    /// Distance counts so much less than price that so many of the cheapest survive.
    private static final int ELITE = 4;
    /// How far one is from so many others counts.
    private static final int CLOSE = 5;

    private final int survivors;
    private final int most;
    private final List<D> drafts = new ArrayList<>();
    private final double[][] apart;
    private final double[] closest = new double[CLOSE];
    private boolean ranked;
    private @Nullable D cheapest;

    /// A generation of so many is born, then so many survive.
    public Population(int survivors, int generation) {
        this.survivors = survivors;
        most = survivors + generation;
        apart = new double[most + 1][most + 1];
    }

    public int size() {
        return drafts.size();
    }

    public D get(int index) {
        return drafts.get(index);
    }

    public void clear() {
        drafts.clear();
        ranked = false;
    }

    /// Takes one in, at these prices with penalties.
    public void add(D draft, ToDoubleFunction<? super D> prices) {
        draft.price = prices.applyAsDouble(draft);
        int size = drafts.size();
        for (int i = 0; i < size; i++) {
            apart[size][i] = draft.distance(drafts.get(i));
            apart[i][size] = apart[size][i];
        }
        drafts.add(draft);
        ranked = false;
        if (drafts.size() > most) {
            while (drafts.size() > survivors) {
                removeWorst();
            }
        }
    }

    /// The prices have changed.
    public void price(ToDoubleFunction<? super D> prices) {
        drafts.forEach(each -> each.price = prices.applyAsDouble(each));
        ranked = false;
    }

    /// Gives each draft its fitness.
    public void rank() {
        if (!ranked) {
            int size = drafts.size();
            List<D> order = new ArrayList<>(drafts);
            for (int i = 0; i < size; i++) {
                measure(i);
            }
            double step = 1.0 / Math.max(1, size - 1);
            double weight = Math.max(0, 1 - ELITE / (double) size);
            order.sort(Comparator.comparingDouble(each -> -each.distance));
            for (int rank = 0; rank < size; rank++) {
                order.get(rank).fitness = weight * rank * step;
            }
            order.sort(Comparator.comparingDouble(each -> each.price));
            for (int rank = 0; rank < size; rank++) {
                order.get(rank).fitness += rank * step;
            }
            cheapest = size == 0 ? null : order.getFirst();
            ranked = true;
        }
    }

    /// The cheapest when they were ranked last, if there was any.
    @Nullable
    D cheapest() {
        return cheapest;
    }

    private void measure(int draft) {
        int count = 0;
        for (int i = 0; i < drafts.size(); i++) {
            double distance = apart[draft][i];
            if (i == draft || (count == CLOSE && distance >= closest[CLOSE - 1])) {
                continue;
            }
            int place = count < CLOSE ? count++ : CLOSE - 1;
            while (place > 0 && closest[place - 1] > distance) {
                closest[place] = closest[place - 1];
                place--;
            }
            closest[place] = distance;
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += closest[i];
        }
        drafts.get(draft).distance = count == 0 ? 1 : sum / count;
        drafts.get(draft).twin = count > 0 && closest[0] == 0;
    }

    /// Twins first, then who is least fit; the cheapest never.
    private void removeWorst() {
        rank();
        int worst = -1;
        for (int i = 0; i < drafts.size(); i++) {
            if (!isCheapest(i) && (worst < 0 || isWorse(drafts.get(i), drafts.get(worst)))) {
                worst = i;
            }
        }
        int last = drafts.size() - 1;
        drafts.set(worst, drafts.get(last));
        drafts.removeLast();
        for (int i = 0; i < last; i++) {
            apart[worst][i] = apart[last][i];
            apart[i][worst] = apart[i][last];
        }
        ranked = false;
    }

    @SuppressWarnings("ReferenceEquality") // it is that one, not one like it
    private boolean isCheapest(int draft) {
        return drafts.get(draft) == cheapest;
    }

    private static boolean isWorse(Individual one, Individual other) {
        return one.twin == other.twin ? one.fitness > other.fitness : one.twin;
    }
}
