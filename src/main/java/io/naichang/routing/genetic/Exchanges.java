package io.naichang.routing.genetic;

/// Changes of one or two routes around two nodes, made where they make the plan cheaper. They are in one
/// place, longer than others, since all are combinations of the same few ways.
///
/// Of each the ways are looked at first: a change that does not save more than both routes pay for being
/// too full and too late cannot be cheaper, whatever becomes of its loads and times, and nearly all changes
/// are such.
final class Exchanges {
    /// A change is better by half a point at least: less could be an error of sums.
    static final double LESS = -0.5;

    private final Chain chain;
    private final Times times;
    private final int[] demand;
    private final int[] span;

    Exchanges(Chain chain) {
        this.chain = chain;
        times = chain.times;
        demand = chain.vrp.demand;
        span = new int[chain.vrp.clients];
    }

    /// Any change by which the client comes behind the other, or takes his place; whether one was made.
    boolean beside(int u, int v) {
        if (behind(u, v)) {
            return true;
        }
        int x = chain.next[u];
        int y = chain.next[v];
        if (x != v && y != u && swapped(u, x, v, y)) {
            return true;
        }
        boolean ahead = chain.routeOf[u] == chain.routeOf[v] && chain.rank[u] < chain.rank[v];
        return ahead && x != v && turned(u, v);
    }

    /// The client comes behind the node, alone or with his next, or what follows him changes places with
    /// what follows the node; whether one of them was made.
    boolean behind(int u, int v) {
        int p = chain.prev[u];
        int x = chain.next[u];
        int y = chain.next[v];
        double bound = bound(u, v);
        int onward = chain.onward[v];
        int vu = chain.way(v, u) - onward;
        int uy = chain.way(u, y);
        if (v != p) {
            if (vu + uy - chain.saved[u] < bound && exchanged(p, u, 0, 1, x, v, 0, 0, 0, y)) {
                return true;
            }
            if (chain.isClient(x) && x != v) {
                int n = chain.next[x];
                int saved = chain.savedByTwo[u] + onward;
                if (vu + onward + chain.onward[u] + chain.way(x, y) - saved < bound
                        && exchanged(p, u, x, 2, n, v, 0, 0, 0, y)) {
                    return true;
                }
                if (chain.way(v, x) + chain.way(x, u) + uy - saved < bound && exchanged(p, x, u, 2, n, v, 0, 0, 0, y)) {
                    return true;
                }
            }
        }
        int a = chain.routeOf[u];
        int b = chain.routeOf[v];
        if (a == b) {
            return false;
        }
        return chain.kindOf[a] == chain.kindOf[b]
                ? uy + chain.way(v, x) - chain.onward[u] - onward < bound && crossed(u, v)
                : crossed(u, v);
    }

    /// Only changes whose ways cost less than this more can be cheaper.
    private double bound(int u, int v) {
        int a = chain.routeOf[u];
        int b = chain.routeOf[v];
        return LESS + (a == b ? chain.penalty[a] : chain.penalty[a] + chain.penalty[b]);
    }

    /// One or two clients change places with one or two.
    private boolean swapped(int u, int x, int v, int y) {
        int p = chain.prev[u];
        int q = chain.prev[v];
        double bound = bound(u, v);
        int ends = chain.way(p, v) - chain.onward[p] + chain.way(q, u) - chain.onward[q];
        if (ends + chain.way(v, x) + chain.way(u, y) - chain.onward[u] - chain.onward[v] < bound
                && exchanged(p, u, 0, 1, x, q, v, 0, 1, y)) {
            return true;
        }
        int n = chain.next[x];
        if (!chain.isClient(x) || n == v) {
            return false;
        }
        ends -= chain.onward[x];
        if (ends + chain.way(v, n) + chain.way(x, y) - chain.onward[v] < bound
                && exchanged(p, u, x, 2, n, q, v, 0, 1, y)) {
            return true;
        }
        int z = chain.next[y];
        return chain.isClient(y)
                && z != u
                && ends + chain.way(y, n) + chain.way(x, z) - chain.onward[y] < bound
                && exchanged(p, u, x, 2, n, q, v, y, 2, z);
    }

    /// Puts the `i` clients `a`, in the order given, from between `pa` and `na` to between `pb` and `nb`,
    /// and the `j` clients `b` the other way, if that is cheaper. No two of the nodes are the same but `na`
    /// and `pb`, or `nb` and `pa`, and within one route something is left between the two places.
    private boolean exchanged(int pa, int a1, int a2, int i, int na, int pb, int b1, int b2, int j, int nb) {
        int a = chain.routeOf[pa];
        int b = chain.routeOf[pb];
        double more = ways(pa, b1, b2, j, na) + ways(pb, a1, a2, i, nb) - old(pa, na) - old(pb, nb);
        if (a == b) {
            boolean ahead = chain.rank[pa] < chain.rank[pb];
            int count = ahead ? span(b1, b2, j, na, pb, a1, a2, i) : span(a1, a2, i, nb, pa, b1, b2, j);
            int warp = times.warp(ahead ? pa : pb, span, count, ahead ? nb : na, chain.end(a));
            more += chain.tooFull(a, chain.load[a]) + chain.tooLate(warp) - chain.penalty[a];
        } else {
            int load = held(b1, b2, j) - held(a1, a2, i);
            more += chain.tooFull(a, chain.load[a] + load) + chain.tooFull(b, chain.load[b] - load);
            more -= chain.penalty[a] + chain.penalty[b];
            more += more < LESS ? chain.tooLate(warp(a, pa, b1, b2, j, na)) : 0;
            more += more < LESS ? chain.tooLate(warp(b, pb, a1, a2, i, nb)) : 0;
        }
        if (more >= LESS) {
            return false;
        }
        link(pa, b1, b2, j, na);
        link(pb, a1, a2, i, nb);
        change(a, b);
        return true;
    }

