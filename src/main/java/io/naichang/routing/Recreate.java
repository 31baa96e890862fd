package io.naichang.routing;

/// Puts visits back where they cost least: in changing orders, blinking now and then, linked ones by a joint step.
final class Recreate {
    private static final double BLINK = 0.01;
    /// How often a visit for which there is no place near is tried everywhere: that costs as much as a round.
    private static final double FARTHER = 0.02;

    private final State state;
    private final Model model;
    private final Chance chance;
    final Insertion insertion;
    final TieBounds bounds;
    final CrewInsertion crews;
    private final Offers offers;
    private final Orders orders;
    private final int[] kind;
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
    /// What the next visit must not add: with that, the plan would be refused anyway. And whether its cheapest place
    /// does, so that it need not be put there.
    private long refused = Long.MAX_VALUE;
    private boolean tooDear;

    Recreate(State state, Neighbours neighbours, Chance chance, Manner manner) {
        this.state = state;
        this.chance = chance;
        model = state.model;
        insertion = new Insertion(state, Memory.of(model));
        bounds = new TieBounds(state);
        crews = new CrewInsertion(state, insertion, bounds, true);
        kind = neighbours.kind;
        offers = new Offers(state, neighbours);
        orders = new Orders(model, neighbours, chance, manner);
    }

    void budget(int most) {
        offers.budget = most;
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
        if (insert(stop, offers.near(stop), bound)) {
            return true;
        }
        return offers.narrow
                && bound == Insertion.NOWHERE
                && chance.unit() < FARTHER
                && insert(stop, offers.all(stop), bound);
    }

    private boolean insert(int stop, int count, long bound) {
        boolean linked = model.ties.linked[stop];
        if (linked && !bounds.of(stop)) {
            return false;
        }
        if (model.crew[stop] > 1) {
            if (!crews.search(stop, offers.tours, count, bounds.low, bounds.high, bound)) {
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
            int each = offers.tours[i];
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
}
