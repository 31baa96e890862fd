package io.naichang.routing;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Which tours are tried for a visit.
final class Offers {
    /// From so many visits on, only the nearest tours are tried.
    private static final int MANY = 500;
    private static final int NEAREST = 12;

    private final State state;
    private final Model model;
    private final Neighbours neighbours;
    private final int[] kind;
    private final int[] kinds;
    /// Whether most tours are of the same kinds as others.
    private final boolean fewKinds;
    private final int[] every;
    private final int[] kindSeen;
    private final int[] tourSeen;
    /// Of each kind an empty tour, if there was one lately.
    private final int[] emptyOf;
    private int stamp;
    /// Whether empty tours of a kind are all the same to the visit that is looked at.
    private boolean alike = true;
    /// The most visits that may have moved.
    int budget = Limits.ANY;
    /// Whether [#near] leaves some out.
    final boolean narrow;
    /// What was found: so many as were answered.
    final int[] tours;

    Offers(State state, Neighbours neighbours) {
        this.state = state;
        this.neighbours = neighbours;
        model = state.model;
        kind = neighbours.kind;
        kinds = Arrays.stream(kind).distinct().toArray();
        fewKinds = 2 * kinds.length < model.tours;
        every = IntStream.range(0, model.tours).toArray();
        kindSeen = new int[model.tours];
        tourSeen = new int[model.tours];
        emptyOf = new int[model.tours];
        narrow = model.stops >= MANY && model.tours > NEAREST;
        tours = new int[model.tours];
    }

    /// The likely ones.
    int near(int stop) {
        return of(stop, !narrow);
    }

    /// All that there are.
    int all(int stop) {
        return of(stop, true);
    }

    /// Of empty ones of a kind only the first, unless it matters whose they are: a crew needs several, and ties name
    /// technicians.
    private int of(int stop, boolean everywhere) {
        stamp++;
        alike = model.crew[stop] == 1 && !model.ties.linked[stop];
        int[] base = model.base[stop];
        boolean moving = (base == null && !model.displaced[stop]) || state.moved < budget;
        int count = base == null ? 0 : offer(base[0], 0);
        if (!moving) {
            return count;
        }
        return everywhere ? everywhere(stop, count) : nearest(stop, count);
    }

    /// Every tour that suits the visit and, where nothing can be fetched from a depot, whose van has the first of its
    /// parts: of nearly empty vans, most fall out here. Where many tours are of few kinds, those without calls are
    /// not even looked at.
    private int everywhere(int stop, int count) {
        boolean alone = model.crew[stop] == 1;
        byte[] suits = model.suits.row(stop);
        Stocks stocks = model.stocks;
        boolean carried = alone && stocks.depots == 0 && stocks.part[stop].length > 0;
        int part = carried ? stocks.part[stop][0] : 0;
        int quantity = carried ? stocks.quantity[stop][0] : 0;
        int[] left = state.left;
        int[] technician = model.technician;
        boolean few = fewKinds && alike;
        int[] among = few ? state.inUse : every;
        int size = few ? state.used : every.length;
        for (int i = 0; i < size; i++) {
            int tour = among[i];
            if ((!carried || left[technician[tour] * stocks.parts + part] >= quantity)
                    && (!alone || suits[tour] != Suitability.NO)) {
                count = offer(tour, count);
            }
        }
        for (int i = 0; few && i < kinds.length; i++) {
            int tour = empty(kinds[i]);
            if (tour >= 0 && suits[tour] != Suitability.NO) {
                count = offer(tour, count);
            }
        }
        return count;
    }

    private int nearest(int stop, int count) {
        boolean alone = model.crew[stop] == 1;
        byte[] suits = model.suits.row(stop);
        int[] tourOf = state.tourOf;
        for (int other : neighbours.of(stop)) {
            int tour = tourOf[other];
            if (tour >= 0
                    && tourSeen[tour] != stamp
                    && state.isOpen(tour)
                    && model.from[tour] <= model.lastCloses[stop]
                    && model.limit[tour] >= model.firstOpens[stop]
                    && (!alone || suits[tour] != Suitability.NO)) {
                tourSeen[tour] = stamp;
                tours[count++] = tour;
                if (count >= NEAREST) {
                    break;
                }
            }
        }
        for (int home : neighbours.homes[stop]) {
            if (!alike) {
                for (int tour : neighbours.members[home]) {
                    count = offer(tour, count);
                }
                continue;
            }
            int tour = empty(home);
            if (tour >= 0) {
                count = offer(tour, count);
            }
        }
        return count;
    }

    /// An empty tour of the kind, or the only one of it; -1 if there is none.
    private int empty(int kind) {
        if (state.sizeOf[emptyOf[kind]] == 0 && this.kind[emptyOf[kind]] == kind) {
            return emptyOf[kind];
        }
        int[] members = neighbours.members[kind];
        for (int tour : members) {
            if (state.sizeOf[tour] == 0) {
                emptyOf[kind] = tour;
                return tour;
            }
        }
        return members.length == 1 ? members[0] : -1;
    }

    private int offer(int tour, int count) {
        if (tourSeen[tour] == stamp || !state.isOpen(tour)) {
            return count;
        }
        if (alike && state.sizeOf[tour] == 0) {
            if (kindSeen[kind[tour]] == stamp) {
                return count;
            }
            kindSeen[kind[tour]] = stamp;
        }
        tourSeen[tour] = stamp;
        tours[count] = tour;
        return count + 1;
    }
}
