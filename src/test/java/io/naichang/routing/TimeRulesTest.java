package io.naichang.routing;

import static io.naichang.routing.Day.MALEE;
import static io.naichang.routing.Day.SOMCHAI;
import static io.naichang.routing.Day.STEP;
import static io.naichang.routing.Day.at;
import static io.naichang.routing.Day.call;
import static io.naichang.routing.Day.stop;
import static io.naichang.routing.Day.tour;
import static io.naichang.routing.Day.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// When things may happen: each rule when it bites, and when it does not.
class TimeRulesTest {
    private final Day day = new Day();

    private static Tour resting(int overtime) {
        return tour(SOMCHAI, 0, overtime, new Pause(3_600, at(11, 0), at(13, 0)), Map.of(), Set.of(), null);
    }

    @Test
    void a_window_that_closes_before_anybody_can_be_there_is_missed_by_so_many_seconds() {
        day.tours(tour(SOMCHAI)).stops(stop(6).within(at(8, 0), at(8, 30)));

        Explanation.Miss miss = day.explain(6).nearest().orElseThrow();

        assertThat(miss.technician()).isEqualTo(SOMCHAI);
        assertThat(miss.reason()).isEqualTo(new Reason(Rule.WINDOW, Map.of("seconds", 1_800)));
    }

    @Test
    void of_several_windows_any_will_do() {
        List<Window> windows = List.of(new Window(at(8, 0), at(8, 30)), new Window(at(14, 0), at(14, 10)));
        day.tours(tour(SOMCHAI)).stops(stop(6).windows(windows));

        assertThat(call(day.solve(), 6).start()).isEqualTo(at(14, 0));
    }

    @Test
    void a_visit_that_would_end_after_the_shift_is_left_out_by_so_many_seconds() {
        day.tours(tour(SOMCHAI)).stops(stop(3).within(at(15, 10), at(15, 10)));

        assertThat(day.explain(3).reasons().getFirst())
                .isEqualTo(new Reason(Rule.SHIFT, Map.of("seconds", 600, "tours", 1)));
    }

