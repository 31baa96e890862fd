package io.naichang.routing;

/// For one visit and one tour of constant travel: of each position the ways to the visit and on, and what driving and
/// work there add.
final class Measures {
    private final Model model;
    private final long fairness;
    int[] in = new int[32];
    int[] on = new int[32];
    long[] points = new long[32];
    /// The position that adds least.
    int cheapest;

    Measures(Model model) {
        this.model = model;
        fairness = model.weights.fairness();
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

    /// Fills in these positions of this tour, with the depot before the visit if there is one.
    void fill(int stop, Route route, int by, int first, int last) {
        int size = route.size;
        if (in.length <= size) {
            in = new int[2 * size];
            on = new int[2 * size];
            points = new long[2 * size];
        }
        Ways ways = model.ways;
        int here = model.place[stop];
        // All ways of one place lie side by side: this reads a row or two, and not a line of memory for each.
        int row = here * ways.places;
        int depotRow = by < 0 ? row : model.stocks.depotPlace[by] * ways.places;
        int fromDepot = by < 0 ? 0 : model.stocks.depotService[by] + ways.into[row + model.stocks.depotPlace[by]];
        long pointsFromDepot = by < 0 ? 0 : ways.intoPoints[row + model.stocks.depotPlace[by]];
        long busy = route.busy + model.duration[stop];
        long fair = fair(route.busy);
        long least = Long.MAX_VALUE;
        for (int p = first; p <= last; p++) {
            int from = route.place[p];
            int to = route.place[p + 1];
            int there = ways.into[depotRow + from] + fromDepot;
            long added = ways.intoPoints[depotRow + from] + pointsFromDepot - route.leg[p];
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

    private long fair(long busy) {
        return fairness * busy * busy / (3_600L * 3_600L);
    }
}
