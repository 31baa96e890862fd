package io.naichang.routing;

import java.util.Arrays;
import java.util.stream.IntStream;

/// For each visit the others by nearness, and the kinds of tours whose homes are nearest.
final class Neighbours {
    private static final int MOST = 400;
    private static final int HOMES = 12;

    final int[][] stops;
    final int[][] homes;
    /// Which tours are interchangeable while they are empty: the kind of each, and the members of each kind.
    final int[] kind;
    final int[][] members;

    Neighbours(Model model) {
        int n = model.stops;
        int keep = Math.min(n, MOST);
        stops = new int[n][];
        long[] keys = new long[n];
        for (int s = 0; s < n; s++) {
            for (int o = 0; o < n; o++) {
                long way = o == s
                        ? -1
                        : (long) model.ways.shortest(model.place[s], model.place[o])
                                + model.ways.shortest(model.place[o], model.place[s]);
                keys[o] = (way + 1) * n + o;
            }
            stops[s] = first(keys, n, keep, n);
        }
        kind = Kinds.of(model);
        members = Kinds.members(kind);
        homes = new int[n][];
        int[] kinds = IntStream.range(0, model.tours).filter(t -> kind[t] == t).toArray();
        long[] byHome = new long[kinds.length];
        for (int s = 0; s < n; s++) {
            for (int k = 0; k < kinds.length; k++) {
                int home = model.tour(kinds[k]).startPlace();
                byHome[k] = (long) model.ways.shortest(home, model.place[s]) * model.tours + kinds[k];
            }
            homes[s] = first(byHome, kinds.length, Math.min(HOMES, kinds.length), model.tours);
        }
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