    /// What the ways between two nodes of a route cost now.
    private int old(int from, int to) {
        int points = 0;
        for (int at = from; at != to; at = chain.next[at]) {
            points += chain.onward[at];
        }
        return points;
    }

    private int ways(int from, int one, int two, int count, int to) {
        return switch (count) {
            case 0 -> chain.way(from, to);
            case 1 -> chain.way(from, one) + chain.way(one, to);
            default -> chain.way(from, one) + chain.way(one, two) + chain.way(two, to);
        };
    }

    private int held(int one, int two, int count) {
        return (count > 0 ? demand[one] : 0) + (count > 1 ? demand[two] : 0);
    }

    private int warp(int route, int from, int one, int two, int count, int to) {
        int end = chain.end(route);
        return count == 0 ? times.warp(from, to, end) : times.warp(from, span, put(0, one, two, count), to, end);
    }

    /// The new piece of a route of which two places exchange what they have: that of the second, what lies
    /// between them, that of the first.
    private int span(int b1, int b2, int j, int from, int to, int a1, int a2, int i) {
        int count = put(0, b1, b2, j);
        int at = from;
        span[count++] = at;
        while (at != to) {
            at = chain.next[at];
            span[count++] = at;
        }
        return put(count, a1, a2, i);
    }

    private int put(int count, int one, int two, int clients) {
        int filled = count;
        if (clients > 0) {
            span[filled++] = one;
        }
        if (clients > 1) {
            span[filled++] = two;
        }
        return filled;
    }

    private void link(int from, int one, int two, int count, int to) {
        int at = from;
        if (count > 0) {
            chain.join(at, one);
            at = one;
        }
        if (count > 1) {
            chain.join(at, two);
            at = two;
        }
        chain.join(at, to);
    }

    private void change(int a, int b) {
        chain.moves++;
        chain.change(a);
        if (a != b) {
            chain.change(b);
        }
    }

    /// Two routes change their vans, if that is cheaper.
    boolean rehomed(int a, int b) {
        return chain.kindOf[a] != chain.kindOf[b] && crossed(chain.begin(a), chain.begin(b));
    }

    /// What follows two nodes of two routes changes routes (2-opt*), if that is cheaper.
    private boolean crossed(int u, int v) {
        int a = chain.routeOf[u];
        int b = chain.routeOf[v];
        int x = chain.next[u];
        int y = chain.next[v];
        int lastA = chain.prev[chain.end(a)];
        int lastB = chain.prev[chain.end(b)];
        int restA = chain.load[a] - chain.loadTo[u];
        int restB = chain.load[b] - chain.loadTo[v];
        double more = ways(u, y, lastB, a) + ways(v, x, lastA, b) - ways(u, x, lastA, a) - ways(v, y, lastB, b);
        more += chain.tooFull(a, chain.loadTo[u] + restB) + chain.tooFull(b, chain.loadTo[v] + restA);
        more -= chain.penalty[a] + chain.penalty[b];
        if (more < LESS) {
            more += chain.tooLate(crossed(u, y, a) + crossed(v, x, b));
        }
        if (more >= LESS) {
            return false;
        }
        follow(u, y, lastB, chain.end(a));
        follow(v, x, lastA, chain.end(b));
        change(a, b);
        return true;
    }

    /// Points of the way from a node of a route to the first of what follows, and from the last of that to
    /// its end.
    private int ways(int from, int first, int last, int route) {
        int end = chain.end(route);
        return chain.isClient(first) ? chain.way(from, first) + chain.way(last, end) : chain.way(from, end);
    }

    /// The warp of a route up to a node, then what follows from another on, then this route's end.
    private int crossed(int from, int first, int route) {
        int end = chain.end(route);
        if (chain.isClient(first) && chain.kindOf[chain.routeOf[first]] != chain.kindOf[route]) {
            int count = 0;
            for (int at = first; chain.isClient(at); at = chain.next[at]) {
                span[count++] = at;
            }
            return times.warp(from, span, count, end, end);
        }
        return times.warp(from, chain.isClient(first) ? first : end, end);
    }

    /// Puts what goes from `first` to `last` behind the node, if it is anybody, and then the end.
    private void follow(int node, int first, int last, int end) {
        if (chain.isClient(first)) {
            chain.join(node, first);
            chain.join(last, end);
        } else {
            chain.join(node, end);
        }
    }

    /// What follows one client up to another of his route goes the other way round (2-opt), if that is
    /// cheaper.
    private boolean turned(int u, int v) {
        int x = chain.next[u];
        int y = chain.next[v];
        int route = chain.routeOf[u];
        double more = chain.way(u, v) + chain.way(x, y) - chain.onward[u] - chain.onward[v];
        if (chain.vrp.symmetric && more >= bound(u, v)) {
            return false;
        }
        int count = 0;
        for (int at = v; at != u; at = chain.prev[at]) {
            if (count > 0) {
                more += chain.way(span[count - 1], at) - chain.onward[at];
            }
            span[count++] = at;
        }
        more += chain.tooFull(route, chain.load[route]) - chain.penalty[route];
        more += more < LESS ? chain.tooLate(times.warp(u, span, count, y, chain.end(route))) : 0;
        if (more >= LESS) {
            return false;
        }
        int at = u;
        for (int i = 0; i < count; i++) {
            chain.join(at, span[i]);
            at = span[i];
        }
        chain.join(at, y);
        change(route, route);
        return true;
    }
}
