package io.naichang.routing.genetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who survives, and what too full and too late cost.
class PopulationTest {
    private static final Vrptw MAP = Maps.of(1, 20, false);
    private static final Penalties PRICES = Penalties.of(MAP);

    @Test
    void of_sixty_six_the_cheapest_survives_with_twenty_four_others() {
        Population<Draft> population = new Population<>(25, 40);
        List<Draft> all = new ArrayList<>();
        for (int seed = 0; seed < 66; seed++) {
            all.add(Maps.draft(MAP, 5, seed));
            assertThat(population.size()).isEqualTo(seed);
            population.add(all.getLast(), PRICES::of);
        }

        Draft cheapest =
                all.stream().min(Comparator.comparingDouble(PRICES::of)).orElseThrow();
        assertThat(population.size()).isEqualTo(25);
        assertThat(survivors(population)).contains(cheapest);
        population.rank();
        assertThat(population.cheapest()).isSameAs(cheapest);
    }

    @Test
    void twins_die_before_the_dearest() {
        Population<Draft> population = new Population<>(25, 40);
        List<Draft> dear = new ArrayList<>();
        for (int seed = 0; seed < 25; seed++) {
            dear.add(Maps.draft(MAP, 3, seed));
            population.add(dear.getLast(), PRICES::of);
        }
        int[][] alone = new int[20][];
        Arrays.setAll(alone, i -> new int[] {i + 1});
        for (int i = 0; i < 41; i++) {
            population.add(new Draft(MAP, alone, new int[20], 0), PRICES::of);
        }

        Set<Draft> left = survivors(population);
        assertThat(left).hasSize(25);
        assertThat(dear.stream().filter(left::contains)).hasSize(24);
    }

    @Test
    void distance_counts_broken_pairs() {
        Draft one = four(new int[][] {{1, 2}, {3, 4}}, 0, 0);

        assertThat(one.distance(four(new int[][] {{3, 4}, {1, 2}}, 0, 0))).isZero();
        assertThat(one.distance(four(new int[][] {{1, 2}, {4, 3}}, 0, 0))).isEqualTo(0.5);
        assertThat(one.distance(four(new int[][] {{2, 1, 4, 3}}, 0))).isEqualTo(1);
        assertThat(one.distance(four(new int[][] {{1, 2}, {3, 4}}, 1, 0))).isEqualTo(0.25);
    }

    private static Draft four(int[][] routes, int... kinds) {
        return new Draft(Maps.of(3, 4, false), routes, kinds, 0);
    }

    @Test
    void what_seldom_fits_becomes_dearer_and_what_always_does_cheaper() {
        Penalties prices = new Penalties(100, 10);

        assertThat(prices.after(0, 100, prices)).isEqualTo(new Penalties(200, 8.5));
        assertThat(prices.after(14, 20, prices)).isEqualTo(new Penalties(120, 10));
        assertThat(prices.after(26, 16, prices)).isEqualTo(new Penalties(85, 10));
    }

    @Test
    void where_nothing_is_ever_feasible_prices_stay_such_as_can_be_added_up() {
        Penalties first = new Penalties(100, 10);
        Penalties dear = first;
        Penalties cheap = first;
        for (int i = 0; i < 1_000; i++) {
            dear = dear.after(0, 0, first);
            cheap = cheap.after(100, 100, first);
        }

        assertThat(dear).isEqualTo(new Penalties(10_000, 1_000));
        assertThat(cheap).isEqualTo(new Penalties(0.01, 0.001));
    }

    private static Set<Draft> survivors(Population<Draft> population) {
        Set<Draft> all = new HashSet<>();
        IntStream.range(0, population.size()).forEach(i -> all.add(population.get(i)));
        return all;
    }
}
