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
            Penalties prices = new Penalties(1 + 40.0 * seed, 0.1 + seed / 10.0);
            Chain chain = new Chain(vrp);
            chain.load(Maps.draft(vrp, 4, seed), prices);
            Exchanges exchanges = new Exchanges(chain);
            Random chance = new Random(seed);
            double price = prices.of(chain.draft());
            for (int i = 0; i < 2_000; i++) {
                int u = 1 + chance.nextInt(20);
                int v = 1 + chance.nextInt(20);
                boolean changed = u != v && exchanges.beside(u, v);
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
            Vrptw vrp = Maps.of(seed, 14, seed % 2 == 0);
            Penalties prices = new Penalties(1 + 40.0 * seed, 0.1 + seed / 10.0);

            Draft end = new Descent(vrp, new Random(seed)).run(Maps.draft(vrp, 3, seed), prices);

            double least =
                    neighbours(vrp, end).stream().mapToDouble(prices::of).min().orElseThrow();
            assertThat(least).as("map " + seed).isGreaterThan(prices.of(end) + 2 * Exchanges.LESS);
        }
    }

    @Test
    void swaps_make_two_routes_cheaper_or_leave_them() {
        int made = 0;
        for (int seed = 0; seed < MAPS; seed++) {
            Vrptw vrp = Maps.of(seed, 20, seed % 2 == 0);
            Penalties prices = new Penalties(1 + 40.0 * seed, 0.1 + seed / 10.0);
            Chain chain = new Chain(vrp);
            chain.load(Maps.draft(vrp, 4, seed), prices);
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
        for (int[] each : draft.routes) {
            routes.add(Arrays.stream(each).boxed().toList());
        }
        routes.add(List.of());
        List<Draft> all = new ArrayList<>();
        for (int a = 0; a < routes.size(); a++) {
            List<Integer> from = routes.get(a);
            for (int i = 0; i < from.size(); i++) {
                turns(vrp, routes, a, i, all);
                for (int count = 1; count <= 2 && i + count <= from.size(); count++) {
                    List<Integer> piece = from.subList(i, i + count);
                    moves(vrp, routes, a, i, piece, all);
                    swaps(vrp, routes, a, i, piece, all);
                }
                for (int b = 0; b < routes.size(); b++) {
                    List<Integer> to = routes.get(b);
                    for (int j = 0; j <= to.size() && b != a; j++) {
                        all.add(with(
                                vrp,
                                routes,
                                a,
                                joined(from.subList(0, i + 1), to.subList(j, to.size())),
                                b,
                                joined(to.subList(0, j), from.subList(i + 1, from.size()))));
                    }
                }
            }
        }
        return all;
    }

    private static void turns(Vrptw vrp, List<List<Integer>> routes, int a, int i, List<Draft> all) {
        List<Integer> from = routes.get(a);
        for (int j = i + 3; j <= from.size(); j++) {
            List<Integer> turned = from.subList(i + 1, j).reversed();
            List<Integer> whole = joined(joined(from.subList(0, i + 1), turned), from.subList(j, from.size()));
            all.add(with(vrp, routes, a, whole, a, whole));
        }
    }

    private static void moves(
            Vrptw vrp, List<List<Integer>> routes, int a, int i, List<Integer> piece, List<Draft> all) {
        List<Integer> from = routes.get(a);
        List<Integer> rest = joined(from.subList(0, i), from.subList(i + piece.size(), from.size()));
        for (int b = 0; b < routes.size(); b++) {
            List<Integer> to = b == a ? rest : routes.get(b);
            for (int j = 0; j <= to.size(); j++) {
                for (List<Integer> way : List.of(piece, piece.reversed())) {
                    // To turn a pair where it is is to move one of it.
                    List<Integer> whole = joined(joined(to.subList(0, j), way), to.subList(j, to.size()));
                    all.add(with(vrp, routes, a, b == a ? whole : rest, b, whole));
                }
            }
        }
    }

    private static void swaps(
            Vrptw vrp, List<List<Integer>> routes, int a, int i, List<Integer> piece, List<Draft> all) {
        List<Integer> from = routes.get(a);
        for (int b = 0; b < routes.size(); b++) {
            List<Integer> to = routes.get(b);
            for (int j = 0; j < to.size(); j++) {
                for (int count = 1; count <= 2 && j + count <= to.size(); count++) {
                    List<Integer> other = to.subList(j, j + count);
                    if (b != a) {
                        all.add(with(
                                vrp, routes, a, replaced(from, i, piece, other), b, replaced(to, j, other, piece)));
                    } else if (j > i + piece.size()) {
                        List<Integer> whole = replaced(replaced(from, j, other, piece), i, piece, other);
                        all.add(with(vrp, routes, a, whole, a, whole));
                    }
                }
            }
        }
    }

    private static List<Integer> replaced(List<Integer> route, int at, List<Integer> old, List<Integer> now) {
        return joined(joined(route.subList(0, at), now), route.subList(at + old.size(), route.size()));
    }

    private static List<Integer> joined(List<Integer> one, List<Integer> other) {
        List<Integer> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static Draft with(
            Vrptw vrp, List<List<Integer>> routes, int a, List<Integer> first, int b, List<Integer> second) {
        List<List<Integer>> all = new ArrayList<>(routes);
        all.set(a, first);
        all.set(b, second);
        return new Draft(
                vrp,
                all.stream()
                        .filter(each -> !each.isEmpty())
                        .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new));
    }
}
