package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a round of the search takes out together, and in which order it puts that back.
class WhatIsTriedTogetherTest {
    private static final Map<String, Integer> LIFT = Map.of("lift", 1);
    private static final UUID IN_SHIFTS = new UUID(0, 2);

    @Test
    void from_several_homes_a_visit_at_the_same_hours_is_nearer_than_one_next_door_half_a_day_later() {
        Day day = new Day().tours(tour(Day.SOMCHAI, 0, Map.of()), tour(Day.MALEE, 9, Map.of()));
        day.stops(at(5, 8), at(6, 14), at(8, 8));

        assertThat(near(day)).containsExactly(0, 2, 1);
    }

    @Test
    void from_one_depot_only_the_way_counts() {
        Day day = new Day().tours(tour(Day.SOMCHAI, 0, Map.of()), tour(Day.MALEE, 0, Map.of()));
        day.stops(at(5, 8), at(6, 14), at(8, 8));

        assertThat(near(day)).containsExactly(0, 1, 2);
    }

    @Test
    void only_those_give_up_visits_who_could_do_the_one_that_is_ruined_around() {
        assertThat(whoGivesUp(Day.stop(1).skills(LIFT))).containsExactly(true, false, true);
    }

    @Test
    void around_a_crew_those_give_up_visits_too_who_could_only_help() {
        assertThat(whoGivesUp(Day.stop(1).skills(LIFT).crew(2, Map.of()))).containsExactly(true, true, true);
    }

    /// Of three technicians of whom the first and the last know lifts.
    private static boolean[] whoGivesUp(Stop.Builder around) {
        Day day = new Day().tours(tour(Day.SOMCHAI, 0, LIFT), tour(Day.MALEE, 0, Map.of()), tour(third(), 0, LIFT));
        day.stops(around);
        for (int v = 2; v < 13; v++) {
            day.stops(Day.stop(v));
        }
        State state = planned(day, 0, 1, 2);
        Ruin ruin = new Ruin(state, new Neighbours(state.model), new Chance(1));
        boolean[] gave = new boolean[3];
        for (int i = 0; i < 200; i++) {
            state.begin();
            int[] before = state.tourOf.clone();
            assertThat(ruin.around(0)).isTrue();
            for (int o = 0; o < ruin.count; o++) {
                if (ruin.out[o] != 0) {
                    gave[before[ruin.out[o]]] = true;
                }
            }
            state.rollback();
        }
        return gave;
    }

    @Test
    void what_few_can_do_is_put_back_first_more_often_than_not() {
        Day day = new Day().tours(tour(Day.SOMCHAI, 0, LIFT), tour(Day.MALEE, 0, Map.of()));
        for (int v = 1; v < 10; v++) {
            day.stops(Day.stop(v));
        }
        day.stops(Day.stop(10).skills(LIFT));
        Model model = new Model(day.problem());
        Orders orders = new Orders(model, new Neighbours(model), new Chance(1));

        int first = 0;
        for (int i = 0; i < 1_000; i++) {
            int[] stops = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
            orders.sort(stops, stops.length);
            assertThat(Arrays.stream(stops).sorted()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            first += stops[0] == 9 ? 1 : 0;
        }

        assertThat(first).isBetween(400, 700);
    }

    @Test
    void emergencies_are_put_back_no_later_for_the_sake_of_who_is_on_call() {
        Tour somchai = shift(Day.SOMCHAI);
        Tour malee = shift(Day.MALEE);

        assertThat(putBack(somchai, malee, onCall(Day.SOMCHAI), onCall(Day.MALEE)))
                .isEqualTo(putBack(somchai, malee));
    }

    /// In which orders eight visits and two emergencies are put back.
    private static List<List<Integer>> putBack(Tour... tours) {
        Day day = new Day().tours(tours);
        for (int v = 1; v < 9; v++) {
            day.stops(Day.stop(v).region(IN_SHIFTS));
        }
        day.stops(Day.stop(9), Day.stop(10));
        Model model = new Model(day.problem());
        Orders orders = new Orders(model, new Neighbours(model), new Chance(1));
        List<List<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int[] stops = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
            orders.sort(stops, stops.length);
            all.add(Arrays.stream(stops).boxed().toList());
        }
        return all;
    }

    private static Tour shift(UUID who) {
        return Day.tour(who, 0, 0, null, Map.of(), Set.of(), IN_SHIFTS);
    }

    /// From the end of the shift until midnight, all of it at the price of overtime.
    private static Tour onCall(UUID who) {
        int end = Day.at(16, 0);
        return new Tour(who, 0, end, end, 8 * 3_600, Tour.UNBOUNDED, null, 0, 0, Map.of(), Set.of(), new UUID(0, 1));
    }

    private static List<Integer> near(Day day) {
        return Arrays.stream(new Neighbours(new Model(day.problem())).of(0))
                .boxed()
                .toList();
    }

    /// Each visit but the first in the next tour in turn.
    private static State planned(Day day, int... tours) {
        State state = new State(new Model(day.problem()));
        for (int s = 1; s < day.stops.size(); s++) {
            int tour = tours[s % tours.length];
            assertThat(state.insert(s, tour, state.routes[tour].size, -1, Model.FREE, true))
                    .isTrue();
        }
        state.begin();
        return state;
    }

    private static Stop.Builder at(int place, int hour) {
        return Day.stop(place).within(Day.at(hour, 0), Day.at(hour + 2, 0));
    }

    private static Tour tour(UUID who, int home, Map<String, Integer> skills) {
        int start = Day.at(8, 0);
        return new Tour(who, 0, start, start + 8 * 3_600, 0, Tour.UNBOUNDED, null, home, home, skills, Set.of(), null);
    }

    private static UUID third() {
        return new UUID(2, 3);
    }
}