    @Test
    void permitted_overtime_is_used_at_its_price() {
        day.tours(tour(SOMCHAI, 0, 1_200, null, Map.of(), Set.of(), null))
                .stops(stop(3).within(at(15, 10), at(15, 10)));

        Solution plan = day.solve();

        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.cost()).containsEntry(Rule.OVERTIME, 1_200L);
    }

    @Test
    void overtime_beyond_its_limit_is_not_worked() {
        day.tours(tour(SOMCHAI, 0, 599, null, Map.of(), Set.of(), null)).stops(stop(3).within(at(15, 10), at(15, 10)));

        assertThat(day.reason(3)).isEqualTo(Rule.SHIFT);
    }

    @Test
    void a_long_day_has_its_pause_in_time() {
        day.tours(resting(0)).stops(stop(1), stop(2), Stop.of(visit(3), 3, 4 * 3_600));

        Solution plan = day.solve();

        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.runs().getFirst().pause()).isBetween(at(11, 0), at(13, 0));
    }

    @Test
    void a_visit_over_the_whole_time_of_the_pause_is_left_out() {
        day.tours(resting(0)).stops(Stop.of(visit(3), 3, 4 * 3_600).within(at(10, 0), at(10, 0)));

        assertThat(day.explain(3).nearest().orElseThrow().reason().rule()).isEqualTo(Rule.PAUSE);
    }

    @Test
    void who_is_home_before_the_pause_must_begin_rests_at_home() {
        day.tours(resting(0)).stops(stop(1));

        assertThat(day.solve().runs().getFirst().pause()).isEqualTo(Run.NONE);
    }

    @Test
    void a_tour_of_bounded_length_leaves_as_late_as_it_can() {
        Tour shift = tour(SOMCHAI);
        day.tours(new Tour(SOMCHAI, 0, shift.start(), shift.end(), 0, 2 * 3_600, null, 0, 0, Map.of(), Set.of(), null))
                .stops(stop(1).within(at(13, 0), at(13, 0)), stop(2).within(at(8, 30), at(12, 50)));

        Solution plan = day.solve();

        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.runs().getFirst().departure()).isGreaterThanOrEqualTo(at(11, 40));
    }

    /// What is pinned breaks the bound, and then it bounds nothing any more.
    @Test
    void a_tour_that_what_is_pinned_makes_too_long_takes_more_all_the_same() {
        Tour shift = tour(SOMCHAI);
        day.weights = Weights.travelOnly();
        day.tours(new Tour(SOMCHAI, 0, shift.start(), shift.end(), 0, 3_600, null, 0, 0, Map.of(), Set.of(), null))
                .stops(
                        stop(1).fixed(new Fixed(List.of(SOMCHAI), at(8, 30))),
                        stop(2).fixed(new Fixed(List.of(SOMCHAI), at(15, 0))));
        for (int i = 3; i <= 18; i++) {
            day.stops(Stop.of(visit(i), 1 + i % 2, 300));
        }

        assertThat(day.solve().unassigned()).isEmpty();
    }

    @Test
    void a_tour_that_would_get_too_long_leaves_a_visit_out() {
        Tour shift = tour(SOMCHAI);
        day.tours(new Tour(SOMCHAI, 0, shift.start(), shift.end(), 0, 2 * 3_600, null, 0, 0, Map.of(), Set.of(), null))
                .stops(stop(1).within(at(13, 0), at(13, 0)), stop(2).within(at(8, 30), at(10, 0)));

        assertThat(day.solve().unassigned()).hasSize(1);
    }

    @Test
    void waiting_costs_only_between_visits() {
        day.weights = new Weights(List.of(1), 1, 0, 1, 0, 0, 0, 0, 0, 0, 0);
        day.tours(tour(SOMCHAI)).stops(stop(1).within(at(9, 0), at(9, 0)), stop(2).within(at(10, 0), at(10, 0)));

        Solution plan = day.solve();

        assertThat(plan.runs().getFirst().departure()).isEqualTo(at(9, 0) - STEP);
        assertThat(plan.cost()).containsEntry(Rule.WAITING, (long) at(10, 0) - at(9, 30) - STEP);
    }

    @Test
    void a_promise_is_kept_if_somebody_can_and_lateness_has_its_price() {
        day.tours(tour(SOMCHAI)).stops(stop(6).promise(new Window(at(8, 0), at(8, 50))));

        assertThat(day.solve().cost()).containsEntry(Rule.LATE, 4L * 600);
    }

    @Test
    void driving_in_the_morning_takes_longer_and_is_planned_with_it() {
        day.travel = Matrix.bySlot(Day.line(), Day.line(), 3_600, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1);
        day.tours(tour(SOMCHAI)).stops(stop(6).within(at(8, 0), at(11, 0)));

        Call call = call(day.solve(), 6);

        assertThat(call.start()).isEqualTo(at(8, 0) + 2 * 3_600);
        assertThat(call.travel()).isEqualTo(2 * 3_600);
    }

    @Test
    void a_way_that_does_not_exist_is_a_reason() {
        int[][] ways = Day.line();
        for (int[] row : ways) {
            row[5] = Travel.UNREACHABLE;
        }
        day.travel = Matrix.constant(ways, Day.line());
        day.tours(tour(SOMCHAI)).stops(stop(5), stop(2));

        assertThat(day.solve().unassigned()).containsExactly(visit(5));
    }

    @Test
    void ways_may_differ_by_direction() {
        int[][] ways = Day.line();
        ways[2][1] = 5_000;
        day.travel = Matrix.constant(ways, ways);
        day.tours(tour(SOMCHAI)).stops(stop(1), stop(2));

        assertThat(day.solve().runs().getFirst().calls())
                .extracting(Call::visit)
                .containsExactly(visit(1), visit(2));
    }

    @Test
    void work_is_spread_where_fairness_weighs_something() {
        day.weights = new Weights(List.of(1), 1, 0, 0, 0, 0, 0, 0, 0, 4_000, 0);
        day.tours(tour(SOMCHAI), tour(MALEE)).stops(stop(1), stop(2));

        assertThat(day.solve().runs()).allMatch(each -> each.calls().size() == 1);
    }
}
