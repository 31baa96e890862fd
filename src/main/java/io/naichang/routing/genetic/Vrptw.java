package io.naichang.routing.genetic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// A vehicle routing problem with time windows: vans that are alike begin and end at place 0 and bring
/// clients, places 1 and up, what they demand.
///
/// Each place is begun between its `opens` and `closes`, in seconds, and takes its `service`; those of
/// place 0 are when a van may leave and must be back. `seconds` and `points` are of the way from a to b, at
/// a times the number of places plus b; they, and the seconds from opening to closing, are less than
/// [#MOST], and all that is demanded is too.
public final class Vrptw {
    /// With less, no sum of a few hundred clients overflows.
    public static final int MOST = 1 << 20;

    /// What a second of waiting and one of being late count beside a point of the way when it is asked who
    /// is near (as PyVRP has it).
    private static final double WAITING = 0.2;

    private static final double LATE = 1;

    final int vans;
    final int capacity;
    final int clients;
    final int width;
    final int[] demand;
    final int[] service;
    final int[] opens;
    final int[] closes;
    final int[] seconds;
    final int[] points;
    final boolean symmetric;
    /// Of each client all others, the nearest by way and time first.
    final int[][] nearest;

    /// Of so many vans that each hold so much; each array but the last two has an entry for each place.
    public Vrptw(
            int vans,
            int capacity,
            int[] demand,
            int[] service,
            int[] opens,
            int[] closes,
            int[] seconds,
            int[] points) {
        this.vans = vans;
        this.capacity = capacity;
        this.demand = demand;
        this.service = service;
        this.opens = opens;
        this.closes = closes;
        this.seconds = seconds;
        this.points = points;
        width = demand.length;
        clients = width - 1;
        symmetric = isSymmetric();
        nearest = new int[width][];
        for (int client = 1; client <= clients; client++) {
            nearest[client] = nearest(client);
        }
    }

    int points(int from, int to) {
        return points[from * width + to];
    }

    int seconds(int from, int to) {
        return seconds[from * width + to];
    }

    /// Whether one can be in time straight from another who was begun as soon as he opened.
    boolean follows(int from, int to) {
        return opens[from] + service[from] + seconds(from, to) <= closes[to];
    }

    private boolean isSymmetric() {
        for (int a = 0; a < width; a++) {
            for (int b = 0; b < a; b++) {
                if (points(a, b) != points(b, a)) {
                    return false;
                }
            }
        }
        return true;
    }

    private int[] nearest(int client) {
        double[] apart = new double[width];
        Arrays.setAll(apart, other -> Math.min(apart(client, other), apart(other, client)));
        return IntStream.rangeClosed(1, clients)
                .filter(other -> other != client)
                .boxed()
                .sorted(Comparator.comparingDouble(other -> apart[other]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The way straight from one to another, and how long one must wait there or by how much be late.
    private double apart(int from, int to) {
        int waiting = Math.max(0, opens[to] - closes[from] - service[from] - seconds(from, to));
        int late = Math.max(0, opens[from] + service[from] + seconds(from, to) - closes[to]);
        return points(from, to) + WAITING * waiting + LATE * late;
    }
}
