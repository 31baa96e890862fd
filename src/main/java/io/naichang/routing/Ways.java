package io.naichang.routing;

/// Travel made ready for the inner loops: seconds and points from place to place in flat tables, if they fit.
///
/// `into` is the transpose of `out`: with both, all ways of one visit lie side by side in memory. Where there and
/// back take the same time, it is the same table: half of it stays in the processor's cache.
final class Ways {
    /// Above this, tables of the ways would not fit into half of a gigabyte; travel is asked instead.
    private static final int MOST_PLACES = 4_000;

    final int places;
    final boolean constant;
    final boolean tabled;
    final int[] out;
    final int[] into;
    final int[] outPoints;
    final int[] intoPoints;
    private final Travel travel;
    private final long travelWeight;
    private final long kilometerWeight;

    /// With `tables` for a search; a few questions are answered sooner without.
    Ways(Travel travel, Weights weights, boolean tables) {
        this.travel = travel;
        places = travel.places();
        constant = travel.constant();
        travelWeight = weights.travel();
        kilometerWeight = weights.kilometer();
        tabled = tables && places <= MOST_PLACES;
        int size = tabled ? places * places : 0;
        out = new int[size];
        into = travel.symmetric() ? out : new int[size];
        boolean pointsAreSeconds = constant && travelWeight == 1 && kilometerWeight == 0;
        outPoints = pointsAreSeconds ? out : new int[size];
        intoPoints = pointsAreSeconds ? into : travel.symmetric() ? outPoints : new int[size];
        for (int from = 0; tabled && from < places; from++) {
            // Where both are one table, the way there fills in the way back.
            for (int to = travel.symmetric() ? from : 0; to < places; to++) {
                fill(from, to, pointsAreSeconds);
            }
        }
    }

    private void fill(int from, int to, boolean pointsAreSeconds) {
        int seconds = Math.clamp(travel.shortest(from, to), 0, Travel.UNREACHABLE);
        out[from * places + to] = seconds;
        into[to * places + from] = seconds;
        if (!pointsAreSeconds) {
            int points = points(seconds, from, to);
            outPoints[from * places + to] = points;
            intoPoints[to * places + from] = points;
        }
    }

    /// Seconds of the way for who leaves at `departure`.
    int seconds(int from, int to, int departure) {
        if (constant && tabled) {
            return out[from * places + to];
        }
        return Math.clamp(travel.seconds(from, to, departure), 0, Travel.UNREACHABLE);
    }

    /// The fewest seconds at any hour.
    int shortest(int from, int to) {
        return tabled ? out[from * places + to] : Math.clamp(travel.shortest(from, to), 0, Travel.UNREACHABLE);
    }

    int meters(int from, int to) {
        return Math.max(0, travel.meters(from, to));
    }

    /// What a drive of so many seconds costs.
    int points(int seconds, int from, int to) {
        long points = travelWeight * seconds;
        if (kilometerWeight > 0) {
            points += kilometerWeight * meters(from, to) / 1_000;
        }
        return (int) Math.min(points, Travel.UNREACHABLE);
    }

    /// The least that the way can cost.
    int leastPoints(int from, int to) {
        return tabled ? outPoints[from * places + to] : points(shortest(from, to), from, to);
    }
}
