package io.naichang.routing;

import org.jspecify.annotations.Nullable;

/// Finds the cheapest place for one visit in one tour; remembers it until the tour changes.
///
/// It is long because its ways to look (reckoned, walked, by depots) share one answer and what was looked below: a
/// search asks millions of times, and what is found is not handed around in objects.
final class Insertion {
    static final long NOWHERE = Long.MAX_VALUE / 4;
    /// What is remembered with a depot: in tours of fewer calls, and of so many depots.
    private static final int MOST_CALLS = 1 << 10;
    private static final int MOST_DEPOTS = 31;

    private final State state;
    private final Model model;
    private final Walk walk;
    private final Measures measures;
    private final @Nullable Memory memory;
    /// The same for who fetches what the visit needs from a depot.
    private final @Nullable Memory depots;
    /// The most visits that may have moved after an insertion.
    int budget = Limits.ANY;
    /// Walks every position. A search looks at the likely ones: where waiting or lateness shrinks, it may miss the
    /// cheapest.
    boolean thorough;
    /// What the last call found.
    int position;
    int depot;
    int at;
    /// Below how many points it looked.
    private long judged;
    /// Positions by the least that they can cost.
    private long[] leasts = new long[64];
    private int[] order = new int[64];

    /// With a memory for a search; few questions are answered sooner without.
    Insertion(State state, @Nullable Memory memory) {
        this.state = state;
        this.memory = memory;
        depots = memory == null || state.model.stocks.depots == 0 || state.model.stocks.depots > MOST_DEPOTS
                ? null
                : Memory.of(state.model);
        model = state.model;
        walk = new Walk(model);
        measures = new Measures(model);
    }

    /// The cheapest place of an unlinked visit if it is cheaper than `bound`; sets position, depot and at.
    long cheapest(int stop, int tour, long bound) {
        if (model.suits.of(stop, tour, true) == Suitability.NO) {
            return NOWHERE;
        }
        at = Model.FREE;
        depot = -1;
        if (model.stocks.part[stop].length > 0 && !state.vanHas(tour, stop)) {
            return fetched(stop, tour, bound);
        }
        if (memory == null || state.isDraft(tour) || budget != Limits.ANY) {
            return search(stop, state.routes[tour], -1, bound, -Model.NEVER, Model.NEVER);
        }
        long version = state.versionOf[tour];
        if (memory.knows(stop, tour, version, bound)) {
            position = memory.position;
            return memory.points;
        }
        long points = search(stop, state.routes[tour], -1, bound, -Model.NEVER, Model.NEVER);
        memory.keep(stop, tour, version, judged, points, position);
        return points;
    }

    /// The cheapest place with a depot before it. Which depots have what it needs is part of what is remembered.
    private long fetched(int stop, int tour, long bound) {
        if (depots == null || state.isDraft(tour) || budget != Limits.ANY || state.sizeOf[tour] >= MOST_CALLS) {
            return byDepots(stop, tour, bound, -Model.NEVER, Model.NEVER);
        }
        long open = 0;
        for (int d = 0; d < model.stocks.depots; d++) {
            open |= state.depotHas(d, stop) ? 1L << d : 0;
        }
        long version = state.versionOf[tour] << MOST_DEPOTS | open;
        if (depots.knows(stop, tour, version, bound)) {
            position = depots.position % MOST_CALLS;
            depot = depots.position / MOST_CALLS;
            return depots.points;
        }
        long points = byDepots(stop, tour, bound, -Model.NEVER, Model.NEVER);
        depots.keep(stop, tour, version, judged, points, depot * MOST_CALLS + position);
        return points;
    }

    /// The same for a visit that must start between `low` and `high`, and keeps the start if others count on it.
    long cheapest(int stop, int tour, long bound, int low, int high) {
        if (model.suits.of(stop, tour, true) == Suitability.NO) {
            return NOWHERE;
        }
        depot = -1;
        return state.vanHas(tour, stop)
                ? search(stop, state.routes[tour], -1, bound, low, high)
                : byDepots(stop, tour, bound, low, high);
    }

