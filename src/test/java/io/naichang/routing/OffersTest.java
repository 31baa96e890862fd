package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which tours a search tries for a visit: all that could have it, but of empty ones that are alike only one.
class OffersTest {
    private static final UUID DEPOT = new UUID(8, 1);
    private static final UUID BELT = new UUID(7, 2);
    private static final int LAST = 6;

    @Test
    void of_six_alike_it_tries_those_under_way_whose_van_has_the_part_and_one_that_is_empty() {
        State state = planned(alike(2), 0, 0, 1, 4);

        assertThat(tried(state, LAST)).containsExactlyInAnyOrder(1, 4, 2);
    }

    @Test
    void of_several_parts_a_van_must_have_all() {
        Day day = alike(2);
        day.vans.put(new UUID(2, 2), Map.of(Day.PUMP, 9));
        day.vans.put(new UUID(2, 5), Map.of(Day.PUMP, 2, BELT, 9));
        day.vans.put(new UUID(2, 6), Map.of(Day.PUMP, 2, BELT, 1));
        day.stops(Day.stop(9).parts(Map.of(Day.PUMP, 2, BELT, 1)));

        assertThat(tried(planned(day, 0, 0, 1, 4), LAST + 1)).containsExactly(5);
    }

    @Test
    void of_several_parts_vans_without_the_second_take_no_places_of_the_nearest() {
        Day day = many(t -> t < 4 ? Map.of(Day.PUMP, 2, BELT, 1) : Map.of(Day.PUMP, 2));
        day.stops(Stop.of(Day.visit(500), 10, 60).parts(Map.of(Day.PUMP, 1, BELT, 1)));
        Offers offers = oneEach(day, 19);

        assertThat(offers.narrow).isTrue();
        assertThat(tried(offers, 500)).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void tours_that_were_given_up_are_empty_ones_again_until_that_is_taken_back() {
        State state = planned(alike(2), 0, 1, 4, 5);
        Offers offers = new Offers(state, new Neighbours(state.model));
        assertThat(tried(offers, LAST)).containsExactlyInAnyOrder(0, 1, 4, 5, 2);

        giveUp(state, 0);
        giveUp(state, 3);

        assertThat(tried(offers, LAST)).containsExactlyInAnyOrder(1, 4, 2);

        state.rollback();

        assertThat(tried(offers, LAST)).containsExactlyInAnyOrder(0, 1, 4, 5, 2);
    }

    @Test
    void an_empty_tour_that_took_a_call_gives_way_to_another_of_its_kind() {
        State state = planned(alike(2), 0);
        Offers offers = new Offers(state, new Neighbours(state.model));
        assertThat(tried(offers, LAST)).containsExactlyInAnyOrder(0, 1);

        assertThat(state.insert(1, 1, 0, -1, Model.FREE, true)).isTrue();

        assertThat(tried(offers, LAST)).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void an_empty_tour_outside_of_the_region_stands_for_none_inside() {
        State state = planned(alike(2), 0, 1);
        Offers offers = new Offers(state, new Neighbours(state.model));
        assertThat(tried(offers, LAST)).containsExactlyInAnyOrder(0, 1, 2);

        state.open = new boolean[] {true, false, false, false, true, true};

        assertThat(tried(offers, LAST)).containsExactlyInAnyOrder(0, 4);
    }

    @Test
    void where_a_depot_has_the_part_a_van_without_it_is_tried_too() {
        Day day = alike(2);
        day.depots.add(new Depot(DEPOT, 3, 300, Map.of(Day.PUMP, 9)));
        State state = planned(day, 0, 0, 1, 4);

        assertThat(tried(state, LAST)).containsExactlyInAnyOrder(0, 1, 4, 2);
    }

    @Test
    void a_depot_that_has_too_few_of_it_changes_nothing() {
        Day day = alike(2);
        day.depots.add(new Depot(DEPOT, 3, 300, Map.of(BELT, 9)));

        assertThat(tried(planned(day, 0, 0, 1, 4), LAST)).containsExactlyInAnyOrder(1, 4, 2);
    }

    @Test
    void of_pairs_that_are_alike_one_empty_tour_each_is_tried() {
        Day day = alike(2);
        for (int t = 0; t < 6; t++) {
            day.tours.set(t, Day.tour(new UUID(2, t + 1), 0, 0, null, Map.of("skill" + t / 2, 1), Set.of(), null));
        }
        for (int pair = 0; pair < 3; pair++) {
            day.stops(Day.stop(10 + pair).skills(Map.of("skill" + pair, 1)));
        }

        assertThat(tried(planned(day, 0), LAST)).containsExactlyInAnyOrder(0, 1, 2, 4);
    }

    @Test
    void of_many_visits_the_nearest_tours_with_room_are_tried_and_an_empty_one() {
        Offers offers = oneEach(many(t -> Map.of(Day.PUMP, t < 10 ? 1 : 2)), 19);

        assertThat(offers.narrow).isTrue();
        assertThat(tried(offers, 19)).containsExactlyInAnyOrder(10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    }

    @Test
    void nobody_is_tried_whose_van_never_had_it() {
        Day day = alike(0);
        day.vans.put(new UUID(2, 6), Map.of(Day.PUMP, 1));

        assertThat(tried(planned(day), LAST)).containsExactly(5);
        assertThat(tried(planned(day, 5), LAST)).isEmpty();
    }

    @Test
    void where_most_are_of_their_own_kind_each_is_tried_who_can_do_it() {
        Day day = alike(2);
        for (int t = 0; t < 6; t++) {
            Map<String, Integer> lift = t == 3 ? Map.of() : Map.of("lift", 1, "since" + t, 1);
            day.tours.set(t, Day.tour(new UUID(2, t + 1), 0, 0, null, lift, Set.of(), null));
        }
        for (int t = 0; t < 6; t++) {
            if (t != 3) {
                day.stops(Day.stop(10 + t).skills(Map.of("since" + t, 1)));
            }
        }
        day.stops(Day.stop(20).skills(Map.of("lift", 1)).parts(Map.of(Day.PUMP, 1)));
        State state = planned(day, 0, 0, 1);

        assertThat(tried(state, day.stops.size() - 1)).containsExactlyInAnyOrder(1, 2, 4, 5);
    }

    @Test
    void for_a_crew_all_are_tried_for_who_only_helps_needs_no_part() {
        Day day = alike(1);
        day.stops(Day.stop(9).parts(Map.of(Day.PUMP, 1)).crew(2, Map.of()));
        State state = planned(day, 0, 1);

        assertThat(tried(state, LAST + 1)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    }

    /// Six technicians with so many pumps in each van, and seven visits that need one.
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

    /// Twenty technicians with these vans, and five hundred visits that need a pump, most of them far away.
    private static Day many(IntFunction<Map<UUID, Integer>> van) {
        Day day = new Day();
        for (int t = 0; t < 20; t++) {
            UUID who = new UUID(2, t + 1);
            day.tours(Day.tour(who));
            day.vans.put(who, van.apply(t));
        }
        for (int v = 0; v < 500; v++) {
            day.stops(Stop.of(Day.visit(v), v < 20 ? v : 29, 60).parts(Map.of(Day.PUMP, 1)));
        }
        return day;
    }

    /// What is offered when each of the first tours has a visit.
    private static Offers oneEach(Day day, int tours) {
        State state = planned(day, IntStream.range(0, tours).toArray());
        return new Offers(state, new Neighbours(state.model));
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

    private static void giveUp(State state, int stop) {
        state.remove(stop);
        assertThat(state.settle()).isTrue();
    }

    private static List<Integer> tried(State state, int stop) {
        return tried(new Offers(state, new Neighbours(state.model)), stop);
    }

    private static List<Integer> tried(Offers offers, int stop) {
        int count = offers.near(stop);
        return Arrays.stream(offers.tours, 0, count).boxed().toList();
    }
}
