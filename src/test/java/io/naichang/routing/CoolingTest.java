package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A search with many rounds for each visit begins several times; one with few, only once.
class CoolingTest {
    private static final int VISITS = 100;

    @Test
    void with_few_rounds_it_cools_once_to_a_hundredth() {
        Cooling cooling = new Cooling(1_000);

        cooling.look(0.02, 15_000, VISITS);

        assertThat(cooling.at(0)).isEqualTo(1_000);
        assertThat(cooling.at(0.5)).isBetween(99.9, 100.1);
        assertThat(cooling.at(1)).isBetween(9.9, 10.1);
        assertThat(cooling.isOver(1)).isFalse();
    }

    @Test
    void with_many_it_begins_three_times_and_goes_on_from_the_best_at_half_the_heat() {
        Cooling cooling = new Cooling(1_000);

        cooling.look(0.02, 17_000, VISITS);

        assertThat(cooling.isOver(0.09)).isFalse();
        assertThat(cooling.at(0.1)).isBetween(9.9, 10.1);
        assertThat(cooling.isOver(0.11)).isTrue();
        assertThat(cooling.next()).isTrue();
        assertThat(cooling.at(0.1)).isBetween(999.0, 1_001.0);
        assertThat(cooling.next()).isTrue();
        assertThat(cooling.next()).isFalse();
        assertThat(cooling.at(0.3)).isBetween(499.0, 501.0);
        assertThat(cooling.at(1)).isBetween(9.9, 10.1);
        assertThat(cooling.isOver(1)).isFalse();
    }

    @Test
    void a_replan_begins_once_however_quick_it_is() {
        Cooling cooling = new Cooling(1_000).once();

        cooling.look(0.02, 1_000_000, VISITS);

        assertThat(cooling.isOver(0.5)).isFalse();
    }

    /// Crews, parts, ties and held visits are as at first whenever a search begins anew.
    @Test
    void plans_of_searches_that_began_several_times_keep_the_rules_and_cost_what_the_verifier_says() {
        Engine engine = new Engine();
        for (int seed = 0; seed < 4; seed++) {
            Problem problem = RandomProblems.of(seed);
            long rounds = 8_500L * problem.stops().size();

            Solution plan = engine.solve(problem, Limits.iterations(rounds, seed), Progress.none(), () -> false);

            assertThat(Verifier.violations(problem, plan)).as("day " + seed).isEmpty();
            assertThat(Verifier.cost(problem, engine.now(problem), plan))
                    .as("day " + seed)
                    .isEqualTo(plan.cost());
        }
    }
}
