package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A search with many rounds for each visit begins several times or, with several homes, cools the whole plan first and
/// then one region of it after the other; one with few only cools the whole.
class CoolingTest {
    private static final int VISITS = 100;

    @Test
    void with_few_rounds_it_cools_once_to_a_hundredth() {
        Cooling cooling = new Cooling(1_000, true);

        cooling.look(0.02, 9_000, VISITS);

        assertThat(cooling.at(0, 0)).isEqualTo(1_000);
        assertThat(cooling.at(0.5, 225_000)).isBetween(99.9, 100.1);
        assertThat(cooling.at(1, 450_000)).isBetween(9.9, 10.1);
        assertThat(cooling.isOver(1, 450_000)).isFalse();
    }

    @Test
    void with_many_and_one_home_it_begins_three_times_and_goes_on_from_the_best_at_half_the_heat() {
        Cooling cooling = new Cooling(1_000, false);

        cooling.look(0.02, 17_000, VISITS);

        assertThat(cooling.isOver(0.09, 0)).isFalse();
        assertThat(cooling.at(0.1, 0)).isBetween(9.9, 10.1);
        assertThat(cooling.isOver(0.11, 0)).isTrue();
        assertThat(cooling.next()).isTrue();
        assertThat(cooling.at(0.1, 0)).isBetween(999.0, 1_001.0);
        assertThat(cooling.next()).isTrue();
        assertThat(cooling.next()).isFalse();
        assertThat(cooling.at(0.3, 0)).isBetween(499.0, 501.0);
        assertThat(cooling.at(1, 0)).isBetween(9.9, 10.1);
        assertThat(cooling.isOver(1, 0)).isFalse();
    }

    @Test
    void with_many_and_several_homes_the_whole_is_cold_sooner_and_regions_follow_from_less_heat() {
        Cooling cooling = new Cooling(1_000, true);

        cooling.look(0.02, 20_000, VISITS);

        assertThat(cooling.isOver(0.14, 140_000)).isFalse();
        assertThat(cooling.at(0.15, 150_000)).isBetween(9.9, 10.1);
        assertThat(cooling.isOver(0.15, 150_000)).isTrue();

        cooling.region(500, 50, 150_000, 850_000);

        assertThat(cooling.isOver(0.15, 150_000)).isFalse();
        assertThat(cooling.at(0.15, 150_000)).isBetween(399.0, 401.0);
        assertThat(cooling.at(0.2, 200_000)).isBetween(39.0, 41.0);
        assertThat(cooling.isOver(0.2, 200_000)).isTrue();
    }

    @Test
    void the_last_region_is_cold_when_the_budget_ends() {
        Cooling cooling = new Cooling(1_000, true);
        cooling.look(0.02, 20_000, VISITS);

        cooling.region(500, 50, 980_000, 20_000);

        assertThat(cooling.at(1, 1_000_000)).isBetween(39.0, 41.0);
    }

    @Test
    void a_replan_cools_once_however_quick_it_is() {
        Cooling cooling = new Cooling(1_000, true).once();

        cooling.look(0.02, 1_000_000, VISITS);

        assertThat(cooling.isOver(0.5, 25_000_000)).isFalse();
    }

    @Test
    void where_technicians_differ_it_goes_back_to_the_best_at_each_tenth_once_it_is_cooler() {
        Cooling cooling = new Cooling(1_000, true).goingBack(0.1);
        cooling.look(0.02, 9_000, VISITS);

        assertThat(cooling.isBack(0.29)).isFalse();
        assertThat(cooling.isBack(0.30)).isTrue();
        assertThat(cooling.isBack(0.35)).isFalse();
        assertThat(cooling.isBack(0.41)).isTrue();
        assertThat(cooling.isBack(0.50)).isFalse();
        assertThat(cooling.isBack(0.52)).isTrue();
    }

    @Test
    void it_does_not_go_back_right_after_it_went_on_from_the_best_nor_in_a_region() {
        Cooling starts = new Cooling(1_000, false).goingBack(0.1);
        starts.look(0.02, 17_000, VISITS);
        starts.next();
        starts.next();
        starts.next();

        assertThat(starts.isBack(0.31)).isFalse();
        assertThat(starts.isBack(0.41)).isTrue();

        Cooling regions = new Cooling(1_000, true).goingBack(0.1);
        regions.look(0.02, 20_000, VISITS);
        regions.region(500, 50, 150_000, 850_000);

        assertThat(regions.isBack(0.5)).isFalse();
    }

    @Test
    void where_technicians_are_alike_it_never_goes_back() {
        Cooling cooling = new Cooling(1_000, true).goingBack(1);
        cooling.look(0.02, 9_000, VISITS);

        assertThat(cooling.isBack(0.99)).isFalse();
    }

    @Test
    void a_region_is_tours_near_each_other_and_the_empty_ones() {
        Problem problem = RandomProblems.of(3);
        Model model = new Model(problem);
        State state = Base.of(model, false);
        Neighbours neighbours = new Neighbours(model);
        Limits limits = Limits.iterations(2_000, 3);
        state.restore(new Search(state, neighbours, limits, 3, System::nanoTime).run(Progress.none(), () -> false));

        Region region = Region.around(0, state, neighbours);

        Chance chance = new Chance(1);
        for (int i = 0; i < 100; i++) {
            assertThat(region.tours[state.tourOf[region.any(chance)]]).isTrue();
        }
        assertThat(region.count).isBetween(1, model.stops * 5 / 6);
        for (int tour = 0; tour < model.tours; tour++) {
            assertThat(region.tours[tour] || state.sizeOf[tour] > 0).isTrue();
        }
    }

    /// Crews, parts and ties are as at first whenever a search begins anew, and stay right while only a region may
    /// change.
    @Test
    void plans_of_searches_with_many_rounds_keep_the_rules_and_cost_what_the_verifier_says() {
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
