package io.naichang.routing.genetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Two plans make a third: some routes of one that lie together give way to those routes of the other that
/// have most of the same clients (selective route exchange, Nagata and Bräysy 2010).
final class Crossing {
    private final Vrptw vrp;
    private final RandomGenerator chance;
    /// Who is in the routes that give way, and who in those that come instead.
    private final boolean[] given;
    private final boolean[] taken;

    private static final class Route {
        final int[] clients;
        final int kind;

        Route(int[] clients, int kind) {
            this.clients = clients;
            this.kind = kind;
        }
    }

    Crossing(Vrptw vrp, RandomGenerator chance) {
        this.vrp = vrp;
        this.chance = chance;
        given = new boolean[vrp.clients + 1];
        taken = new boolean[vrp.clients + 1];
    }

    /// The cheaper of two children: one has the other's routes whole, one keeps the rest of the first's
    /// whole.
    Draft child(Draft one, Draft other, Penalties prices) {
        int fewest = Math.min(one.routes.length, other.routes.length);
        int count = fewest < 2 ? 1 : 1 + chance.nextInt(fewest - 1);
        boolean[] giving = around(one, 1 + chance.nextInt(vrp.clients), count);
        mark(given, one, giving);
        boolean[] coming = alike(other, count);
        mark(taken, other, coming);
        Draft comers = child(one, giving, other, coming, true);
        Draft keepers = child(one, giving, other, coming, false);
        return prices.of(comers) < prices.of(keepers) ? comers : keepers;
    }

    private static void mark(boolean[] marks, Draft draft, boolean[] routes) {
        Arrays.fill(marks, false);
        for (int route = 0; route < routes.length; route++) {
            for (int i = 0; routes[route] && i < draft.routes[route].length; i++) {
                marks[draft.routes[route][i]] = true;
            }
        }
    }

    /// The route of the client, and those of others that are nearest to him.
    private boolean[] around(Draft draft, int client, int count) {
        int[] routeOf = new int[vrp.clients + 1];
        for (int route = 0; route < draft.routes.length; route++) {
            for (int each : draft.routes[route]) {
                routeOf[each] = route;
            }
        }
        boolean[] chosen = new boolean[draft.routes.length];
        chosen[routeOf[client]] = true;
        int more = count - 1;
        for (int i = 0; more > 0; i++) {
            int route = routeOf[vrp.nearest[client][i]];
            more -= chosen[route] ? 0 : 1;
            chosen[route] = true;
        }
        return chosen;
    }

    /// The routes of which the greatest part is in those that give way.
    private boolean[] alike(Draft draft, int count) {
        double[] part = new double[draft.routes.length];
        for (int route = 0; route < part.length; route++) {
            long common = Arrays.stream(draft.routes[route])
                    .filter(client -> given[client])
                    .count();
            part[route] = common / (double) draft.routes[route].length;
        }
        boolean[] chosen = new boolean[part.length];
        IntStream.range(0, part.length)
                .boxed()
                .sorted(Comparator.comparingDouble(route -> -part[route]))
                .limit(count)
                .forEach(route -> chosen[route] = true);
        return chosen;
    }

    private Draft child(Draft one, boolean[] giving, Draft other, boolean[] coming, boolean comersWhole) {
        List<Route> kept = new ArrayList<>();
        List<Route> changed = new ArrayList<>();
        for (int route = 0; route < giving.length; route++) {
            if (!giving[route]) {
                int[] old = one.routes[route];
                int[] left = comersWhole ? part(old, taken, false) : old;
                (left.length == old.length ? kept : changed).add(new Route(left, one.kinds[route]));
            }
        }
        for (int route = 0; route < coming.length; route++) {
            if (coming[route]) {
                int[] whole = other.routes[route];
                changed.add(new Route(comersWhole ? whole : part(whole, given, true), other.kinds[route]));
            }
        }
        for (int client = 1; client <= vrp.clients; client++) {
            if (given[client] && !taken[client]) {
                insert(kept, changed, client);
            }
        }
        List<Route> routes = new ArrayList<>(kept);
        routes.addAll(changed);
        routes.removeIf(route -> route.clients.length == 0);
        return new Draft(
                vrp, routes.stream().map(route -> route.clients).toArray(int[][]::new), kinds(routes), kept.size());
    }

    private static int[] part(int[] route, boolean[] marks, boolean marked) {
        return Arrays.stream(route).filter(client -> marks[client] == marked).toArray();
    }

    /// Where the way grows least, between neighbours who can both be in time.
    private void insert(List<Route> kept, List<Route> changed, int client) {
        List<Route> home = changed;
        int route = 0;
        int position = 0;
        long least = Long.MAX_VALUE;
        for (List<Route> routes : List.of(changed, kept)) {
            for (int r = 0; r < routes.size(); r++) {
                int[] clients = routes.get(r).clients;
                int begin = vrp.kinds.get(routes.get(r).kind).home();
                int before = begin;
                for (int i = 0; i <= clients.length; i++) {
                    int after = i < clients.length ? clients[i] : begin;
                    long more =
                            (long) vrp.points(before, client) + vrp.points(client, after) - vrp.points(before, after);
                    if (more < least
                            && (i == 0 || vrp.follows(before, client))
                            && (after == begin || vrp.follows(client, after))) {
                        least = more;
                        home = routes;
                        route = r;
                        position = i;
                    }
                    before = after;
                }
            }
        }
        Route old = home.remove(route);
        int[] longer = Arrays.copyOf(old.clients, old.clients.length + 1);
        System.arraycopy(old.clients, position, longer, position + 1, old.clients.length - position);
        longer[position] = client;
        changed.add(new Route(longer, old.kind));
    }

    /// The kind of each route's van: its own as long as there are such vans, then the one whose home is
    /// nearest.
    private int[] kinds(List<Route> routes) {
        int[] left = IntStream.range(0, vrp.kinds.size()).map(vrp::vans).toArray();
        int[] kinds = new int[routes.size()];
        for (int i = 0; i < kinds.length; i++) {
            int[] clients = routes.get(i).clients;
            int kind = routes.get(i).kind;
            if (left[kind] == 0) {
                kind = nearest(clients, left);
            }
            left[kind]--;
            kinds[i] = kind;
        }
        return kinds;
    }

    private int nearest(int[] clients, int[] left) {
        return IntStream.range(0, left.length)
                .filter(kind -> left[kind] > 0)
                .boxed()
                .min(Comparator.comparingInt(kind -> vrp.homePoints(kind, clients[0], clients[clients.length - 1])))
                .orElseThrow();
    }
}
