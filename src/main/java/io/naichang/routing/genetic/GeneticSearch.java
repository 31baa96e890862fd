package io.naichang.routing.genetic;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Hybrid genetic search: of two plans a third, that goes down to where nothing makes it cheaper, and
/// again. Each step makes one; [#routes] are the best feasible ones yet.
public final class GeneticSearch {
    private static final int SURVIVORS = 25;
    private static final int GENERATION = 40;
    /// The first drafts are random.
    private static final int FIRST = 100;
    /// After so many children without a better plan it begins anew.
    private static final int BARREN = 20_000;
    /// Half of what did not become feasible is mended, at so many times the price.
    private static final double MENDED = 0.5;

    private static final double DEAR = 10;
    /// The part of a random draft's clients that do not begin with the nearest home.
    private static final double ASTRAY = 0.2;

    private final Vrptw vrp;
    private final RandomGenerator chance;
    private final Descent descent;
    private final Crossing crossing;
    private final Population<Draft> feasible = new Population<>(SURVIVORS, GENERATION);
    private final Population<Draft> others = new Population<>(SURVIVORS, GENERATION);
    /// How many clients a random draft gives to a van.
    private final double clientsEach;
    private final Penalties first;
    private Penalties prices;
    /// The best of all, and what the best since it began anew cost, how many steps ago that was.
    private Draft best;
    private long bestPoints = Long.MAX_VALUE;
    private int barren;
    /// Whether any step was made, and how many since it began anew.
    private boolean isUnderWay;

    private int begun;
    /// Descents since the prices were looked at, and of these those without too full a van and without
    /// delay.
    private int descents;
    private int fitting;
    private int punctual;

    /// Begins with a feasible plan of all clients, by routes and the kind of each one's van; drafts use
    /// about as many vans.
    public GeneticSearch(Vrptw vrp, int[][] routes, int[] kinds, RandomGenerator chance) {
        this.vrp = vrp;
        this.chance = chance;
        clientsEach = vrp.clients / (1.1 * routes.length + 1);
        first = Penalties.of(vrp);
        prices = first;
        descent = new Descent(vrp, chance);
        crossing = new Crossing(vrp, chance);
        best = new Draft(vrp, routes, kinds, 0);
        if (!best.isFeasible()) {
            throw new IllegalArgumentException(
                    "the first plan is by " + best.excess + " too full and " + best.warp + " s too late");
        }
    }

    /// What the ways of the best plan cost.
    public long points() {
        return best.points;
    }

    /// The clients of each route of the best plan, in their order.
    public int[][] routes() {
        return best.routes;
    }

    /// How many drafts live.
    int population() {
        return feasible.size() + others.size();
    }

    /// The kind of each route's van in the best plan.
    public int[] kinds() {
        return best.kinds;
    }

    /// Makes a draft more; whether it is better than all before.
    public boolean step() {
        long before = best.points;
        if (barren > BARREN) {
            feasible.clear();
            others.clear();
            bestPoints = Long.MAX_VALUE;
            barren = 0;
            begun = 0;
        }
        barren++;
        Draft child = descent.run(next(), prices);
        begun++;
        add(child);
        count(child);
        if (!child.isFeasible() && chance.nextDouble() < MENDED) {
            Draft mended = descent.run(child, prices.times(DEAR));
            if (mended.isFeasible()) {
                add(mended);
            }
        }
        return best.points < before;
    }

    /// What goes down next: the plan that it began with, then random drafts, then children.
    private Draft next() {
        if (!isUnderWay) {
            isUnderWay = true;
            return best;
        }
        return begun < FIRST ? random() : crossing.child(parent(), parent(), prices);
    }

    private void add(Draft draft) {
        (draft.isFeasible() ? feasible : others).add(draft, prices::of);
        if (draft.isFeasible() && draft.points < bestPoints) {
            bestPoints = draft.points;
            barren = 0;
        }
        if (draft.isFeasible() && draft.points < best.points) {
            best = draft;
        }
    }

    private void count(Draft draft) {
        fitting += draft.excess == 0 ? 1 : 0;
        punctual += draft.warp == 0 ? 1 : 0;
        if (++descents == Penalties.COUNTED) {
            prices = prices.after(fitting, punctual, first);
            others.price(prices::of);
            descents = 0;
            fitting = 0;
            punctual = 0;
        }
    }

    /// Clients by chance, each in a van of the nearest home, or of any.
    private Draft random() {
        int[] order = new int[vrp.clients];
        for (int i = 0; i < order.length; i++) {
            int other = chance.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i + 1;
        }
        List<List<Integer>> ofKind = new ArrayList<>();
        vrp.kinds.forEach(kind -> ofKind.add(new ArrayList<>()));
        for (int client : order) {
            ofKind.get(chance.nextDouble() < ASTRAY ? chance.nextInt(ofKind.size()) : nearest(client))
                    .add(client);
        }
        List<int[]> routes = new ArrayList<>();
        List<Integer> kinds = new ArrayList<>();
        for (int kind = 0; kind < ofKind.size(); kind++) {
            List<Integer> clients = ofKind.get(kind);
            int all = (int) Math.clamp(Math.ceil(clients.size() / clientsEach), 1, vrp.vans(kind));
            for (int i = 0; i < all; i++) {
                List<Integer> some = clients.subList(i * clients.size() / all, (i + 1) * clients.size() / all);
                if (!some.isEmpty()) {
                    routes.add(some.stream().mapToInt(Integer::intValue).toArray());
                    kinds.add(kind);
                }
            }
        }
        return new Draft(
                vrp,
                routes.toArray(int[][]::new),
                kinds.stream().mapToInt(Integer::intValue).toArray(),
                0);
    }

    private int nearest(int client) {
        int nearest = 0;
        for (int kind = 1; kind < vrp.kinds.size(); kind++) {
            if (vrp.homePoints(kind, client, client) < vrp.homePoints(nearest, client, client)) {
                nearest = kind;
            }
        }
        return nearest;
    }

    /// The fitter of two.
    private Draft parent() {
        feasible.rank();
        others.rank();
        Draft one = any();
        Draft other = any();
        return one.fitness < other.fitness ? one : other;
    }

    private Draft any() {
        int at = chance.nextInt(population());
        return at < feasible.size() ? feasible.get(at) : others.get(at - feasible.size());
    }
}
