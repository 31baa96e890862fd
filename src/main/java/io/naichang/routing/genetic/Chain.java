package io.naichang.routing.genetic;

/// A plan that can be changed quickly: routes as linked lists, with loads, penalties and what taking out
/// saves.
///
/// Nodes are the clients, then the beginning of each route, then the end of each.
final class Chain {
    private static final int[] NOBODY = {};

    final Vrptw vrp;
    final Times times;
    final int routes;
    final int[] next;
    final int[] prev;
    final int[] routeOf;
    final int[] rank;
    final int[] size;
    /// What each route holds, and what it holds up to each node.
    final int[] load;
    final int[] loadTo;
    /// What each route pays for being too full or too late.
    final double[] penalty;
    /// How many moves were made, and after which each route was changed last: -1 if that was before all of
    /// them, and nothing better is to be found in it.
    int moves;
    final int[] changed;
    /// Points from each node to the next; what is saved by taking out a client, and with him the next.
    final int[] onward;
    final int[] saved;
    final int[] savedByTwo;
    private final int width;
    private final int[] points;
    private final int[] row;
    private Penalties prices;

    Chain(Vrptw vrp) {
        this.vrp = vrp;
        prices = Penalties.of(vrp);
        width = vrp.width;
        points = vrp.points;
        routes = Math.min(vrp.vans, vrp.clients);
        int nodes = width + 2 * routes;
        row = new int[nodes];
        for (int client = 1; client < width; client++) {
            row[client] = client;
        }
        times = new Times(vrp, row);
        next = new int[nodes];
        prev = new int[nodes];
        routeOf = new int[nodes];
        rank = new int[nodes];
        loadTo = new int[nodes];
        onward = new int[nodes];
        saved = new int[nodes];
        savedByTwo = new int[nodes];
        size = new int[routes];
        load = new int[routes];
        penalty = new double[routes];
        changed = new int[routes];
    }

    int begin(int route) {
        return width + route;
    }

    int end(int route) {
        return width + routes + route;
    }

    boolean isClient(int node) {
        return node < width;
    }

    int way(int from, int to) {
        return points[row[from] * width + row[to]];
    }

    /// Makes this the draft's plan, at these prices.
    void load(Draft draft, Penalties prices) {
        this.prices = prices;
        moves = 0;
        for (int route = 0; route < routes; route++) {
            int[] clients = route < draft.routes.length ? draft.routes[route] : NOBODY;
            fill(route, clients, clients.length);
            changed[route] = route < draft.settled ? -1 : 0;
            refresh(route);
        }
    }

    /// The plan as a draft.
    Draft draft() {
        int used = 0;
        for (int each : size) {
            used += each > 0 ? 1 : 0;
        }
        int[][] all = new int[used][];
        for (int route = 0, i = 0; route < routes; route++) {
            if (size[route] > 0) {
                all[i] = new int[size[route]];
                int at = next[begin(route)];
                for (int c = 0; c < size[route]; c++, at = next[at]) {
                    all[i][c] = at;
                }
                i++;
            }
        }
        return new Draft(vrp, all);
    }

    void join(int node, int follower) {
        next[node] = follower;
        prev[follower] = node;
    }

    private void fill(int route, int[] clients, int count) {
        int at = begin(route);
        for (int i = 0; i < count; i++) {
            join(at, clients[i]);
            at = clients[i];
        }
        join(at, end(route));
    }

    /// Makes these the route's clients.
    void become(int route, int[] clients, int count) {
        fill(route, clients, count);
        change(route);
    }

    /// Works a route out again whose clients a move has changed.
    void change(int route) {
        changed[route] = moves;
        refresh(route);
    }

    private void refresh(int route) {
        int first = begin(route);
        int last = end(route);
        routeOf[first] = route;
        routeOf[last] = route;
        rank[first] = 0;
        loadTo[first] = 0;
        times.begin(first);
        int count = 0;
        for (int at = first; at != last; at = next[at]) {
            int to = next[at];
            times.forward(at, to);
            routeOf[to] = route;
            rank[to] = ++count;
            loadTo[to] = loadTo[at] + vrp.demand[row[to]];
            onward[at] = way(at, to);
        }
        size[route] = count - 1;
        load[route] = loadTo[last];
        penalty[route] = tooFull(load[route]) + tooLate(times.warp(last));
        times.end(last);
        for (int at = last; at != first; at = prev[at]) {
            times.backward(prev[at], at);
        }
        for (int at = next[first]; at != last; at = next[at]) {
            int before = prev[at];
            int after = next[at];
            int both = onward[before] + onward[at];
            saved[at] = both - way(before, after);
            savedByTwo[at] = after == last ? 0 : both + onward[after] - way(before, next[after]);
        }
    }

    /// What a van pays that holds so much.
    double tooFull(int load) {
        return prices.load() * Math.max(0, load - vrp.capacity);
    }

    /// What a route pays that is warped by so many seconds.
    double tooLate(int warp) {
        return prices.warp() * warp;
    }

    /// What the route costs, way and penalties.
    double price(int route) {
        double price = penalty[route];
        for (int at = begin(route); at != end(route); at = next[at]) {
            price += onward[at];
        }
        return price;
    }

    /// What the route would cost were it these clients.
    double price(int route, int[] clients, int count) {
        double price = 0;
        int held = 0;
        int at = begin(route);
        for (int i = 0; i < count; i++) {
            price += way(at, clients[i]);
            held += vrp.demand[clients[i]];
            at = clients[i];
        }
        int warp = times.warp(begin(route), clients, count, end(route));
        return price + way(at, end(route)) + tooFull(held) + tooLate(warp);
    }
}
