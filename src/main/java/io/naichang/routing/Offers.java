package io.naichang.routing;

/// Which tours a search tries for a visit: near ones and empty ones of near homes, or all; of empty ones that are alike
/// only one.
final class Offers {
    /// From so many visits on, only the nearest tours are tried.
    private static final int MANY = 500;
    private static final int NEAREST = 12;

    private final State state;
    private final Model model;
    private final Neighbours neighbours;
    private final int[] kind;
    /// Whether there are fewer than half as many kinds as tours.
    private final boolean fewKinds;
    private final int[] kindSeen;
    private final int[] tourSeen;
    /// Of each kind an empty tour, if there was one lately.
    private final int[] emptyOf;
    private int stamp;
    /// The visit that is looked at: how tours suit it, whether it is for one alone, and what a van must have
    /// if no depot has all that it needs: the first part, -1 for none, and whether there are others.
    private int stop;
    private byte[] suits = {};
    private boolean alone;
    private int part;
    private int quantity;
    private boolean several;
    /// Whether empty tours of a kind are all the same to it.
    private boolean alike;
    /// The most visits that may have moved.
    int budget = Limits.ANY;
    /// Whether [#near] leaves some out.
    final boolean narrow;
    /// The tours to try: as many as the last answer said.
    final int[] tours;

    Offers(State state, Neighbours neighbours) {
        this.state = state;
        this.neighbours = neighbours;
        model = state.model;
        kind = neighbours.kind;
        fewKinds = 2 * neighbours.kinds.length < model.tours;
        kindSeen = new int[model.tours];
        tourSeen = new int[model.tours];
        emptyOf = new int[model.tours];
        narrow = model.stops >= MANY && model.tours > NEAREST;
        tours = new int[model.tours];
    }

    /// Fills in the likely ones and answers how many.
    int near(int stop) {
        return of(stop, narrow);
    }

    /// The same, not only of near ones.
    int all(int stop) {
        return of(stop, false);
    }

    private int of(int stop, boolean nearOnly) {
        stamp++;
        this.stop = stop;
        suits = model.suits.row(stop);
        alone = model.crew[stop] == 1;
        // A crew needs several, and ties name technicians.
        alike = !model.ties.linked[stop];
        int[] needs = model.stocks.part[stop];
        boolean carried = needs.length > 0 && !state.someDepotHas(stop);
        part = carried ? needs[0] : -1;
        quantity = carried ? model.stocks.quantity[stop][0] : 0;
        several = carried && needs.length > 1;
        int[] base = model.base[stop];
        boolean moving = (base == null && !model.displaced[stop]) || state.moved < budget;
        int count = base == null ? 0 : offer(base[0], 0);
        if (!moving) {
            return count;
        }
        return nearOnly ? nearest(count) : everywhere(count);
    }

    /// Whether the tour may be the one, as far as that is seen at a glance: full vans fall out here. Of a crew, not all
    /// need what the lead does.
    private boolean mayHave(int tour) {
        return !alone || (vanHas(tour) && suits[tour] != Suitability.NO);
    }

    /// Looks at the first part itself, for most visits need no other: to ask [State#vanHas] about each tour
    /// makes a search slower.
    private boolean vanHas(int tour) {
        return part < 0
                || (state.left[model.technician[tour] * model.stocks.parts + part] >= quantity
                        && (!several || state.vanHas(tour, stop)));
    }

    /// Where many tours are of few kinds, most of those without calls are not even looked at.
    private int everywhere(int count) {
        boolean few = fewKinds && alike;
        int size = few ? state.used : model.tours;
        for (int i = 0; i < size; i++) {
            count = offer(few ? state.inUse[i] : i, count);
        }
        if (few && state.used < model.tours) {
            for (int each : neighbours.kinds) {
                int tour = empty(each);
                if (tour >= 0) {
                    count = offer(tour, count);
                }
            }
        }
        return count;
    }

    private int nearest(int count) {
        int[] tourOf = state.tourOf;
        for (int other : neighbours.of(stop)) {
            int tour = tourOf[other];
            if (tour >= 0
                    && model.from[tour] <= model.lastCloses[stop]
                    && model.limit[tour] >= model.firstOpens[stop]) {
                count = offer(tour, count);
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
            int tour = neighbours.members[home].length == 1 ? home : empty(home);
            if (tour >= 0) {
                count = offer(tour, count);
            }
        }
        return count;
    }

    /// An empty tour of the kind that is open, or -1.
    private int empty(int kind) {
        int lately = emptyOf[kind];
        if (state.sizeOf[lately] == 0 && this.kind[lately] == kind && state.isOpen(lately)) {
            return lately;
        }
        for (int tour : neighbours.members[kind]) {
            if (state.sizeOf[tour] == 0 && state.isOpen(tour)) {
                emptyOf[kind] = tour;
                return tour;
            }
        }
        return -1;
    }

    private int offer(int tour, int count) {
        if (tourSeen[tour] == stamp || !state.isOpen(tour) || !mayHave(tour)) {
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
