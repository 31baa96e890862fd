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

    Crossing(Vrptw vrp, RandomGenerator chance) {
        this.vrp = vrp;
        this.chance = chance;
        given = new boolean[vrp.width];
        taken = new boolean[vrp.width];
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
        int[] routeOf = new int[vrp.width];
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
        List<int[]> kept = new ArrayList<>();
        List<int[]> changed = new ArrayList<>();
        for (int route = 0; route < giving.length; route++) {
            if (!giving[route]) {
                int[] old = one.routes[route];
                int[] left = comersWhole ? part(old, taken, false) : old;
                (left.length == old.length ? kept : changed).add(left);
            }
        }
        for (int route = 0; route < coming.length; route++) {
            if (coming[route]) {
                changed.add(comersWhole ? other.routes[route] : part(other.routes[route], given, true));
            }
        }
        for (int client = 1; client <= vrp.clients; client++) {
            if (given[client] && !taken[client]) {
                insert(kept, changed, client);
            }
        }
        List<int[]> routes = new ArrayList<>(kept);
        routes.addAll(changed);
        routes.removeIf(route -> route.length == 0);
        return new Draft(vrp, routes.toArray(int[][]::new), kept.size());
    }

    private static int[] part(int[] route, boolean[] marks, boolean marked) {
        return Arrays.stream(route).filter(client -> marks[client] == marked).toArray();
    }

    /// Where the way grows least, between neighbours who can both be in time.
    private void insert(List<int[]> kept, List<int[]> changed, int client) {
        List<int[]> home = changed;
        int route = 0;
        int position = 0;
        long least = Long.MAX_VALUE;
        for (List<int[]> routes : List.of(changed, kept)) {
            for (int r = 0; r < routes.size(); r++) {
                int[] clients = routes.get(r);
                int before = 0;
                for (int i = 0; i <= clients.length; i++) {
                    int after = i < clients.length ? clients[i] : 0;
                    long more =
                            (long) vrp.points(before, client) + vrp.points(client, after) - vrp.points(before, after);
                    if (more < least && vrp.follows(before, client) && vrp.follows(client, after)) {
                        least = more;
                        home = routes;
                        route = r;
                        position = i;
                    }
                    before = after;
                }
            }
        }
        int[] old = home.remove(route);
        int[] longer = Arrays.copyOf(old, old.length + 1);
        System.arraycopy(old, position, longer, position + 1, old.length - position);
        longer[position] = client;
        changed.add(longer);
    }
}