    private long byDepots(int stop, int tour, long bound, int low, int high) {
        // Where kilometres cost nothing and all depots take as long, the nearest is the cheapest.
        if (isReckoned(tour) && model.weights.kilometer() == 0 && model.stocks.sameService) {
            measures.by(stop, -1);
            for (int d = 0; d < model.stocks.depots; d++) {
                if (state.depotHas(d, stop)) {
                    measures.alsoBy(stop, d);
                }
            }
            if (measures.isByDepot()) {
                return reckoned(stop, state.routes[tour], bound, low, high);
            }
            judged = NOWHERE;
            return NOWHERE;
        }
        long best = NOWHERE;
        int bestPosition = 0;
        int bestDepot = -1;
        int bestAt = Model.FREE;
        long least = NOWHERE;
        for (int d = 0; d < model.stocks.depots; d++) {
            if (state.depotHas(d, stop)) {
                long found = search(stop, state.routes[tour], d, Math.min(bound, best), low, high);
                least = Math.min(least, judged);
                if (found < best) {
                    best = found;
                    bestPosition = position;
                    bestDepot = d;
                    bestAt = at;
                }
            }
        }
        position = bestPosition;
        depot = bestDepot;
        at = bestAt;
        judged = least;
        return best;
    }

    private long search(int stop, Route route, int by, long bound, int low, int high) {
        boolean plain = model.plain[route.tour] && !route.detours && by < 0 && !model.ties.linked[stop];
        if (plain && model.closes[stop].length == 1) {
            judged = NOWHERE;
            return plain(stop, route);
        }
        if (isReckoned(route.tour)) {
            measures.by(stop, by);
            return reckoned(stop, route, bound, low, high);
        }
        judged = bound;
        long best = bound;
        boolean found = false;
        int foundAt = Model.FREE;
        int count = sort(stop, route, by, thorough ? NOWHERE : bound);
        for (int i = 0; i < count; i++) {
            int p = order[i];
            long least = leasts[i];
            if (least - route.waiting >= best && !thorough) {
                break;
            }
            int next = p < route.size ? route.via[p] : -1;
            if (model.longest[route.tour] != Tour.UNBOUNDED && tooLong(stop, route, p, by, next)) {
                continue;
            }
            int start = start(stop, route, p, by, low, high);
            if (start >= Model.NEVER) {
                continue;
            }
            int appointment = model.ties.appointed(stop) ? start : Model.FREE;
            long exact = plain && model.longest[route.tour] == Tour.UNBOUNDED
                    ? least
                    : walked(stop, route, p, by, appointment);
            if (exact < best) {
                best = exact;
                found = true;
                position = p;
                foundAt = appointment;
            }
        }
        at = foundAt;
        depot = by;
        return found ? best : NOWHERE;
    }

    private boolean isReckoned(int tour) {
        return model.reckoned[tour] && budget == Limits.ANY && !thorough;
    }

    /// The same where time costs something: the least that each position can cost tells which to reckon first.
    private long reckoned(int stop, Route route, long bound, int low, int high) {
        long fixed = fixedPoints(stop, route.tour, true);
        measures.find(stop, route, bound - fixed);
        // What it costs at least, as far as that is known, in case it is not below the bound: more is asked for later.
        long least = Math.min(NOWHERE, measures.least + fixed);
        long best = bound;
        int where = -1;
        at = Model.FREE;
        boolean appointed = model.ties.appointed(stop);
        int first = measures.cheapest;
        for (int i = -1; i < measures.count; i++) {
            int m = i < 0 ? first : i;
            if (i == first || measures.count == 0) {
                continue;
            }
            long added = measures.points[m] + fixed;
            if (added >= best) {
                least = Math.min(least, added);
                continue;
            }
            int p = measures.at[m];
            int in = measures.in[m];
            int on = measures.on[m];
            int start = start(stop, route, p, in, on, low, high);
            if (start >= Model.NEVER) {
                continue;
            }
            int appointment = appointed ? start : Model.FREE;
            long time = walk.reckoning.added(route, p, stop, appointment, true, in, on);
            if (time >= NOWHERE) {
                continue;
            }
            if (added + time < best) {
                best = added + time;
                where = m;
                at = appointment;
            } else {
                least = Math.min(least, added + time);
            }
        }
        judged = least;
        if (where < 0) {
            return NOWHERE;
        }
        position = measures.at[where];
        depot = measures.by[where];
        return best;
    }

