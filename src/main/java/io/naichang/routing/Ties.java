package io.naichang.routing;

import java.util.ArrayList;
import java.util.List;

/// Which visits depend on which, from both sides.
final class Ties {
    /// A tie as one of its two visits sees it: for AFTER, `later` says that this one is the later of the two.
    record Link(Tie.Kind kind, int other, int gap, boolean later) {}

    private final List<List<Link>> links = new ArrayList<>();
    private final boolean[] appointed;
    /// Visits that are inserted by the joint step: crews, and those tied to others.
    final boolean[] linked;

    Ties(Model model) {
        appointed = new boolean[model.stops];
        linked = new boolean[model.stops];
        for (int s = 0; s < model.stops; s++) {
            links.add(new ArrayList<>());
        }
        for (int s = 0; s < model.stops; s++) {
            Stop stop = model.stop(s);
            linked[s] |= model.crew[s] > 1;
            appointed[s] |= model.crew[s] > 1;
            for (Tie tie : stop.ties()) {
                int other = model.stopIndex.getOrDefault(tie.visit(), -1);
                links.get(s).add(new Link(tie.kind(), other, tie.gap(), true));
                links.get(other).add(new Link(tie.kind(), s, tie.gap(), false));
                linked[s] = true;
                linked[other] = true;
                if (tie.kind() == Tie.Kind.AFTER) {
                    appointed[s] = true;
                    appointed[other] = true;
                }
            }
        }
    }

    List<Link> of(int stop) {
        return links.get(stop);
    }

    /// Whether others decide when or by whom it may be done.
    boolean isTied(int stop) {
        return !links.get(stop).isEmpty();
    }

    /// Whether the visit keeps the start that it got, because others count on it.
    boolean appointed(int stop) {
        return appointed[stop];
    }
}
