package io.naichang.routing;

import static io.naichang.routing.Day.MALEE;
import static io.naichang.routing.Day.SOMCHAI;
import static io.naichang.routing.Day.STEP;
import static io.naichang.routing.Day.at;
import static io.naichang.routing.Day.stop;
import static io.naichang.routing.Day.tour;
import static io.naichang.routing.Day.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What weighs more than what: on either side of the point at which a price is worth paying.
class WeightsTest {
    /// Malee's way to place 10 and back, less what Somchai drives more who is at place 9 anyway.
    private static final int SAVED = 18 * STEP;

    private final Day day = new Day();

    private static Weights weights(int travel, int kilometer, int moved, int movedPromise) {
        return new Weights(List.of(1), travel, kilometer, 0, 0, 0, 0, moved, movedPromise, 0, 900);
    }

    private static Tour from(UUID who, int place) {
        return Tour.of(who, 0, at(8, 0), at(16, 0), place);
    }

    /// Two who drive nearly the same way; whether the customer of the farther visit was told its time.
    private Solution twoWays(boolean told, int moved, int movedPromise) {
        day.weights = weights(1, 0, moved, movedPromise);
        Stop.Builder far = stop(10).now(new Now(List.of(MALEE), at(9, 40)));
        day.tours(tour(SOMCHAI), tour(MALEE))
                .stops(
                        stop(9).now(new Now(List.of(SOMCHAI), at(9, 30))).required(Set.of(SOMCHAI)),
                        told ? far.promise(new Window(at(9, 0), at(12, 0))) : far);
        return day.solve(Limits.iterations(200, 1).movingPromised());
    }

    @Test
    void what_is_planned_is_moved_if_that_saves_more_than_moving_costs() {
        Solution plan = twoWays(false, SAVED - 1, 0);

        assertThat(Day.who(day, plan, 10)).containsExactly(SOMCHAI);
        assertThat(plan.cost()).containsEntry(Rule.MOVED, SAVED - 1L);
    }

    @Test
    void what_is_planned_stays_if_moving_costs_more_than_it_saves() {
        assertThat(Day.who(day, twoWays(false, SAVED + 1, 0), 10)).containsExactly(MALEE);
    }

    @Test
    void what_was_promised_costs_its_own_price_on_top_when_it_is_moved() {
        Solution plan = twoWays(true, 1_800, SAVED - 1_801);

        assertThat(Day.who(day, plan, 10)).containsExactly(SOMCHAI);
        assertThat(plan.cost()).containsEntry(Rule.MOVED, 1_800L).containsEntry(Rule.MOVED_PROMISE, SAVED - 1_801L);
    }

    @Test
    void what_was_promised_stays_where_a_visit_of_which_nobody_was_told_would_be_moved() {
        assertThat(Day.who(day, twoWays(true, 1_800, SAVED - 1_799), 10)).containsExactly(MALEE);
    }

    @Test
    void what_was_promised_to_nobody_is_moved_whatever_moving_a_promise_costs() {
        Solution plan = twoWays(false, 1_800, 1_000_000);

        assertThat(Day.who(day, plan, 10)).containsExactly(SOMCHAI);
        assertThat(plan.cost()).doesNotContainKey(Rule.MOVED_PROMISE);
    }

    @Test
    void a_start_that_shifts_within_the_tolerance_breaks_no_promise_and_costs_nothing() {
        Window told = new Window(at(8, 0), at(9, 0));
        day.tours(tour(SOMCHAI))
                .stops(stop(1).now(new Now(List.of(SOMCHAI), at(8, 24))).promise(told), stop(2));

        assertThat(day.solve().cost()).doesNotContainKeys(Rule.MOVED, Rule.MOVED_PROMISE);
    }

    @Test
    void every_second_of_driving_costs_its_weight_there_between_and_back() {
        day.weights = weights(3, 0, 0, 0);
        day.tours(tour(SOMCHAI)).stops(stop(1), stop(4));

        assertThat(day.solve().cost()).containsEntry(Rule.TRAVEL, 3L * 8 * STEP);
    }

    @Test
    void every_kilometre_costs_its_weight_on_top_of_the_seconds() {
        day.weights = weights(1, 50, 0, 0);
        day.travel = Matrix.constant(Day.line(), tenfold());
        day.tours(tour(SOMCHAI)).stops(stop(4));

        assertThat(day.solve().cost()).containsEntry(Rule.TRAVEL, 8L * STEP + 50 * 8 * 6);
    }

    @Test
    void who_is_sooner_there_comes_where_kilometres_weigh_nothing() {
        assertThat(quickOrNear(0)).containsExactly(MALEE);
    }

    @Test
    void who_is_nearer_comes_where_kilometres_outweigh_the_time_that_they_save() {
        assertThat(quickOrNear(100)).containsExactly(SOMCHAI);
    }

    /// Somchai has 6 km of town and 40 minutes to place 4, Malee 60 km of motorway and 30 minutes.
    private List<UUID> quickOrNear(int kilometer) {
        int[][] meters = Day.line();
        meters[0][4] = 6_000;
        meters[4][0] = 6_000;
        meters[7][4] = 60_000;
        meters[4][7] = 60_000;
        day.weights = weights(1, kilometer, 0, 0);
        day.travel = Matrix.constant(Day.line(), meters);
        day.tours(from(SOMCHAI, 0), from(MALEE, 7)).stops(stop(4));
        return Day.who(day, day.solve(), 4);
    }

    private static int[][] tenfold() {
        int[][] meters = Day.line();
        for (int[] row : meters) {
            for (int to = 0; to < row.length; to++) {
                row[to] *= 10;
            }
        }
        return meters;
    }

    @Test
    void a_visit_that_must_be_done_is_done_however_dear_the_way_is() {
        day.weights = weights(1_000, 1_000, 0, 0);
        day.tours(tour(SOMCHAI)).stops(stop(20));

        assertThat(day.solve().unassigned()).isEmpty();
    }

    @Test
    void one_of_a_higher_class_outweighs_several_of_a_lower_one_by_the_weights() {
        day.weights = new Weights(List.of(1, 3), 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        day.tours(tour(SOMCHAI))
                .stops(
                        Stop.of(visit(1), 1, 7 * 3_600).priority(1),
                        Stop.of(visit(2), 2, 3 * 3_600).priority(0),
                        Stop.of(visit(3), 3, 3 * 3_600).priority(0));

        Solution plan = day.solve();

        assertThat(plan.unassigned()).containsExactly(visit(2), visit(3));
        assertThat(plan.cost()).containsEntry(Rule.UNASSIGNED, 2 * Weights.MEDIUM);
    }
}
