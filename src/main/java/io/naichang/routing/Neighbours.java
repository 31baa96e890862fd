package io.naichang.routing;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/// For each visit the others by nearness, and the kinds of tours whose homes are nearest.
final class Neighbours {
    private static final int MOST = 100;
    private static final int HOMES = 12;

    private final Model model;
    /// Worked out when they are first asked for: a short search asks for few.
    private final AtomicReferenceArray<int[]> near;

    final int[][] homes;
    /// Which tours are interchangeable while they are empty: the kind of each, and the members of each kind.
    final int[] kind;
    final int[][] members;

    Neighbours(Model model) {
        this.model = model;
        int n = model.stops;
        near = new AtomicReferenceArray<>(n);
        kind = Kinds.of(model);
        members = Kinds.members(kind);
        homes = new int[n][];
        int[] kinds = IntStream.range(0, model.tours).filter(t -> kind[t] == t).toArray();
        long[] byHome = new long[kinds.length];
        for (int s = 0; s < n; s++) {
            for (int k = 0; k < kinds.length; k++) {
                int home = model.startPlace[kinds[k]];
                byHome[k] = (long) model.ways.shortest(home, model.place[s]) * model.tours + kinds[k];
            }
            homes[s] = first(byHome, kinds.length, Math.min(HOMES, kinds.length), model.tours);
        }
    }

    /// The visit itself, then the others by nearness.
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
            keys[o] = (way + 1) * n + o;
        }
        return first(keys, n, Math.min(n, MOST), n);
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
