package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a round of the search takes out together.
class WhatIsTriedTogetherTest {
    private static final Map<String, Integer> LIFT = Map.of("lift", 1);

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
        Ruin ruin = new Ruin(state, new Neighbours(state.model), new Chance(1), Manner.of(state.model));
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
