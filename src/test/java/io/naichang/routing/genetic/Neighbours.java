package io.naichang.routing.genetic;

import java.util.ArrayList;
import java.util.List;

/// All plans that are one change away from a plan of these routes, by kinds of vans, some of which are
/// empty: one or two clients elsewhere, in either order; one or two swapped for one or two; what follows
/// two clients swapped; what lies between two of a route turned.
record Neighbours(Vrptw vrp, List<List<Integer>> routes, List<Integer> kinds) {
    List<Draft> all() {
        List<Draft> all = new ArrayList<>();
        for (int a = 0; a < routes.size(); a++) {
            List<Integer> from = routes.get(a);
            for (int b = 0; b < a; b++) {
                all.add(with(a, routes.get(b), b, from));
            }
            for (int i = 0; i < from.size(); i++) {
                turns(a, i, all);
                crossings(a, i, all);
                for (int count = 1; count <= 2 && i + count <= from.size(); count++) {
                    List<Integer> piece = from.subList(i, i + count);
                    moves(a, i, piece, all);
                    swaps(a, i, piece, all);
                }
            }
        }
        return all;
    }

    private void turns(int a, int i, List<Draft> all) {
        List<Integer> from = routes.get(a);
        for (int j = i + 3; j <= from.size(); j++) {
            List<Integer> turned = from.subList(i + 1, j).reversed();
            List<Integer> whole = joined(joined(from.subList(0, i + 1), turned), from.subList(j, from.size()));
            all.add(with(a, whole, a, whole));
        }
    }

    private void crossings(int a, int i, List<Draft> all) {
        List<Integer> from = routes.get(a);
        for (int b = 0; b < routes.size(); b++) {
            List<Integer> to = routes.get(b);
            for (int j = 0; j <= to.size() && b != a; j++) {
                List<Integer> first = joined(from.subList(0, i + 1), to.subList(j, to.size()));
                all.add(with(a, first, b, joined(to.subList(0, j), from.subList(i + 1, from.size()))));
            }
        }
    }

    private void moves(int a, int i, List<Integer> piece, List<Draft> all) {
        List<Integer> rest = replaced(routes.get(a), i, piece, List.of());
        for (int b = 0; b < routes.size(); b++) {
            List<Integer> to = b == a ? rest : routes.get(b);
            for (int j = 0; j <= to.size(); j++) {
                for (List<Integer> way : List.of(piece, piece.reversed())) {
                    List<Integer> whole = joined(joined(to.subList(0, j), way), to.subList(j, to.size()));
                    all.add(with(a, b == a ? whole : rest, b, whole));
                }
            }
        }
    }

    private void swaps(int a, int i, List<Integer> piece, List<Draft> all) {
        List<Integer> from = routes.get(a);
        for (int b = 0; b < routes.size(); b++) {
            List<Integer> to = routes.get(b);
            for (int j = 0; j < to.size(); j++) {
                for (int count = 1; count <= 2 && j + count <= to.size(); count++) {
                    List<Integer> other = to.subList(j, j + count);
                    if (b != a) {
                        all.add(with(a, replaced(from, i, piece, other), b, replaced(to, j, other, piece)));
                    } else if (j > i + piece.size()) {
                        List<Integer> whole = replaced(replaced(from, j, other, piece), i, piece, other);
                        all.add(with(a, whole, a, whole));
                    }
                }
            }
        }
    }

    private static List<Integer> replaced(List<Integer> route, int at, List<Integer> old, List<Integer> now) {
        return joined(joined(route.subList(0, at), now), route.subList(at + old.size(), route.size()));
    }

    private static List<Integer> joined(List<Integer> one, List<Integer> other) {
        List<Integer> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private Draft with(int a, List<Integer> first, int b, List<Integer> second) {
        List<int[]> all = new ArrayList<>();
        List<Integer> vans = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            List<Integer> route = i == b ? second : i == a ? first : routes.get(i);
            if (!route.isEmpty()) {
                all.add(ints(route));
                vans.add(kinds.get(i));
            }
        }
        return new Draft(vrp, all.toArray(int[][]::new), ints(vans), 0);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
