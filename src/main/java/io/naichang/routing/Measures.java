package io.naichang.routing;

/// For one visit and one tour of constant travel: of each position that may be in time and is cheap enough, the ways to
/// the visit and on, and what driving and work there add.
final class Measures {
    private final Model model;
    private final long fairness;
    /// The depots to go by: their numbers, the rows of their ways, and what it takes from them to the visit.
    private int depots;
    private final int[] depotOf;
    private final int[] rowOf;
    private final int[] secondsFrom;
    private final int[] pointsFrom;
    /// How many positions were found; then of each of them, in their order, where it is, the seconds to the visit and
    /// on, by which depot or -1, and what it adds without lateness and overtime.
    int count;
    int[] at = new int[32];
    int[] in = new int[32];
    int[] on = new int[32];
    int[] by = new int[32];
    long[] points = new long[32];
    /// Which of them adds least.
    int cheapest;
    /// What those that were refused for their price add at least.
    long least;

    Measures(Model model) {
        this.model = model;
        fairness = model.weights.fairness();
        depotOf = new int[model.stocks.depots];
        rowOf = new int[model.stocks.depots];
        secondsFrom = new int[model.stocks.depots];
        pointsFrom = new int[model.stocks.depots];
    }

    /// The depot to go by from now on, or none.
    void by(int stop, int depot) {
        depots = 0;
        if (depot >= 0) {
            alsoBy(stop, depot);
        }
    }

    /// One more depot that may be gone by.
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

    /// Finds the positions of a reckoned tour where he would be in time, and the rest could wait, as far as that is
    /// known without the pause; and of these the ones that add less than `bound`. By the nearest of the depots, if
    /// there are any.
    void find(int stop, Route route, long bound) {
        int size = route.size;
        if (at.length <= size) {
            at = new int[2 * size];
            in = new int[2 * size];
            on = new int[2 * size];
            by = new int[2 * size];
            points = new long[2 * size];
        }
        count = 0;
        least = Insertion.NOWHERE;
        long lowest = Long.MAX_VALUE;
        // All ways of one place lie side by side: this reads a row or two, and not a line of memory for each.
        int row = model.place[stop] * model.ways.places;
        int[] into = model.ways.into;
        int[] out = model.ways.out;
        int[] intoPoints = model.ways.intoPoints;
        int[] outPoints = model.ways.outPoints;
        int[] place = route.place;
        int[] free = route.free0;
        int[] due = route.due1;
        int open = model.firstOpens[stop];
        int close = model.lastCloses[stop];
        int duration = model.duration[stop];
        long busy = route.busy + duration;
        long fair = fair(route.busy);
        int to = place[0];
        for (int p = 0; p <= size; p++) {
            if (free[p] > close) {
                break;
            }
            int from = to;
            to = place[p + 1];
            int d = depots == 0 ? 0 : nearest(from);
            int there = depots == 0 ? into[row + from] : into[rowOf[d] + from] + secondsFrom[d];
            int further = 0;
            long added = 0;
            if (p < size && route.via[p] >= 0) {
                further = Leg.shortest(model, model.place[stop], route.via[p], to);
                added = Leg.leastPoints(model, model.place[stop], route.via[p], to);
            } else if (to != Tour.ANYWHERE) {
                further = out[row + to];
                added = outPoints[row + to];
            }
            int start = Math.max(free[p] + there, open);
            if (start > close || start + duration + further > due[p]) {
                continue;
            }
            added += depots == 0 ? intoPoints[row + from] : intoPoints[rowOf[d] + from] + pointsFrom[d];
            added += fair(busy + there + further - route.way[p]) - fair - route.leg[p];
            if (added >= bound) {
                least = Math.min(least, added);
                continue;
            }
            at[count] = p;
            in[count] = there;
            on[count] = further;
            by[count] = depots == 0 ? -1 : depotOf[d];
            points[count] = added;
            if (added < lowest) {
                lowest = added;
                cheapest = count;
            }
            count++;
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
