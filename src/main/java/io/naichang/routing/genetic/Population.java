package io.naichang.routing.genetic;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Drafts of one kind, feasible ones or others. Who survives, and who becomes a parent, is decided by price
/// and by how far one is from those most like it (Vidal et al. 2012; the numbers are those of Vidal 2022).
final class Population {
    /// A generation is born, then so many survive.
    private static final int SURVIVORS = 25;

    private static final int GENERATION = 40;
    private static final int MOST = SURVIVORS + GENERATION;
    /// Distance counts so much less than price that so many of the cheapest survive.
    private static final int ELITE = 4;
    /// How far one is from so many others counts.
    private static final int CLOSE = 5;

    private final Draft[] drafts = new Draft[MOST + 1];
    private final double[][] apart = new double[MOST + 1][MOST + 1];
    private final double[] closest = new double[CLOSE];
    private int size;
    private boolean ranked;
    private @Nullable Draft cheapest;

    int size() {
        return size;
    }

    Draft get(int index) {
        return drafts[index];
    }

    void clear() {
        size = 0;
        ranked = false;
    }

    void add(Draft draft, Penalties prices) {
        draft.price = prices.of(draft);
        for (int i = 0; i < size; i++) {
            apart[size][i] = draft.distance(drafts[i]);
            apart[i][size] = apart[size][i];
        }
        drafts[size++] = draft;
        ranked = false;
        if (size > MOST) {
            while (size > SURVIVORS) {
                removeWorst();
            }
        }
    }

    /// The prices have changed.
    void price(Penalties prices) {
        for (int i = 0; i < size; i++) {
            drafts[i].price = prices.of(drafts[i]);
        }
        ranked = false;
    }

    /// Gives each draft its fitness.
    void rank() {
        if (!ranked) {
            Draft[] order = Arrays.copyOf(drafts, size);
            for (int i = 0; i < size; i++) {
                measure(i);
            }
            double step = 1.0 / Math.max(1, size - 1);
            double weight = Math.max(0, 1 - ELITE / (double) size);
            Arrays.sort(order, Comparator.comparingDouble(each -> -each.distance));
            for (int rank = 0; rank < size; rank++) {
                order[rank].fitness = weight * rank * step;
            }
            Arrays.sort(order, Comparator.comparingDouble(each -> each.price));
            for (int rank = 0; rank < size; rank++) {
                order[rank].fitness += rank * step;
            }
            cheapest = size == 0 ? null : order[0];
            ranked = true;
        }
    }

    /// The cheapest when they were ranked last, if there was any.
    @Nullable
    Draft cheapest() {
        return cheapest;
    }

    private void measure(int draft) {
        int count = 0;
        for (int i = 0; i < size; i++) {
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
        drafts[draft].distance = count == 0 ? 1 : sum / count;
        drafts[draft].twin = count > 0 && closest[0] == 0;
    }

    /// Twins first, then who is least fit; the cheapest never.
    private void removeWorst() {
        rank();
        int worst = -1;
        for (int i = 0; i < size; i++) {
            if (drafts[i] != cheapest && (worst < 0 || isWorse(drafts[i], drafts[worst]))) {
                worst = i;
            }
        }
        int last = --size;
        drafts[worst] = drafts[last];
        for (int i = 0; i < size; i++) {
            apart[worst][i] = apart[last][i];
            apart[i][worst] = apart[i][last];
        }
        ranked = false;
    }

    private static boolean isWorse(Draft one, Draft other) {
        return one.twin == other.twin ? one.fitness > other.fitness : one.twin;
    }
}
