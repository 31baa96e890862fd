package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the search believes that tours cost, against the walk.
class ReckoningTest {
    @Test
    void a_reckoned_tour_costs_what_its_walk_says() {
        int compared = 0;
        for (int seed = 0; seed < 60; seed++) {
            Model model = new Model(RandomProblems.of(seed));
            State state = Base.of(model, false);
            Limits limits = Limits.iterations(60, seed);
            Search search = new Search(state, new Neighbours(model), limits, seed, System::nanoTime);
            Walk walk = new Walk(model);
            for (Route each : search.run(Progress.none(), () -> false)) {
                if (model.reckoned[each.tour] && each.size > 0) {
                    walk.load(each);
                    assertThat(walk.forward() && walk.settle())
                            .as("day " + seed + " tour " + each.tour)
                            .isTrue();
                    assertThat(each.cost)
                            .as("day " + seed + " tour " + each.tour)
                            .isEqualTo(walk.tally.total());
                    assertThat(each.busy)
                            .as("day " + seed + " tour " + each.tour)
                            .isEqualTo(walk.tally.busy);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(20);
    }
}
