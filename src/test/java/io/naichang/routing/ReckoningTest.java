package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /// What a search keeps of a tour from one change to the next, against the same worked out anew.
    @Test
    void what_is_kept_of_a_tour_is_as_if_it_were_worked_out_anew() {
        int reckoned = 0;
        int plain = 0;
        for (int seed = 0; seed < 120; seed++) {
            Problem day = RandomProblems.of(seed);
            Model model = new Model(seed % 2 == 0 ? day : withoutPrices(day));
            State state = Base.of(model, false);
            Limits limits = Limits.iterations(200, seed);
            Search search = new Search(state, new Neighbours(model), limits, seed, System::nanoTime);
            Walk walk = new Walk(model);
            for (Route each : search.run(Progress.none(), () -> false)) {
                boolean pure = model.plain[each.tour] && !each.detours;
                if (each.size > 0 && (pure || model.reckoned[each.tour])) {
                    Route anew = each.copy();
                    anew.forget();
                    assertThat(anew.refresh(walk, 1)).isTrue();
                    assertThat(kept(each, model))
                            .as("day %d tour %d", seed, each.tour)
                            .isEqualTo(kept(anew, model));
                    plain += pure ? 1 : 0;
                    reckoned += model.reckoned[each.tour] ? 1 : 0;
                }
            }
        }
        assertThat(reckoned).isGreaterThan(20);
        assertThat(plain).isGreaterThan(20);
    }

    /// The same day where only driving costs anything.
    private static Problem withoutPrices(Problem day) {
        List<Tour> tours = day.tours().stream()
                .map(each -> new Tour(
                        each.technician(),
                        each.day(),
                        each.start(),
                        each.end(),
                        0,
                        each.longest(),
                        null,
                        each.startPlace(),
                        each.endPlace(),
                        each.skills(),
                        each.tools(),
                        each.region()))
                .toList();
        return new Problem(
                day.origin(), day.travel(), tours, day.stops(), day.depots(), day.vans(), Weights.travelOnly());
    }

    private static List<Long> first(long[] values, int count) {
        return Arrays.stream(values, 0, count).boxed().toList();
    }

    private static List<Integer> first(int[] values, int count) {
        return Arrays.stream(values, 0, count).boxed().toList();
    }

    private static List<Object> kept(Route route, Model model) {
        int size = route.size;
        List<Object> all = new ArrayList<>(List.of(
                route.cost,
                route.busy,
                route.waiting,
                route.moved,
                first(route.place, size + 2),
                first(route.leg, size + 1),
                first(route.free0, size + 1),
                first(route.due0, size + 1)));
        if (model.reckoned[route.tour]) {
            all.addAll(List.of(
                    route.late,
                    route.overtime,
                    route.pauseLeg,
                    first(route.way, size + 1),
                    first(route.free1, size + 1),
                    first(route.due1, size + 1),
                    first(route.late0, size + 1),
                    first(route.late1, size + 1),
                    first(route.rest, size + 1)));
        }
        return all;
    }

    @Test
    void where_the_search_does_not_look_for_a_visit_its_times_leave_no_room() {
        int within = 0;
        int outside = 0;
        for (int seed = 0; seed < 60; seed++) {
            Model model = new Model(RandomProblems.of(seed));
            State state = Base.of(model, false);
            Insertion insertion = new Insertion(state, null);
            Measures measures = new Measures(model);
            Limits limits = Limits.iterations(60, seed);
            Search search = new Search(state, new Neighbours(model), limits, seed, System::nanoTime);
            for (Route each : search.run(Progress.none(), () -> false)) {
                for (int stop = 0; stop < model.stops && model.reckoned[each.tour]; stop++) {
                    measures.by(stop, -1);
                    measures.find(stop, each, Insertion.NOWHERE);
                    List<Integer> found = Arrays.stream(measures.at, 0, measures.count)
                            .boxed()
                            .toList();
                    for (int p = 0; p <= each.size; p++) {
                        if (insertion.start(stop, each, p, -1, -Model.NEVER, Model.NEVER) < Model.NEVER) {
                            assertThat(found)
                                    .as("day %d tour %d visit %d", seed, each.tour, stop)
                                    .contains(p);
                            within++;
                        } else if (!found.contains(p)) {
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
