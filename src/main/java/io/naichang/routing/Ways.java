package io.naichang.routing;

import java.util.stream.IntStream;

/// Travel made ready for the inner loops: seconds and points from place to place in flat tables, if they fit.
///
/// `into` is the transpose of `out`: with both, all ways of one visit lie side by side in memory. Where there and
/// back take the same time, it is the same table: half of it stays in the processor's cache. And places have rows in an
/// order in which the next is near: what a search looks up together lies together. Everybody but [Problem] and
/// [Verifier] speaks of rows where he says place.
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
    private final int[] placeOf;
    private final int[] rowOf;
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
        placeOf = tabled ? chain() : IntStream.range(0, places).toArray();
        rowOf = new int[places];
        for (int row = 0; row < places; row++) {
            rowOf[placeOf[row]] = row;
        }
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

    /// The row of one of the problem's places, or [Tour#ANYWHERE].
    int row(int place) {
        return place == Tour.ANYWHERE ? place : rowOf[place];
    }

    /// From the first place to the nearest other one, and so on.
    private int[] chain() {
        int[] chain = new int[places];
        boolean[] done = new boolean[places];
        int at = 0;
        for (int i = 0; i < places; i++) {
            chain[i] = at;
            done[at] = true;
            int nearest = at;
            int least = Integer.MAX_VALUE;
            for (int p = 0; p < places; p++) {
                if (!done[p] && asked(at, p) < least) {
                    least = asked(at, p);
                    nearest = p;
                }
            }
            at = nearest;
        }
        return chain;
    }

    private int asked(int from, int to) {
        return Math.clamp(travel.shortest(from, to), 0, Travel.UNREACHABLE);
    }

    private void fill(int from, int to, boolean pointsAreSeconds) {
        int seconds = asked(placeOf[from], placeOf[to]);
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
        return Math.clamp(travel.seconds(placeOf[from], placeOf[to], departure), 0, Travel.UNREACHABLE);
    }

    /// The fewest seconds at any hour.
    int shortest(int from, int to) {
        return tabled ? out[from * places + to] : asked(placeOf[from], placeOf[to]);
    }

    int meters(int from, int to) {
        return Math.max(0, travel.meters(placeOf[from], placeOf[to]));
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
