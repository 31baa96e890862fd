package io.naichang.routing.genetic;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Local search: from a draft down to where no change around a client and one of his nearest makes it
/// cheaper.
final class Descent {
    /// So many of his nearest are tried as neighbours of a client.
    private static final int NEAR = 20;
    /// In this part of the descents routes also swap clients; those of so many of each client's nearest do.
    private static final double SWAPPING = 0.15;

    private static final int NEXT = 10;
    /// No descent needs nearly as many rounds; nobody could cancel one that does not end.
    private static final int MOST_ROUNDS = 1_000;

    private final Vrptw vrp;
    private final RandomGenerator chance;
    private final Chain chain;
    private final Exchanges exchanges;
    private final Swaps swaps;
    /// The clients, and the nearest of each, in the order in which they are looked at.
    private final int[] order;
    private final int[][] near;
    /// After which move each client, and each pair of routes, was looked at last.
    private final int[] looked;
    private final int[] swapped;

    Descent(Vrptw vrp, RandomGenerator chance) {
        this.vrp = vrp;
        this.chance = chance;
        chain = new Chain(vrp);
        exchanges = new Exchanges(chain);
        swaps = new Swaps(chain);
        order = new int[vrp.clients];
        near = new int[vrp.clients + 1][];
        for (int client = 1; client <= vrp.clients; client++) {
            order[client - 1] = client;
            near[client] = Arrays.copyOf(vrp.nearest[client], Math.min(NEAR, vrp.clients - 1));
        }
        looked = new int[vrp.clients + 1];
        swapped = new int[chain.routes * chain.routes];
    }

    Draft run(Draft draft, Penalties prices) {
        chain.load(draft, prices);
        Arrays.fill(looked, -1);
        Arrays.fill(swapped, -1);
        shuffle(order);
        for (int client = 1; client <= vrp.clients; client++) {
            if (chance.nextInt(NEAR) == 0) {
                shuffle(near[client]);
            }
        }
        boolean swapping = chance.nextDouble() < SWAPPING;
        // Empty vans are offered from the second round on: at first nearly everybody would want his own.
        look(false);
        int before = -1;
        for (int round = 0; round < MOST_ROUNDS && before != chain.moves; round++) {
            before = chain.moves;
            look(true);
            if (swapping && before == chain.moves) {
                swap();
            }
        }
        return chain.draft();
    }

    private void shuffle(int[] list) {
        for (int i = list.length - 1; i > 0; i--) {
            int other = chance.nextInt(i + 1);
            int one = list[i];
            list[i] = list[other];
            list[other] = one;
        }
    }

    private void look(boolean offersEmpty) {
        for (int client : order) {
            int last = looked[client];
            looked[client] = chain.moves;
            for (int other : near[client]) {
                if (isChanged(client, other, last) && !exchanges.beside(client, other)) {
                    if (!chain.isClient(chain.prev[other])) {
                        exchanges.behind(client, chain.prev[other]);
                    } else if (!chain.isClient(chain.prev[client])) {
                        exchanges.rehomed(chain.routeOf[client], chain.routeOf[other]);
                    }
                }
            }
            if (offersEmpty) {
                offerEmpty(client);
            }
        }
    }

    /// A van of each kind that has nobody yet.
    private void offerEmpty(int client) {
        for (int kind = 0; kind < vrp.kinds.size(); kind++) {
            int empty = chain.empty(kind);
            if (empty >= 0
                    && (exchanges.behind(client, chain.begin(empty))
                            || exchanges.rehomed(chain.routeOf[client], empty))) {
                return;
            }
        }
    }

    private boolean isChanged(int client, int other, int since) {
        int one = chain.changed[chain.routeOf[client]];
        int two = chain.changed[chain.routeOf[other]];
        return Math.max(one, two) > since;
    }

    /// Between routes that lie near each other.
    private void swap() {
        for (int client : order) {
            for (int i = 0; i < Math.min(NEXT, vrp.clients - 1); i++) {
                int other = vrp.nearest[client][i];
                int one = chain.routeOf[client];
                int two = chain.routeOf[other];
                int pair = Math.min(one, two) * chain.routes + Math.max(one, two);
                if (one != two && isChanged(client, other, swapped[pair])) {
                    swapped[pair] = chain.moves;
                    swaps.between(one, two);
                }
            }
        }
    }
}
