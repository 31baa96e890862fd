package io.naichang.routing;

/// For one visit and one tour of constant travel: of each position the ways to the visit and on, and what driving and
/// work there add.
final class Measures {
    private final Model model;
    private final long fairness;
    /// The depots to go by: their numbers, the rows of their ways, and what it takes from them to the visit.
    private int depots;
    private final int[] depotOf;
    private final int[] rowOf;
    private final int[] secondsFrom;
    private final int[] pointsFrom;
    int[] in = new int[32];
    int[] on = new int[32];
    /// By which depot, where there are any to go by.
    int[] by = new int[32];
    long[] points = new long[32];
    /// The position that adds least.
    int cheapest;

    Measures(Model model) {
        this.model = model;
        fairness = model.weights.fairness();
        depotOf = new int[model.stocks.depots];
        rowOf = new int[model.stocks.depots];
        secondsFrom = new int[model.stocks.depots];
        pointsFrom = new int[model.stocks.depots];
    }

    /// The first position of a reckoned tour from which on the rest can wait until the visit is done.
    int firstInTime(int stop, Route route) {
        int done = model.firstOpens[stop] + model.duration[stop];
        int p = 0;
        while (p <= route.size && route.due1[p] < done) {
            p++;
        }
        return p;
    }

    /// The last position of a reckoned tour, from `p` on, where he is free before the visit's window closes.
    int lastInTime(int stop, Route route, int p) {
        int close = model.lastCloses[stop];
        int last = p - 1;
        while (last < route.size && Math.min(route.free0[last + 1], route.free1[last + 1]) <= close) {
            last++;
        }
        return last;
    }

    /// The depot to go by from now on, or none.
    void by(int stop, int depot) {
        depots = 0;
        if (depot >= 0) {
            alsoBy(stop, depot);
        }
    }

    /// One more depot to go by, where it is nearer than those before.
    void alsoBy(int stop, int depot) {
        Ways ways = model.ways;
        int row = model.place[stop] * ways.places;
        int place = model.stocks.depotPlace[depot];
        depotOf[depots] = depot;
        rowOf[depots] = place * ways.places;
        secondsFrom[depots] = model.stocks.depotService[depot] + ways.into[row + place];
        pointsFrom[depots++] = ways.intoPoints[row + place];
    }

    boolean isByDepot() {
        return depots > 0;
    }

    /// Fills in these positions of this tour, with the nearest of the depots before the visit if there are any.
    void fill(int stop, Route route, int first, int last) {
        int size = route.size;
        if (in.length <= size) {
            in = new int[2 * size];
            on = new int[2 * size];
            by = new int[2 * size];
            points = new long[2 * size];
        }
        Ways ways = model.ways;
        int here = model.place[stop];
        // All ways of one place lie side by side: this reads a row or two, and not a line of memory for each.
        int row = here * ways.places;
        long busy = route.busy + model.duration[stop];
        long fair = fair(route.busy);
        long least = Long.MAX_VALUE;
        for (int p = first; p <= last; p++) {
            int from = route.place[p];
            int to = route.place[p + 1];
            int there;
            long added;
            if (depots == 0) {
                there = ways.into[row + from];
                added = ways.intoPoints[row + from] - route.leg[p];
            } else {
                int d = nearest(from);
                there = ways.into[rowOf[d] + from] + secondsFrom[d];
                added = ways.intoPoints[rowOf[d] + from] + pointsFrom[d] - route.leg[p];
                by[p] = depotOf[d];
            }
            int further = 0;
            if (p < size && route.via[p] >= 0) {
                further = Leg.shortest(model, here, route.via[p], to);
                added += Leg.leastPoints(model, here, route.via[p], to);
            } else if (to != Tour.ANYWHERE) {
                further = ways.out[row + to];
                added += ways.outPoints[row + to];
            }
            added += fair(busy + there + further - route.way[p]) - fair;
            in[p] = there;
            on[p] = further;
            points[p] = added;
            if (added < least) {
                least = added;
                cheapest = p;
            }
        }
    }

    private int nearest(int from) {
        int nearest = 0;
        int least = Integer.MAX_VALUE;
        for (int d = 0; d < depots; d++) {
            int seconds = model.ways.into[rowOf[d] + from] + secondsFrom[d];
            if (seconds < least) {
                least = seconds;
                nearest = d;
            }
        }
        return nearest;
    }

    private long fair(long busy) {
        return fairness * busy * busy / (3_600L * 3_600L);
    }
}