    /// Sorts the positions that may cost less than `bound` by the least they can cost, so that few are walked.
    private int sort(int stop, Route route, int by, long bound) {
        if (order.length <= route.size) {
            leasts = new long[2 * route.size];
            order = new int[2 * route.size];
        }
        long fixed = fixedPoints(stop, route.tour, true);
        int here = model.place[stop];
        int count = 0;
        for (int p = 0; p <= route.size; p++) {
            int next = p < route.size ? route.via[p] : -1;
            long least = fixed
                    + Leg.leastPoints(model, route.place[p], by, here)
                    + Leg.leastPoints(model, here, next, route.place[p + 1]);
            if (route.size > 0) {
                least -= Leg.leastPoints(model, route.place[p], next, route.place[p + 1]);
            }
            if (least - route.waiting < bound) {
                int i = count++;
                for (; i > 0 && leasts[i - 1] > least; i--) {
                    leasts[i] = leasts[i - 1];
                    order[i] = order[i - 1];
                }
                leasts[i] = least;
                order[i] = p;
            }
        }
        return count;
    }

    /// Whether driving and work alone take longer than the tour may; without a walk.
    private boolean tooLong(int stop, Route route, int p, int by, int next) {
        if (!model.ways.constant) {
            return false;
        }
        int here = model.place[stop];
        long busy = route.busy
                + model.duration[stop]
                + Leg.shortest(model, route.place[p], by, here)
                + Leg.shortest(model, here, next, route.place[p + 1]);
        if (route.size > 0) {
            busy -= Leg.shortest(model, route.place[p], next, route.place[p + 1]);
        }
        return busy > model.longest[route.tour];
    }

    /// The inner loop of pure routing: two rows of each table, no calls.
    private long plain(int stop, Route route) {
        int places = model.ways.places;
        int row = model.place[stop] * places;
        int[] into = model.ways.into;
        int[] out = model.ways.out;
        int[] intoPoints = model.ways.intoPoints;
        int[] outPoints = model.ways.outPoints;
        int[] leg = route.leg;
        int[] due = route.due0;
        int open = model.firstOpens[stop];
        int close = model.firstCloses[stop];
        int duration = model.duration[stop];
        int[] place = route.place;
        int size = route.size;
        int longest = model.longest[route.tour];
        long best = NOWHERE;
        int from = place[0];
        for (int p = 0; p <= size; p++) {
            int free = route.free0[p];
            if (free > close) {
                break;
            }
            int to = place[p + 1];
            int leave = due[p] - duration;
            if (leave < open) {
                from = to;
                continue;
            }
            int start = Math.max(free + into[row + from], open);
            boolean last = to == Tour.ANYWHERE;
            if (start <= close && start + (last ? 0 : out[row + to]) <= leave) {
                int more = intoPoints[row + from] + (last ? 0 : outPoints[row + to]) - leg[p];
                if (more < best
                        && (longest == Tour.UNBOUNDED
                                || length(route, p, row, from, to, duration, open, close) <= longest)) {
                    best = more;
                    position = p;
                }
            }
            from = to;
        }
        return best == NOWHERE ? NOWHERE : best + fixedPoints(stop, route.tour, true);
    }

