package io.naichang.routing.genetic;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A plan that can be changed quickly: routes as linked lists, with loads, penalties and what taking out
/// saves.
///
/// Nodes are the clients, then the beginning of each route, then the end of each. A route is one van's;
/// vans of a kind lie side by side.
final class Chain {
    final Vrptw vrp;
    final Times times;
    final int routes;
    /// Of each route the kind of its van, and what that holds.
    final int[] kindOf;
    private final int[] firstOf;
    final int[] capacity;
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
    private final int firstEnd;
    private final int width;
    private final int[] points;
    private final int[] row;
    private Penalties prices;

    Chain(Vrptw vrp) {
        this.vrp = vrp;
        prices = new Penalties(0, 0);
        width = vrp.width;
        points = vrp.points;
        kindOf = IntStream.range(0, vrp.kinds.size())
                .flatMap(kind -> IntStream.generate(() -> kind).limit(vrp.vans(kind)))
                .toArray();
        routes = kindOf.length;
        firstOf = new int[vrp.kinds.size() + 1];
        for (int kind = 0; kind < vrp.kinds.size(); kind++) {
            firstOf[kind + 1] = firstOf[kind] + vrp.vans(kind);
        }
        capacity = new int[routes];
        firstEnd = vrp.clients + 1 + routes;
        int nodes = firstEnd + routes;
        row = new int[nodes];
        for (int client = 1; client <= vrp.clients; client++) {
            row[client] = client;
        }
        times = new Times(vrp, row);
        for (int route = 0; route < routes; route++) {
            Vans van = vrp.kinds.get(kindOf[route]);
            row[begin(route)] = van.home();
            row[end(route)] = van.home();
            capacity[route] = van.capacity();
            times.route(begin(route), end(route), van);
        }
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
        return firstEnd - routes + route;
    }

    int end(int route) {
        return firstEnd + route;
    }

    boolean isClient(int node) {
        return node < firstEnd - routes;
    }

    int way(int from, int to) {
        return points[row[from] * width + row[to]];
    }

    /// Makes this the draft's plan, at these prices.
    void load(Draft draft, Penalties prices) {
        this.prices = prices;
        moves = 0;
        int[] ofKind = new int[vrp.kinds.size()];
        Arrays.fill(size, 0);
        for (int i = 0; i < draft.routes.length; i++) {
            int route = firstOf[draft.kinds[i]] + ofKind[draft.kinds[i]]++;
            fill(route, draft.routes[i], draft.routes[i].length);
            changed[route] = i < draft.settled ? -1 : 0;
            refresh(route);
        }
        for (int route = 0; route < routes; route++) {
            if (size[route] == 0) {
                join(begin(route), end(route));
                change(route);
            }
        }
    }

    /// A route of a van of that kind that has no client, or -1.
    int empty(int kind) {
        for (int route = firstOf[kind]; route < firstOf[kind + 1]; route++) {
            if (size[route] == 0) {
                return route;
            }
        }
        return -1;
    }

    /// The plan as a draft.
    Draft draft() {
        int[] used = IntStream.range(0, routes).filter(route -> size[route] > 0).toArray();
        int[][] all = new int[used.length][];
        for (int i = 0; i < used.length; i++) {
            all[i] = new int[size[used[i]]];
            int at = next[begin(used[i])];
            for (int c = 0; c < all[i].length; c++, at = next[at]) {
                all[i][c] = at;
            }
        }
        return new Draft(
                vrp, all, Arrays.stream(used).map(route -> kindOf[route]).toArray(), 0);
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
        int count = 0;
        int at = first;
        while (next[at] != last) {
            int client = next[at];
            times.forward(at, client);
            routeOf[client] = route;
            rank[client] = ++count;
            loadTo[client] = loadTo[at] + vrp.demand[client];
            onward[at] = way(at, client);
            at = client;
        }
        onward[at] = way(at, last);
        size[route] = count;
        load[route] = loadTo[at];
        penalty[route] = tooFull(route, load[route]) + tooLate(times.warp(at, last, last));
        for (; at != first; at = prev[at]) {
            times.backward(at, next[at]);
        }
        for (at = next[first]; at != last; at = next[at]) {
            int before = prev[at];
            int after = next[at];
            int both = onward[before] + onward[at];
            saved[at] = both - way(before, after);
            savedByTwo[at] = after == last ? 0 : both + onward[after] - way(before, next[after]);
        }
    }

    /// What the route pays if its van holds so much.
    double tooFull(int route, int load) {
        return prices.load() * Math.max(0, load - capacity[route]);
    }

    /// What a route pays that is warped by so many seconds.
    double tooLate(int warp) {
        return prices.warp() * warp;
    }

    /// What the route pays for being too late.
    double late(int route) {
        return penalty[route] - tooFull(route, load[route]);
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
        int warp = times.warp(begin(route), clients, count, end(route), end(route));
        return price + way(at, end(route)) + tooFull(route, held) + tooLate(warp);
    }
}
