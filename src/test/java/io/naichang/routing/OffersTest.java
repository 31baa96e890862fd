package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which tours a search tries for a visit: all that could have it, but of empty ones that are alike only one.
class OffersTest {
    private static final UUID DEPOT = new UUID(8, 1);

    @Test
    void of_six_alike_it_tries_those_under_way_whose_van_has_the_part_and_one_that_is_empty() {
        Day day = alike(2);
        State state = planned(day, 0, 0, 1, 4);

        assertThat(tried(state, 4)).containsExactlyInAnyOrder(1, 4, empty(state));
    }

    @Test
    void a_tour_that_was_given_up_is_the_empty_one_of_its_kind_again() {
        Day day = alike(2);
        State state = planned(day, 0, 0, 1, 4);
        state.remove(2);
        state.settle();

        assertThat(tried(state, 4)).containsExactlyInAnyOrder(4, empty(state));

        state.rollback();

        assertThat(tried(state, 4)).containsExactlyInAnyOrder(1, 4, empty(state));
    }

    @Test
    void where_a_depot_has_the_part_an_empty_van_is_tried_too() {
        Day day = alike(2);
        day.depots.add(new Depot(DEPOT, 3, 300, Map.of(Day.PUMP, 9)));
        State state = planned(day, 0, 0, 1, 4);

        assertThat(tried(state, 4)).containsExactlyInAnyOrder(0, 1, 4, empty(state));
    }

    @Test
    void nobody_is_tried_whose_van_never_had_it() {
        State state = planned(alike(0));

        assertThat(tried(state, 4)).containsExactly(empty(state));
        assertThat(new Recreate(state, new Neighbours(state.model), new Chance(1), Manner.of(state.model)).insert(4))
                .isFalse();
    }

    /// Six technicians with so many pumps in each van, and visits that need one.
    private static Day alike(int pumps) {
        Day day = new Day();
        for (int t = 0; t < 6; t++) {
            UUID who = new UUID(2, t + 1);
            day.tours(Day.tour(who));
            day.vans.put(who, Map.of(Day.PUMP, pumps));
        }
        for (int v = 1; v < 8; v++) {
            day.stops(Day.stop(v).parts(Map.of(Day.PUMP, 1)));
        }
        return day;
    }

    /// The first visits in these tours.
    private static State planned(Day day, int... tours) {
        State state = new State(new Model(day.problem()));
        for (int s = 0; s < tours.length; s++) {
            assertThat(state.insert(s, tours[s], state.routes[tours[s]].size, -1, Model.FREE, true))
                    .isTrue();
        }
        state.begin();
        return state;
    }

    private static List<Integer> tried(State state, int stop) {
        Offers offers = new Offers(state, new Neighbours(state.model));
        int count = offers.near(stop);
        return Arrays.stream(offers.tours, 0, count).boxed().toList();
    }

    private static int empty(State state) {
        return IntStream.range(0, 6)
                .filter(each -> state.sizeOf[each] == 0)
                .findFirst()
                .orElseThrow();
    }
}