    private int length(Route route, int p, int row, int from, int to, int duration, int open, int close) {
        int in = model.ways.into[row + from];
        int on = to == Tour.ANYWHERE ? 0 : model.ways.out[row + to];
        Spans spans = route.spans;
        if (spans == null) {
            // An empty tour: he leaves for this visit alone, and waits at home.
            return in + duration + on;
        }
        return spans.with(p, in, duration, open, close, on);
    }

    /// Points that do not depend on the position.
    long fixedPoints(int stop, int tour, boolean leads) {
        long points = leads && model.suits.isUnloved(stop, tour) ? model.weights.preferred() : 0;
        int[] base = model.base[stop];
        boolean moves = model.displaced[stop] || (base != null && model.technician[base[0]] != model.technician[tour]);
        if (leads && moves && model.crew[stop] == 1) {
            points += model.weights.moved();
            points += model.movedPromise(stop);
        }
        return points;
    }

    /// The exact added points by a walk, or NOWHERE.
    private long walked(int stop, Route route, int p, int by, int appointment) {
        walk.load(route);
        walk.insert(p, stop, by, appointment, true);
        if (!walk.forward() || !walk.settle()) {
            return NOWHERE;
        }
        if (budget != Limits.ANY
                && walk.tally.movedVisits > route.moved
                && state.moved - route.moved + walk.tally.movedVisits > budget) {
            return NOWHERE;
        }
        return walk.tally.total() - route.cost;
    }

    /// The earliest start at this position with which the rest still works, in O(1), or NEVER. Exact where travel is
    /// constant; where it is not, what passes here is walked before it is believed.
    int start(int stop, Route route, int p, int by, int low, int high) {
        Pause pause = model.pause[route.tour];
        int from = route.place[p];
        int here = model.place[stop];
        int next = p < route.size ? route.via[p] : -1;
        int way = Leg.shortest(model, here, next, route.place[p + 1]);
        int straight = route.free0[p] >= Model.NEVER ? Model.NEVER : Leg.arrival(model, from, by, here, route.free0[p]);
        int due = route.due0[p] - way;
        if (pause != null) {
            due = Math.max(due, Leg.latestPaused(pause, way, route.due1[p]));
        }
        int first = fitting(stop, straight, low, high, due);
        if (pause != null) {
            int resting = Leg.paused(pause, route.free0[p], straight, time -> Leg.arrival(model, from, by, here, time));
            int rested =
                    route.free1[p] >= Model.NEVER ? Model.NEVER : Leg.arrival(model, from, by, here, route.free1[p]);
            int second = fitting(stop, Math.min(resting, rested), low, high, route.due1[p] - way);
            return Math.min(first, second);
        }
        return first;
    }

    /// The same where all ways always take as long; with the seconds to the visit and on.
    int start(int stop, Route route, int p, int in, int on, int low, int high) {
        Pause pause = model.pause[route.tour];
        int free0 = route.free0[p];
        int straight = free0 >= Model.NEVER ? Model.NEVER : free0 + in;
        int due = route.due0[p] - on;
        if (pause == null) {
            return fitting(stop, straight, low, high, due);
        }
        due = Math.max(due, Leg.latestPaused(pause, on, route.due1[p]));
        int first = fitting(stop, straight, low, high, due);
        if (first < Model.NEVER) {
            // Who has rested is never earlier.
            return first;
        }
        int resting = Reckoning.resting(pause, free0, straight, in);
        int free1 = route.free1[p];
        int rested = free1 >= Model.NEVER ? Model.NEVER : free1 + in;
        return fitting(stop, Math.min(resting, rested), low, high, route.due1[p] - on);
    }

    private int fitting(int stop, int arrival, int low, int high, int due) {
        if (arrival >= Model.NEVER) {
            return Model.NEVER;
        }
        int start = model.earliest(stop, Model.FREE, Math.max(arrival, low));
        return start <= high && start + model.duration[stop] <= due ? start : Model.NEVER;
    }
}
