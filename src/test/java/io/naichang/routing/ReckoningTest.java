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

    @Test
    void where_the_search_does_not_look_for_a_visit_its_times_leave_no_room() {
        int within = 0;
        int outside = 0;
        for (int seed = 0; seed < 60; seed++) {
            Model model = new Model(RandomProblems.of(seed));
            State state = Base.of(model, false);
            Insertion insertion = new Insertion(state, null);
            Limits limits = Limits.iterations(60, seed);
            Search search = new Search(state, new Neighbours(model), limits, seed, System::nanoTime);
            for (Route each : search.run(Progress.none(), () -> false)) {
                for (int stop = 0; stop < model.stops && model.reckoned[each.tour]; stop++) {
                    int first = insertion.firstInTime(stop, each);
                    int last = insertion.lastInTime(stop, each, first);
                    for (int p = 0; p <= each.size; p++) {
                        if (insertion.start(stop, each, p, -1, -Model.NEVER, Model.NEVER) < Model.NEVER) {
                            assertThat(p)
                                    .as("day %d tour %d visit %d", seed, each.tour, stop)
                                    .isBetween(first, last);
                            within++;
                        } else if (p < first || p > last) {
                            outside++;
                        }
                    }
                }
            }
        }
        assertThat(within).isGreaterThan(300);
        assertThat(outside).isGreaterThan(300);
    }
}
