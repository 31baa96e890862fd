package io.naichang.routing.genetic;

/// A plan of a population: routes that all have clients, what their ways cost, and by how much they are too
/// full and too late.
final class Draft {
    final int[][] routes;
    /// So many of the first routes have not changed since nothing better was found in them.
    final int settled;
    final long points;
    /// What does not fit into vans, and the seconds by which clients and vans' returns are late.
    final long excess;
    final long warp;
    /// Who follows and who precedes each client; 0 where a route ends or begins.
    private final int[] next;
    private final int[] prev;
    /// As its population sees it: its price with penalties, how far from those most like it, and whether
    /// there is one just like it; its fitness follows from these, the less the better.
    double price;
    double distance;
    boolean twin;
    double fitness;

    Draft(Vrptw vrp, int[][] routes) {
        this(vrp, routes, 0);
    }

    Draft(Vrptw vrp, int[][] routes, int settled) {
        this.routes = routes;
        this.settled = settled;
        next = new int[vrp.width];
        prev = new int[vrp.width];
        long points = 0;
        long excess = 0;
        long warp = 0;
        for (int[] route : routes) {
            int at = 0;
            int load = 0;
            int time = vrp.opens[0];
            for (int client : route) {
                points += vrp.points(at, client);
                load += vrp.demand[client];
                int arrival = time + vrp.seconds(at, client);
                warp += Math.max(0, arrival - vrp.closes[client]);
                time = Math.clamp(arrival, vrp.opens[client], vrp.closes[client]) + vrp.service[client];
                next[at] = client;
                prev[client] = at;
                at = client;
            }
            next[at] = 0;
            points += vrp.points(at, 0);
            warp += Math.max(0, time + vrp.seconds(at, 0) - vrp.closes[0]);
            excess += Math.max(0, load - vrp.capacity);
        }
        this.points = points;
        this.excess = excess;
        this.warp = warp;
    }

    boolean isFeasible() {
        return excess == 0 && warp == 0;
    }

    /// The part of clients' neighbours, two of each, that are others there: "broken pairs".
    double distance(Draft other) {
        int broken = 0;
        for (int client = 1; client < next.length; client++) {
            broken += next[client] == other.next[client] ? 0 : 1;
            broken += prev[client] == other.prev[client] ? 0 : 1;
        }
        return broken / (2.0 * (next.length - 1));
    }
}
