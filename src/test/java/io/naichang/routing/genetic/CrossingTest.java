package io.naichang.routing.genetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Children of two plans.
class CrossingTest {
    private static final int CLIENTS = 30;

    @Test
    void a_child_has_every_client_once_and_routes_of_both() {
        boolean bothSeen = false;
        for (int seed = 0; seed < 200; seed++) {
            Vrptw vrp = Maps.of(seed, CLIENTS, true);
            Descent descent = new Descent(vrp, new Random(seed));
            Penalties prices = Penalties.of(vrp);
            Draft one = descent.run(Maps.draft(vrp, 6, seed), prices);
            Draft other = descent.run(Maps.draft(vrp, 7, seed + 1_000), prices);

            Draft child = new Crossing(vrp, new Random(seed)).child(one, other, prices);

            assertThat(DescentTest.clients(child))
                    .as("map " + seed)
                    .isEqualTo(IntStream.rangeClosed(1, CLIENTS).boxed().toList());
            bothSeen |= has(child, one) && has(child, other);
        }
        assertThat(bothSeen).isTrue();
    }

    @Test
    void what_is_called_settled_is_as_it_was_in_the_first() {
        int settled = 0;
        for (int seed = 0; seed < 200; seed++) {
            Vrptw vrp = Maps.of(seed, CLIENTS, false);
            Draft one = Maps.draft(vrp, 6, seed);
            Draft other = Maps.draft(vrp, 6, seed + 1_000);

            Draft child = new Crossing(vrp, new Random(seed)).child(one, other, Penalties.of(vrp));

            Set<String> first = new HashSet<>();
            Arrays.stream(one.routes).map(Arrays::toString).forEach(first::add);
            for (int r = 0; r < child.settled; r++) {
                assertThat(first).contains(Arrays.toString(child.routes[r]));
            }
            settled += child.settled;
        }
        assertThat(settled).isGreaterThan(100);
    }

    @Test
    void a_plan_of_one_route_gives_way_as_a_whole() {
        Vrptw vrp = Maps.of(1, 5, false);
        Draft one = Maps.draft(vrp, 1, 1);
        Draft other = Maps.draft(vrp, 2, 2);

        Draft child = new Crossing(vrp, new Random(1)).child(one, other, Penalties.of(vrp));

        assertThat(DescentTest.clients(child)).containsExactly(1, 2, 3, 4, 5);
    }

    private static boolean has(Draft child, Draft parent) {
        return Arrays.stream(child.routes)
                .anyMatch(route -> Arrays.stream(parent.routes).anyMatch(each -> Arrays.equals(each, route)));
    }
}
