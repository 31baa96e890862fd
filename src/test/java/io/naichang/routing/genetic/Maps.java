package io.naichang.routing.genetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Small problems by chance: clients on a square of an hour's way, a day of ten hours, most of them open
/// for two; every third has two homes, of which one's vans hold less and are under way for eight hours at
/// most.
final class Maps {
    private static final int SIDE = 3_600;
    private static final int DAY = 36_000;

    private Maps() {}

    /// Of so many clients with a van for each; there and back take different times if `oneWay`.
    static Vrptw of(long seed, int clients, boolean oneWay) {
        RandomGenerator chance = new Random(seed);
        int places = clients + 2;
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
        int[] demand = new int[clients + 1];
        int[] service = new int[clients + 1];
        int[] opens = new int[clients + 1];
        int[] closes = new int[clients + 1];
        for (int client = 1; client <= clients; client++) {
            demand[client] = 1 + chance.nextInt(9);
            service[client] = 900 + chance.nextInt(1_800);
            boolean anyTime = chance.nextInt(3) == 0;
            // Early enough that a van of his own is back in time, late enough that it can be there.
            opens[client] = anyTime ? 0 : 5_400 + chance.nextInt(15_000);
            closes[client] = anyTime ? 28_000 : opens[client] + 7_200;
        }
        Vans first = new Vans(clients, 20, 0, 0, DAY, Vrptw.MOST);
        Vans second = new Vans(clients, 14, clients + 1, 3_600, DAY - 1_800, 28_800);
        List<Vans> vans = seed % 3 == 0 ? List.of(first, second) : List.of(first);
        return new Vrptw(vans, demand, service, opens, closes, seconds, points);
    }

    /// A search that begins with a van of the first kind for each.
    static GeneticSearch search(Vrptw vrp, long seed) {
        int[][] routes = new int[vrp.clients][];
        Arrays.setAll(routes, i -> new int[] {i + 1});
        return new GeneticSearch(vrp, routes, new int[vrp.clients], new SplittableRandom(seed));
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
        return new Draft(
                vrp, all, new Random(seed).ints(routes, 0, vrp.kinds.size()).toArray(), 0);
    }
}
