package io.naichang.routing.genetic;

/// A plan of a population: routes that all have clients, what their ways cost, and by how much they are too
/// full and too late.
final class Draft extends Individual {
    final int[][] routes;
    /// The kind of each route's van.
    final int[] kinds;
    /// So many of the first routes are a parent's that went down with them, at these prices or ten times
    /// them: they are not looked at again by themselves.
    final int settled;
    final long points;
    /// What does not fit into vans, and the seconds by which clients and vans' returns are late and vans
    /// too long under way.
    final long excess;
    final long warp;

    Draft(Vrptw vrp, int[][] routes, int[] kinds, int settled) {
        super(vrp.clients);
        this.routes = routes;
        this.kinds = kinds;
        this.settled = settled;
        long points = 0;
        long excess = 0;
        long warp = 0;
        for (int i = 0; i < routes.length; i++) {
            Vans van = vrp.kinds.get(kinds[i]);
            follow(kinds[i], routes[i]);
            int at = van.home();
            int load = 0;
            for (int client : routes[i]) {
                points += vrp.points(at, client);
                load += vrp.demand[client];
                at = client;
            }
            points += vrp.points(at, van.home());
            warp += warp(vrp, routes[i], van);
            excess += Math.max(0, load - van.capacity());
        }
        this.points = points;
        this.excess = excess;
        this.warp = warp;
    }

    /// By how much a van comes too late, and is too long under way (the same sums as [Times] does piece by
    /// piece).
    private static long warp(Vrptw vrp, int[] clients, Vans van) {
        int at = van.home();
        long takes = 0;
        long warp = 0;
        long early = van.from();
        long late = van.to();
        for (int i = 0; i <= clients.length; i++) {
            boolean home = i == clients.length;
            int to = home ? van.home() : clients[i];
            int opening = home ? van.from() : vrp.opens[to];
            int closing = home ? van.to() : vrp.closes[to];
            long apart = takes - warp + vrp.seconds(at, to);
            long waiting = Math.max(0, opening - apart - late);
            long over = Math.max(0, early + apart - closing);
            takes += vrp.seconds(at, to) + waiting + (home ? 0 : vrp.service[to]);
            warp += over;
            early = Math.max(opening - apart, early) - waiting;
            late = Math.min(closing - apart, late) + over;
            at = to;
        }
        return warp + Math.max(0, takes - warp - van.longest());
    }

    boolean isFeasible() {
        return excess == 0 && warp == 0;
    }
}
