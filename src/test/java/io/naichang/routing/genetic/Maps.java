package io.naichang.routing.genetic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Small problems by chance: clients on a square of an hour's way, a day of ten hours, some of them open for two.
final class Maps {
    private static final int SIDE = 3_600;
    private static final int DAY = 36_000;

    private Maps() {}

    /// Of so many clients with a van for each; there and back take different times if `oneWay`.
    static Vrptw of(long seed, int clients, boolean oneWay) {
        RandomGenerator chance = new Random(seed);
        int places = clients + 1;
        int[] x = chance.ints(places, 0, SIDE).toArray();
        int[] y = chance.ints(places, 0, SIDE).toArray();
        int[] seconds = new int[places * places];
        int[] points = new int[places * places];
        for (int a = 0; a < places; a++) {
            for (int b = 0; b < places; b++) {
                int way = (int) Math.hypot(x[a] - x[b], y[a] - y[b]);
                seconds[a * places + b] = way + (oneWay && a != b ? chance.nextInt(600) : 0);
                points[a * places + b] = 2 * seconds[a * places + b];
            }
        }
        int[] demand = new int[places];
        int[] service = new int[places];
        int[] opens = new int[places];
        int[] closes = new int[places];
        closes[0] = DAY;
        for (int client = 1; client < places; client++) {
            demand[client] = 1 + chance.nextInt(9);
            service[client] = 900 + chance.nextInt(1_800);
            boolean anyTime = chance.nextInt(3) == 0;
            // Early enough that a van of his own is back in time, late enough that it can be there.
            opens[client] = anyTime ? 0 : 5_400 + chance.nextInt(15_000);
            closes[client] = anyTime ? 28_000 : opens[client] + 7_200;
        }
        return new Vrptw(clients, 20, demand, service, opens, closes, seconds, points);
    }

    /// A van for each.
    static int[][] alone(Vrptw vrp) {
        int[][] routes = new int[vrp.clients][];
        for (int client = 1; client <= vrp.clients; client++) {
            routes[client - 1] = new int[] {client};
        }
        return routes;
    }

    /// All clients in so many routes by chance, mostly too full and too late.
    static Draft draft(Vrptw vrp, int routes, long seed) {
        List<Integer> order = new ArrayList<>();
        for (int client = 1; client <= vrp.clients; client++) {
            order.add(client);
        }
        Collections.shuffle(order, new Random(seed));
        int[][] all = new int[routes][];
        for (int r = 0; r < routes; r++) {
            all[r] = order.subList(r * order.size() / routes, (r + 1) * order.size() / routes).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return new Draft(vrp, all);
    }
}
