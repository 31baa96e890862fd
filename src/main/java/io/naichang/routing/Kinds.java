package io.naichang.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Which tours are interchangeable while they are empty, so that a search tries one of them and not fifty.
final class Kinds {
    private Kinds() {}

    static int[] of(Model model) {
        int[] kind = new int[model.tours];
        List<Integer> first = new ArrayList<>();
        boolean[] wanted = named(model);
        for (int t = 0; t < model.tours; t++) {
            kind[t] = t;
            boolean alone = wanted[t] || model.toursOf.get(model.technician[t]).size() > 1;
            for (int other : first) {
                if (!alone && alike(model, t, other)) {
                    kind[t] = kind[other];
                    break;
                }
            }
            if (kind[t] == t && !alone) {
                first.add(t);
            }
        }
        return kind;
    }

    /// The tours of each kind, under the kind's number.
    static int[][] members(int[] kind) {
        int[][] members = new int[kind.length][];
        for (int k = 0; k < kind.length; k++) {
            int number = k;
            members[k] = IntStream.range(0, kind.length)
                    .filter(t -> kind[t] == number)
                    .toArray();
        }
        return members;
    }

    /// Tours where something is planned now are themselves; those of technicians tied to others too.
    private static boolean[] named(Model model) {
        boolean[] named = new boolean[model.tours];
        for (int[] base : model.base) {
            if (base != null) {
                for (int tour : base) {
                    named[tour] = true;
                }
            }
        }
        return named;
    }

    private static boolean alike(Model model, int one, int two) {
        Tour a = model.tour(one);
        Tour b = model.tour(two);
        return a.startPlace() == b.startPlace()
                && a.endPlace() == b.endPlace()
                && a.day() == b.day()
                && a.end() == b.end()
                && model.from[one] == model.from[two]
                && model.limit[one] == model.limit[two]
                && model.longest[one] == model.longest[two]
                && Objects.equals(model.pause[one], model.pause[two])
                && model.stocks.sameAtFirst(model.technician[one], model.technician[two])
                && model.suits.alike(one, two);
    }
}
