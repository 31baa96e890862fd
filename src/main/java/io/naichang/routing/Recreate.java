package io.naichang.routing;

/// Puts visits back where they cost least: in changing orders, blinking now and then, linked ones by a joint step.
final class Recreate {
    private static final double BLINK = 0.01;
    /// From so many visits on, only the nearest tours are tried.
    private static final int MANY = 500;
    private static final int NEAREST = 12;
    /// How often a visit for which there is no place among them is tried everywhere: that costs as much as a round.
    private static final double FARTHER = 0.02;

    private final State state;
    private final Model model;
    private final Chance chance;
    private final Neighbours neighbours;
    final Insertion insertion;
    final TieBounds bounds;
    final CrewInsertion crews;
    private final Orders orders;
    private final int[] kind;
    private final int[] kindSeen;
    private final int[] tourSeen;
    private final int[] tours;
    /// Of each kind an empty tour, if there was one lately.
    private final int[] emptyOf;
    private int stamp;
    /// Whether empty tours of a kind are all the same to the visit that is looked at.
    private boolean alike = true;
    /// How many tours are tried until the next is overlooked.
    private int untilBlink = Integer.MAX_VALUE;
    private boolean blinks;
    /// How many times its worth an optional visit may cost for now: the first one in a far corner never pays alone, and
    /// annealing judges all of them together.
    private double generosity = 1;
    /// The kind of the tour that was dissolved, or -1, and which part of its cost an empty tour of another kind is
    /// taken to have for now: the first visit of a tour never pays alone.
    private int dissolved = -1;
    private double part = 1;
    private int budget = Limits.ANY;
    /// What the next visit must not add: with that, the plan would be refused anyway. And whether its cheapest place
    /// does, so that it need not be put there.
    private long refused = Long.MAX_VALUE;
    private boolean tooDear;

    Recreate(State state, Neighbours neighbours, Chance chance, Manner manner) {
        this.state = state;
        this.neighbours = neighbours;
        this.chance = chance;
        model = state.model;
        insertion = new Insertion(state, Memory.of(model));
        bounds = new TieBounds(state);
        crews = new CrewInsertion(state, insertion, bounds, true);
        kind = neighbours.kind;
        kindSeen = new int[model.tours];
        tourSeen = new int[model.tours];
        tours = new int[model.tours];
        emptyOf = new int[model.tours];
        orders = new Orders(model, neighbours, chance, manner);
    }

    void budget(int most) {
        budget = most;
        insertion.budget = most;
    }

    void blinking(boolean on) {
        blinks = on;
        blinkLater();
    }

    /// As if each tour were overlooked by chance, with one drawing for all until then.
    private void blinkLater() {
        untilBlink = blinks ? (int) (Math.log(1 - chance.unit()) / Math.log(1 - BLINK)) : Integer.MAX_VALUE;
    }

    /// Inserts what it can of these, in an order by chance; those who wait for others get a second try. Gives up, and
    /// answers false, as soon as the plan can no longer cost less than `bound`: most plans of a search are refused.
    boolean insert(int[] stops, int count, long bound, int dissolvedKind) {
        dissolved = dissolvedKind;
        part = dissolved < 0 ? 1 : 1 - chance.unit();
        generosity = blinks && chance.unit() < 0.5 ? 1 + 3 * chance.unit() : 1;
        orders.sort(stops, count);
        long open = 0;
        for (int i = 0; i < count; i++) {
            open += model.leftOut(stops[i]);
        }
        boolean again = false;
        tooDear = false;
        for (int i = 0; i < count; i++) {
            refused = bound == Long.MAX_VALUE ? bound : bound - (state.total() - open);
            if (insert(stops[i]) || !model.ties.linked[stops[i]]) {
                open -= model.leftOut(stops[i]);
                if (tooDear || state.total() - open >= bound) {
                    return false;
                }
            } else {
                again = true;
            }
        }
        refused = Long.MAX_VALUE;
        for (int i = 0; again && i < count; i++) {
            if (state.tourOf[stops[i]] < 0 && model.ties.linked[stops[i]]) {
                insert(stops[i]);
            }
        }
        return true;
    }

    /// Inserts one visit at its cheapest place, if there is one, and if it is worth it.
    boolean insert(int stop) {
        long bound = model.optional[stop] ? (long) (model.leftOut(stop) * generosity) : Insertion.NOWHERE;
        int count = candidates(stop, model.stops < MANY);
        if (insert(stop, count, bound)) {
            return true;
        }
        boolean narrowed = model.stops >= MANY && model.tours > NEAREST;
        return narrowed
                && bound == Insertion.NOWHERE
                && chance.unit() < FARTHER
                && insert(stop, candidates(stop, true), bound);
    }

    private boolean insert(int stop, int count, long bound) {
        boolean linked = model.ties.linked[stop];
        if (linked && !bounds.of(stop)) {
            return false;
        }
        if (model.crew[stop] > 1) {
            if (!crews.search(stop, tours, count, bounds.low, bounds.high, bound)) {
                return false;
            }
            tooDear = crews.points >= refused && crews.isExact();
            return tooDear || crews.insert(stop);
        }
        int tour = -1;
        int position = 0;
        int depot = -1;
        int at = Model.FREE;
        long best = bound;
        for (int i = 0; i < count; i++) {
            int each = tours[i];
            if (--untilBlink < 0) {
                blinkLater();
                continue;
            }
            if (linked && !bounds.allows(stop, each, true)) {
                continue;
            }
            double counted = state.sizeOf[each] == 0 && kind[each] != dissolved ? part : 1;
            long most = counted < 1 ? (long) Math.min((double) Insertion.NOWHERE, (double) best / counted) : best;
            long points = linked
                    ? insertion.cheapest(stop, each, most, bounds.low, bounds.high)
                    : insertion.cheapest(stop, each, most);
            long added = points;
            if (counted < 1 && points < Insertion.NOWHERE) {
                points = (long) (points * counted);
            }
            if (points < best) {
                best = points;
                tooDear = added >= refused;
                tour = each;
                position = insertion.position;
                depot = insertion.depot;
                at = insertion.at;
            }
        }
        return tooDear || (tour >= 0 && state.insert(stop, tour, position, depot, at, true));
    }

    /// The tours to try. Of empty ones of a kind only the first, unless it matters whose they are: a crew needs
    /// several, and ties name technicians.
    private int candidates(int stop, boolean all) {
        stamp++;
        alike = model.crew[stop] == 1 && !model.ties.linked[stop];
        int count = 0;
        int[] base = model.base[stop];
        boolean moving = (base == null && !model.displaced[stop]) || state.moved < budget;
        if (base != null) {
            count = offer(base[0], count);
        }
        if (!moving) {
            return count;
        }
        byte[] suits = model.suits.row(stop);
        boolean alone = model.crew[stop] == 1;
        if (all || model.tours <= NEAREST) {
            for (int t = 0; t < model.tours; t++) {
                if (!alone || suits[t] != Suitability.NO) {
                    count = offer(t, count);
                }
            }
            return count;
        }
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
