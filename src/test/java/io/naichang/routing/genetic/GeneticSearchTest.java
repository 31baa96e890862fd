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
            GeneticSearch search = Maps.search(vrp, seed);

            for (int i = 0; i < 400; i++) {
                search.step();
            }

            Draft found = draft(vrp, search);
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
        GeneticSearch search = Maps.search(vrp, 3);
        int better = 0;
        for (int i = 0; i < 300; i++) {
            long before = search.points();
            boolean found = search.step();
            assertThat(search.points() < before).isEqualTo(found);
            assertThat(search.points()).isLessThanOrEqualTo(before);
            better += found ? 1 : 0;
        }
        assertThat(better).isPositive();
        assertThat(DescentTest.clients(draft(vrp, search))).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void when_nothing_better_is_born_for_long_it_begins_anew_and_keeps_the_best() {
        Vrptw vrp = Maps.of(5, 4, false);
        GeneticSearch search = Maps.search(vrp, 5);
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < 45_000; i++) {
            search.step();
            fewest = i < 1_000 ? fewest : Math.min(fewest, search.population());
        }

        assertThat(fewest).isLessThan(10);
        assertThat(search.points()).isEqualTo(best(vrp));
        assertThat(draft(vrp, search).points).isEqualTo(search.points());
    }

    @Test
    void the_same_seed_finds_the_same() {
        Vrptw vrp = Maps.of(6, 40, false);
        GeneticSearch one = Maps.search(vrp, 8);
        GeneticSearch other = Maps.search(vrp, 8);
        for (int i = 0; i < 250; i++) {
            one.step();
            other.step();
        }

        assertThat(one.routes()).isDeepEqualTo(other.routes());
    }

    @Test
    void it_begins_with_nothing_that_is_too_full() {
        Vrptw vrp = Maps.of(7, 20, false);

        int[][] full = Maps.draft(vrp, 1, 1).routes;

        assertThatThrownBy(() -> new GeneticSearch(vrp, full, new int[1], new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too full");
    }

    private static Draft draft(Vrptw vrp, GeneticSearch search) {
        return new Draft(vrp, search.routes(), search.kinds(), 0);
    }

    /// The cheapest feasible plan: the best order and van of each set of clients, then the best sets.
    private static long best(Vrptw vrp) {
        int sets = 1 << vrp.clients;
        long[] route = new long[sets];
        Arrays.fill(route, Long.MAX_VALUE / 2);
        for (Vans van : vrp.kinds) {
            extend(vrp, van, route, 0, new int[vrp.clients], 0);
        }
        long[] plan = new long[sets];
        for (int set = 1; set < sets; set++) {
            plan[set] = Long.MAX_VALUE / 2;
            for (int part = set; part > 0; part = (part - 1) & set) {
                plan[set] = Math.min(plan[set], route[part] + plan[set & ~part]);
            }
        }
        return plan[sets - 1];
    }

    private static void extend(Vrptw vrp, Vans van, long[] route, int set, int[] order, int count) {
        for (int client = 1; client <= vrp.clients; client++) {
            if ((set & (1 << (client - 1))) == 0) {
                order[count] = client;
                // Who is too late or does not fit does so with more clients behind him too.
                if (end(vrp, van, order, count + 1, van.from()) >= 0) {
                    int with = set | (1 << (client - 1));
                    if (isFeasible(vrp, van, order, count + 1)) {
                        route[with] = Math.min(route[with], points(vrp, van, order, count + 1));
                    }
                    extend(vrp, van, route, with, order, count + 1);
                }
            }
        }
    }

    private static long points(Vrptw vrp, Vans van, int[] order, int count) {
        long points = (long) vrp.points(van.home(), order[0]) + vrp.points(order[count - 1], van.home());
        for (int i = 1; i < count; i++) {
            points += vrp.points(order[i - 1], order[i]);
        }
        return points;
    }

    /// When the last is done if the van leaves then; -1 if somebody is late or the van too full.
    private static int end(Vrptw vrp, Vans van, int[] order, int count, int leaving) {
        int time = leaving;
        int at = van.home();
        int load = 0;
        for (int i = 0; i < count; i++) {
            time = Math.max(time + vrp.seconds(at, order[i]), vrp.opens[order[i]]);
            load += vrp.demand[order[i]];
            if (time > vrp.closes[order[i]] || load > van.capacity()) {
                return -1;
            }
            time += vrp.service[order[i]];
            at = order[i];
        }
        return time;
    }

    /// He is back in time, and is so in time after the least time that he can be under way: leaving as late
    /// as he can.
    private static boolean isFeasible(Vrptw vrp, Vans van, int[] order, int count) {
        int home = vrp.seconds(order[count - 1], van.home());
        if (end(vrp, van, order, count, van.from()) + home > van.to()) {
            return false;
        }
        int latest = van.to() - home;
        for (int i = count - 1; i >= 0; i--) {
            int way = vrp.seconds(i == 0 ? van.home() : order[i - 1], order[i]);
            latest = Math.min(latest - vrp.service[order[i]], vrp.closes[order[i]]) - way;
        }
        return end(vrp, van, order, count, latest) + home - latest <= van.longest();
    }
}
