package io.naichang.routing.genetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Descents against drafts that are reckoned from the start.
class DescentTest {
    private static final int MAPS = 60;
    private static final double EXACT = 1e-6;

    @Test
    void what_changes_are_priced_at_is_what_the_whole_plan_costs_afterwards() {
        int made = 0;
        for (int seed = 0; seed < MAPS; seed++) {
            Vrptw vrp = Maps.of(seed, 20, seed % 2 == 0);
            Penalties prices = prices(seed);
            Chain chain = chain(vrp, prices, seed);
            Exchanges exchanges = new Exchanges(chain);
            Random chance = new Random(seed);
            double price = prices.of(chain.draft());
            for (int i = 0; i < 2_000; i++) {
                int u = 1 + chance.nextInt(20);
                int v = 1 + chance.nextInt(20);
                int a = chain.routeOf[u];
                int b = chain.routeOf[v];
                boolean changed = switch (i % 3) {
                    case 0 -> a != b && exchanges.rehomed(a, b);
                    case 1 -> exchanges.behind(u, chain.begin(b));
                    default -> u != v && exchanges.beside(u, v);
                };
                double after = prices.of(chain.draft());
                assertThat(after < price - EXACT)
                        .as("map " + seed + ", " + u + " and " + v)
                        .isEqualTo(changed);
                assertThat(all(chain)).isCloseTo(after, within());
                price = after;
                made += changed ? 1 : 0;
            }
            assertThat(clients(chain.draft()))
                    .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
        }
        assertThat(made).isGreaterThan(MAPS * 10);
    }

    @Test
    void it_ends_where_no_move_swap_crossing_or_turn_makes_the_plan_cheaper() {
        for (int seed = 0; seed < MAPS; seed++) {
            Vrptw vrp = Maps.of(seed, 20, seed % 2 == 0);
            Penalties prices = prices(seed);

            Draft end = new Descent(vrp, new Random(seed)).run(Maps.draft(vrp, 4, seed), prices);

            double least =
                    neighbours(vrp, end).stream().mapToDouble(prices::of).min().orElseThrow();
            assertThat(least).as("map " + seed).isGreaterThan(prices.of(end) + Exchanges.LESS - EXACT);
        }
    }

    @Test
    void whoever_is_late_is_begun_when_he_closes_and_pays() {
        for (int seed = 1; seed < MAPS; seed += 3) {
            Vrptw vrp = Maps.of(seed, 20, true);
            Draft draft = Maps.draft(vrp, 4, seed);
            long late = 0;
            for (int[] route : draft.routes) {
                int at = 0;
                int time = 0;
                for (int client : route) {
                    time = Math.max(time + vrp.seconds(at, client), vrp.opens[client]);
                    late += Math.max(0, time - vrp.closes[client]);
                    time = Math.min(time, vrp.closes[client]) + vrp.service[client];
                    at = client;
                }
                late += Math.max(
                        0, time + vrp.seconds(at, 0) - vrp.kinds.getFirst().to());
            }
            assertThat(draft.warp).as("map " + seed).isEqualTo(late);
        }
    }

    @Test
    void swaps_make_two_routes_cheaper_or_leave_them() {
        int made = 0;
        for (int seed = 0; seed < MAPS; seed++) {
            Vrptw vrp = Maps.of(seed, 20, seed % 2 == 0);
            Penalties prices = prices(seed);
            Chain chain = chain(vrp, prices, seed);
            Swaps swaps = new Swaps(chain);
            double price = prices.of(chain.draft());
            for (int i = 0; i < 12; i++) {
                int moves = chain.moves;
                swaps.between(i % 3, 3);
                double after = prices.of(chain.draft());
                assertThat(after < price - EXACT).as("map " + seed).isEqualTo(chain.moves > moves);
                price = after;
            }
            made += chain.moves;
            assertThat(clients(chain.draft()))
                    .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
        }
        assertThat(made).isGreaterThan(MAPS * 2);
    }

    /// From nearly nothing to more than any way.
    private static Penalties prices(int seed) {
        return new Penalties(1 + 40.0 * seed, 0.1 + seed / 10.0);
    }

    private static Chain chain(Vrptw vrp, Penalties prices, int seed) {
        Chain chain = new Chain(vrp);
        chain.load(Maps.draft(vrp, 4, seed), prices);
        return chain;
    }

    private static Offset<Double> within() {
        return Offset.offset(EXACT);
    }

    private static double all(Chain chain) {
        return IntStream.range(0, chain.routes).mapToDouble(chain::price).sum();
    }

    static List<Integer> clients(Draft draft) {
        return Arrays.stream(draft.routes)
                .flatMapToInt(Arrays::stream)
                .sorted()
                .boxed()
                .toList();
    }

    /// All plans that lie one change away.
    private static List<Draft> neighbours(Vrptw vrp, Draft draft) {
        List<List<Integer>> routes = new ArrayList<>();
        List<Integer> kinds = new ArrayList<>();
        for (int i = 0; i < draft.routes.length; i++) {
            routes.add(Arrays.stream(draft.routes[i]).boxed().toList());
            kinds.add(draft.kinds[i]);
        }
        for (int kind = 0; kind < vrp.kinds.size(); kind++) {
            routes.add(List.of());
            kinds.add(kind);
        }
        return new Neighbours(vrp, routes, kinds).all();
    }
}
