package io.naichang.routing.genetic;

import java.util.Arrays;

/// Two clients of two routes change routes, each to where he is cheapest there and not in the other's place
/// (SWAP*, Vidal 2022).
final class Swaps {
    /// So many places are remembered of each client, so that one is left where the other's neighbourhood is
    /// changed.
    private static final int PLACES = 3;

    private final Chain chain;
    private final Times times;
    /// What it costs to take each client out of his route.
    private final double[] out;
    /// Behind whom in the other route each client is cheapest, and what that costs.
    private final int[] behind;
    private final double[] cost;
    private final int[] clientsA;
    private final int[] clientsB;
    /// What the place costs that was asked for last.
    private double asked;

    Swaps(Chain chain) {
        this.chain = chain;
        times = chain.times;
        int width = chain.vrp.clients + 1;
        out = new double[width];
        behind = new int[width * PLACES];
        cost = new double[width * PLACES];
        clientsA = new int[width];
        clientsB = new int[width];
    }

    /// Makes the swap of two routes that seems best, if it makes them cheaper.
    void between(int a, int b) {
        look(a, b);
        look(b, a);
        int[] demand = chain.vrp.demand;
        double full = chain.tooFull(a, chain.load[a]) + chain.tooFull(b, chain.load[b]);
        double least = Exchanges.LESS;
        int bestU = 0;
        int bestV = 0;
        int placeU = 0;
        int placeV = 0;
        for (int u = chain.next[chain.begin(a)]; chain.isClient(u); u = chain.next[u]) {
            for (int v = chain.next[chain.begin(b)]; chain.isClient(v); v = chain.next[v]) {
                int load = demand[v] - demand[u];
                double more = chain.tooFull(a, chain.load[a] + load) + chain.tooFull(b, chain.load[b] - load) - full;
                more += out[u] + out[v];
                if (more < least) {
                    int forU = place(u, v);
                    more += asked;
                    int forV = place(v, u);
                    more += asked;
                    if (more < least) {
                        least = more;
                        bestU = u;
                        bestV = v;
                        placeU = forU;
                        placeV = forV;
                    }
                }
            }
        }
        if (bestU > 0) {
            swap(bestU, bestV, placeU, placeV);
        }
    }

    /// What it costs to take each client out of one route, and where he is cheapest in the other.
    private void look(int from, int to) {
        double late = chain.late(from);
        double lateThere = chain.late(to);
        for (int u = chain.next[chain.begin(from)]; chain.isClient(u); u = chain.next[u]) {
            out[u] = chain.tooLate(times.warp(chain.prev[u], chain.next[u], chain.end(from))) - late - chain.saved[u];
            Arrays.fill(behind, u * PLACES, (u + 1) * PLACES, -1);
            Arrays.fill(cost, u * PLACES, (u + 1) * PLACES, Double.POSITIVE_INFINITY);
            for (int v = chain.begin(to); v != chain.end(to); v = chain.next[v]) {
                int y = chain.next[v];
                double more = chain.way(v, u) + chain.way(u, y) - chain.onward[v] - lateThere;
                if (more + lateThere < cost[(u + 1) * PLACES - 1]) {
                    remember(u, v, more + chain.tooLate(times.warp(v, u, y, chain.end(to))));
                }
            }
        }
    }

    private void remember(int client, int node, double more) {
        int i = (client + 1) * PLACES - 1;
        if (more >= cost[i]) {
            return;
        }
        while (i > client * PLACES && more < cost[i - 1]) {
            cost[i] = cost[i - 1];
            behind[i] = behind[i - 1];
            i--;
        }
        cost[i] = more;
        behind[i] = node;
    }

    /// Behind whom the client is cheapest once the other is gone, in whose place he may be; `asked` is what
    /// it costs.
    private int place(int client, int gone) {
        int p = chain.prev[gone];
        int x = chain.next[gone];
        int route = chain.routeOf[gone];
        asked = chain.way(p, client) + chain.way(client, x) - chain.way(p, x) - chain.late(route);
        asked += chain.tooLate(times.warp(p, client, x, chain.end(route)));
        for (int i = client * PLACES; i < (client + 1) * PLACES; i++) {
            if (behind[i] != p && behind[i] != gone) {
                if (cost[i] < asked) {
                    asked = cost[i];
                    return behind[i];
                }
                return p;
            }
        }
        return p;
    }

    /// Prices both routes anew, of which the changes were priced one by one, and makes the swap if it is
    /// cheaper.
    private void swap(int u, int v, int placeU, int placeV) {
        int a = chain.routeOf[u];
        int b = chain.routeOf[v];
        int countA = fill(clientsA, a, u, v, placeV);
        int countB = fill(clientsB, b, v, u, placeU);
        double more = chain.price(a, clientsA, countA) - chain.price(a);
        more += chain.price(b, clientsB, countB) - chain.price(b);
        if (more < Exchanges.LESS) {
            chain.moves++;
            chain.become(a, clientsA, countA);
            chain.become(b, clientsB, countB);
        }
    }

    private int fill(int[] clients, int route, int gone, int come, int behindWhom) {
        int count = 0;
        for (int at = chain.begin(route); at != chain.end(route); at = chain.next[at]) {
            if (chain.isClient(at) && at != gone) {
                clients[count++] = at;
            }
            if (at == behindWhom) {
                clients[count++] = come;
            }
        }
        return count;
    }
}
