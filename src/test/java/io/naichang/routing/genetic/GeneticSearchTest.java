package io.naichang.routing.genetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The search against the best plans of small problems, found by trying all.
class GeneticSearchTest {
    private static final int CLIENTS = 9;

    @Test
    void it_finds_the_best_plan_of_nine_clients() {
        for (int seed = 0; seed < 20; seed++) {
            Vrptw vrp = Maps.of(seed, CLIENTS, seed % 2 == 0);
            GeneticSearch search = new GeneticSearch(vrp, Maps.alone(vrp), new SplittableRandom(seed));

            for (int i = 0; i < 400; i++) {
                search.step();
            }

            Draft found = new Draft(vrp, search.routes());
            assertThat(found.isFeasible()).isTrue();
            assertThat(found.points)
                    .as("map " + seed)
                    .isEqualTo(search.points())
                    .isEqualTo(best(vrp));
        }
    }

    @Test
    void a_step_says_whether_it_found_better_and_nothing_is_ever_worse() {
        Vrptw vrp = Maps.of(3, 40, true);
        GeneticSearch search = new GeneticSearch(vrp, Maps.alone(vrp), new SplittableRandom(3));
        int better = 0;
        for (int i = 0; i < 300; i++) {
            long before = search.points();
            boolean found = search.step();
            assertThat(search.points() < before).isEqualTo(found);
            assertThat(search.points()).isLessThanOrEqualTo(before);
            better += found ? 1 : 0;
        }
        assertThat(better).isPositive();
        assertThat(DescentTest.clients(new Draft(vrp, search.routes())))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void when_nothing_better_is_born_for_long_it_begins_anew_and_keeps_the_best() {
        Vrptw vrp = Maps.of(5, 4, false);
        GeneticSearch search = new GeneticSearch(vrp, Maps.alone(vrp), new SplittableRandom(5));
        for (int i = 0; i < 45_000; i++) {
            search.step();
        }

        assertThat(search.points()).isEqualTo(best(vrp));
        assertThat(new Draft(vrp, search.routes()).points).isEqualTo(search.points());
    }

    @Test
    void the_same_seed_finds_the_same() {
        Vrptw vrp = Maps.of(6, 40, false);
        GeneticSearch one = new GeneticSearch(vrp, Maps.alone(vrp), new SplittableRandom(8));
        GeneticSearch other = new GeneticSearch(vrp, Maps.alone(vrp), new SplittableRandom(8));
        for (int i = 0; i < 250; i++) {
            one.step();
            other.step();
        }

        assertThat(one.routes()).isDeepEqualTo(other.routes());
    }

    @Test
    void it_begins_with_nothing_that_is_too_full() {
        Vrptw vrp = Maps.of(7, 20, false);

        assertThatThrownBy(() -> new GeneticSearch(vrp, Maps.draft(vrp, 1, 1).routes, new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too full");
    }

    /// The cheapest feasible plan: the best order of each set of clients, then the best sets.
    private static long best(Vrptw vrp) {
        int sets = 1 << vrp.clients;
        long[] route = new long[sets];
        Arrays.fill(route, Long.MAX_VALUE / 2);
        extend(vrp, route, 0, 0, 0, 0, vrp.opens[0]);
        long[] plan = new long[sets];
        for (int set = 1; set < sets; set++) {
            plan[set] = Long.MAX_VALUE / 2;
            for (int part = set; part > 0; part = (part - 1) & set) {
                plan[set] = Math.min(plan[set], route[part] + plan[set & ~part]);
            }
        }
        return plan[sets - 1];
    }

    private static void extend(Vrptw vrp, long[] route, int set, int at, int load, long points, int time) {
        if (set != 0 && time + vrp.seconds(at, 0) <= vrp.closes[0]) {
            route[set] = Math.min(route[set], points + vrp.points(at, 0));
        }
        for (int client = 1; client <= vrp.clients; client++) {
            int arrival = Math.max(time + vrp.seconds(at, client), vrp.opens[client]);
            boolean fits = load + vrp.demand[client] <= vrp.capacity && arrival <= vrp.closes[client];
            if ((set & (1 << (client - 1))) == 0 && fits) {
                extend(
                        vrp,
                        route,
                        set | (1 << (client - 1)),
                        client,
                        load + vrp.demand[client],
                        points + vrp.points(at, client),
                        arrival + vrp.service[client]);
            }
        }
    }
}
