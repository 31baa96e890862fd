package io.naichang.routing;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/// For each visit the others by nearness in place and time, and the kinds of tours whose homes are nearest.
final class Neighbours {
    private static final int MOST = 100;
    private static final int HOMES = 12;
    /// Part of the time between two visits' windows that counts as a way, where tours begin at many places (on Gehring
    /// and Homberger's thousand visits of one depot nothing is won by it).
    private static final double APART = 0.5;

    private final Model model;
    private final double apart;
    /// Worked out when they are first asked for: a short search asks for few.
    private final AtomicReferenceArray<int[]> near;

    final int[][] homes;
    /// Which tours are interchangeable while they are empty: the kind of each, which is the number of its
    /// first tour; the members of each kind; and the kinds.
    final int[] kind;
    final int[][] members;
    final int[] kinds;

    Neighbours(Model model) {
        this.model = model;
        int n = model.stops;
        apart = model.hasHomes() ? APART : 0;
        near = new AtomicReferenceArray<>(n);
        kind = Kinds.of(model);
        members = Kinds.members(kind);
        homes = new int[n][];
        kinds = IntStream.range(0, model.tours).filter(t -> kind[t] == t).toArray();
        long[] byHome = new long[kinds.length];
        for (int s = 0; s < n; s++) {
            for (int k = 0; k < kinds.length; k++) {
                int home = model.startPlace[kinds[k]];
                byHome[k] = (long) model.ways.shortest(home, model.place[s]) * model.tours + kinds[k];
            }
            homes[s] = first(byHome, kinds.length, Math.min(HOMES, kinds.length), model.tours);
        }
    }

    /// The visit itself, then the others by nearness in place and time.
    int[] of(int stop) {
        int[] known = near.get(stop);
        if (known == null) {
            known = nearest(stop);
            near.set(stop, known);
        }
        return known;
    }

    private int[] nearest(int stop) {
        int n = model.stops;
        int here = model.place[stop];
        long[] keys = new long[n];
        for (int o = 0; o < n; o++) {
            long way = o == stop
                    ? -1
                    : (long) model.ways.shortest(here, model.place[o]) + model.ways.shortest(model.place[o], here);
            keys[o] = (way + 1 + (long) (apart * between(stop, o))) * n + o;
        }
        return first(keys, n, Math.min(n, MOST), n);
    }

    /// Seconds from where the one can begin at last to where the other can at first.
    private long between(int one, int other) {
        long later = (long) model.firstOpens[other] - model.lastCloses[one];
        long earlier = (long) model.firstOpens[one] - model.lastCloses[other];
        return Math.max(0, Math.max(later, earlier));
    }

    private static int[] first(long[] keys, int count, int keep, int divisor) {
        long[] sorted = Arrays.copyOf(keys, count);
        Arrays.sort(sorted);
        int[] nearest = new int[keep];
        for (int i = 0; i < keep; i++) {
            nearest[i] = (int) (sorted[i] % divisor);
        }
        return nearest;
    }
}
