package io.naichang.routing.genetic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A vehicle routing problem with time windows: vans of several kinds bring clients, places 1 to `clients`,
/// what they demand; their homes are place 0 and those above.
///
/// Each client is begun between his `opens` and `closes`, in seconds, and takes his `service`. `seconds`
/// and `points` are of the way from a to b, at a times the number of places plus b. All times and ways, and
/// all that is demanded together, are less than [#MOST] and not negative.
public final class Vrptw {
    /// With less, no sum of six hundred clients overflows; of 683 one could.
    public static final int MOST = 1 << 20;

    /// What a second of waiting and one of being late count beside a point of the way when it is asked who
    /// is near (as PyVRP has it).
    private static final double WAITING = 0.2;

    private static final double LATE = 1;

    final List<Vans> kinds;
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

    /// Each array but the last two has an entry for each client and one before them.
    public Vrptw(
            List<Vans> kinds, int[] demand, int[] service, int[] opens, int[] closes, int[] seconds, int[] points) {
        this.kinds = List.copyOf(kinds);
        this.demand = demand;
        this.service = service;
        this.opens = opens;
        this.closes = closes;
        this.seconds = seconds;
        this.points = points;
        clients = demand.length - 1;
        width = (int) Math.round(Math.sqrt(points.length));
        symmetric = isSymmetric();
        nearest = new int[clients + 1][];
        for (int client = 1; client <= clients; client++) {
            nearest[client] = nearest(client);
        }
    }

    /// How many vans of a kind can be of use.
    int vans(int kind) {
        return Math.min(kinds.get(kind).count(), clients);
    }

    /// Points of the ways from and to the home of a kind of van, of a route from the first client to the last.
    int homePoints(int kind, int first, int last) {
        int home = kinds.get(kind).home();
        return points(home, first) + points(last, home);
    }

    int points(int from, int to) {
        return points[from * width + to];
    }

    int seconds(int from, int to) {
        return seconds[from * width + to];
    }

    /// Whether the second can be begun in time straight after the first was begun as soon as he opened.
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
        double[] apart = new double[clients + 1];
        Arrays.setAll(apart, other -> other == 0 ? 0 : Math.min(apart(client, other), apart(other, client)));
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
