package io.naichang.routing;

import java.util.Arrays;

/// Takes strings of neighbouring visits out of neighbouring tours, and now and then all of a tour.
final class Ruin {
    private static final int LONGEST = 10;
    private static final double LONGER_GAP = 0.01;
    /// In so many rounds a whole tour is dissolved. Strings alone hardly ever change how many tours begin at which
    /// home: of what a tour costs, the way there and back would have to be saved by its last visit.
    private static final double DISSOLVED = 0.04;
    /// Of many who are left out, so many near the ruin are tried again.
    private static final int MOST_ABSENT = 20;

    private final State state;
    private final Model model;
    private final Neighbours neighbours;
    private final Chance chance;
    private final int[] ruined;
    private int stamp;
    private final int[] string = new int[2 * LONGEST];
    final int[] out;
    int count;
    private final double split;
    private double mean;
    private boolean dissolves;
    /// The kind of the tour that was dissolved, or -1.
    int dissolved;

    Ruin(State state, Neighbours neighbours, Chance chance, Manner manner) {
        this.state = state;
        model = state.model;
        this.neighbours = neighbours;
        this.chance = chance;
        mean = manner.ruined;
        split = manner.split;
        ruined = new int[model.tours];
        out = new int[model.stops];
    }

    /// With a small change budget, large ruins would all be refused.
    void budget(int visits) {
        mean = Math.min(mean, Math.max(2, visits));
    }

    /// Dissolves tours too, where empty ones are not all the same.
    void dissolving() {
        dissolves = neighbours.kinds.length > 1;
    }

    /// Ruins around this visit, the tours of those who could do it: what others give up is no room for it; `out` then
    /// holds what is to be inserted. False if that cannot be.
    boolean around(int seed) {
        stamp++;
        count = 0;
        int planned = model.stops - state.absents;
        double perTour = planned / (double) Math.max(1, state.used);
        int most = (int) Math.max(1, Math.min(LONGEST, perTour));
        double strings = 4 * mean / (1 + most) - 1;
        int tours = (int) (1 + chance.unit() * Math.max(1, strings));
        boolean whole = dissolves && chance.unit() < DISSOLVED;
        dissolved = -1;
        byte[] suits = model.suits.row(seed);
        // Whoever helps a crew need not be able to lead it.
        boolean anybody = model.held[seed] || model.crew[seed] > 1;
        for (int near : neighbours.of(seed)) {
            int tour = state.tourOf[near];
            if (tour >= 0
                    && ruined[tour] != stamp
                    && (anybody || suits[tour] != Suitability.NO)
                    && !model.held[near]
                    && state.isOpen(tour)) {
                ruined[tour] = stamp;
                if (whole) {
                    whole = false;
                    dissolve(state.routes[tour]);
                } else {
                    cut(state.routes[tour], near, Math.min(most, state.routes[tour].size));
                }
                if (--tours == 0) {
                    break;
                }
            }
        }
        cascade();
        absent(seed);
        return state.settle();
    }

    private void dissolve(Route route) {
        dissolved = neighbours.kind[route.tour];
        for (int stop : Arrays.copyOf(route.stop, route.size)) {
            remove(stop);
        }
    }

    private void cut(Route route, int near, int most) {
        int length = 1 + chance.below(most);
        int skip = 0;
        if (length > 1 && length < route.size && chance.unit() < split) {
            skip = 1;
            while (length + skip < route.size && chance.unit() < LONGER_GAP) {
                skip++;
            }
        }
        int span = Math.min(route.size, length + skip);
        int position = route.find(near);
        int low = Math.max(0, position - span + 1);
        int high = Math.min(position, route.size - span);
        int first = low + chance.below(high - low + 1);
        int gap = skip == 0 ? span : 1 + chance.below(length - 1);
        int found = 0;
        for (int i = 0; i < span && found < string.length; i++) {
            if (i < gap || i >= gap + skip) {
                string[found++] = route.stop[first + i];
            }
        }
        for (int i = 0; i < found; i++) {
            remove(string[i]);
        }
    }

    private void remove(int stop) {
        if (!model.held[stop] && state.tourOf[stop] >= 0) {
            state.remove(stop);
            out[count++] = stop;
        }
    }

    /// What must follow a visit goes with it; what only belongs to it, every other time.
    private void cascade() {
        for (int i = 0; i < count; i++) {
            for (Ties.Link link : model.ties.of(out[i])) {
                boolean follows = link.kind() == Tie.Kind.AFTER && !link.later();
                if (follows || chance.unit() < 0.5) {
                    remove(link.other());
                }
            }
        }
    }

    private void absent(int seed) {
        if (state.absents <= MOST_ABSENT + count) {
            System.arraycopy(state.absent, 0, out, 0, state.absents);
            count = state.absents;
            return;
        }
        int removed = count;
        for (int near : neighbours.of(seed)) {
            if (state.tourOf[near] < 0 && count < removed + MOST_ABSENT && !contains(near, removed)) {
                out[count++] = near;
            }
        }
        for (int i = 0; i < 3; i++) {
            int any = state.absent[chance.below(state.absents)];
            if (!contains(any, count)) {
                out[count++] = any;
            }
        }
    }

    private boolean contains(int stop, int count) {
        for (int i = 0; i < count; i++) {
            if (out[i] == stop) {
                return true;
            }
        }
        return false;
    }
}
