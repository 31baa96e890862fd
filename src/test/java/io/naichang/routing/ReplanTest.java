package io.naichang.routing;

import static io.naichang.routing.Day.MALEE;
import static io.naichang.routing.Day.SOMCHAI;
import static io.naichang.routing.Day.at;
import static io.naichang.routing.Day.call;
import static io.naichang.routing.Day.stop;
import static io.naichang.routing.Day.tour;
import static io.naichang.routing.Day.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What stands already: pinned, promised, planned; and how much of it may change.
class ReplanTest {
    private final Day day = new Day();
    private final Engine engine = new Engine();

    private static Now with(UUID who, int start) {
        return new Now(List.of(who), start);
    }

    private Solution solve(Limits limits) {
        return day.solve(limits);
    }

    @Test
    void a_pinned_visit_stays_whatever_it_lacks() {
        day.tours(tour(SOMCHAI), tour(MALEE))
                .stops(
                        stop(9).fixed(new Fixed(List.of(MALEE), at(10, 0)))
                                .skills(Map.of("hvac", 3))
                                .within(at(8, 0), at(9, 0)),
                        stop(1),
                        stop(2));

        Solution plan = solve(Limits.iterations(200, 1));

        assertThat(Day.who(day, plan, 9)).containsExactly(MALEE);
        assertThat(call(plan, 9).start()).isEqualTo(at(10, 0));
        assertThat(plan.unassigned()).isEmpty();
    }

    @Test
    void a_visit_that_began_before_the_shift_is_no_contradiction() {
        day.tours(tour(SOMCHAI)).stops(stop(1).fixed(new Fixed(List.of(SOMCHAI), at(7, 30))), stop(2));

        Solution plan = solve(Limits.iterations(50, 1));

        assertThat(call(plan, 1).start()).isEqualTo(at(7, 30));
        assertThat(plan.unassigned()).isEmpty();
    }

    /// From eight on, all take twice as long; from seven on nobody is in the way, and before it three times.
    private static Matrix morning() {
        return Matrix.bySlot(Day.line(), Day.line(), 3_600, 1, 1, 1, 1, 1, 1, 3, 1, 2);
    }

    @Test
    void who_is_pinned_before_his_day_left_in_the_traffic_of_that_hour() {
        day.travel = morning();
        day.tours(tour(SOMCHAI)).stops(stop(3).fixed(new Fixed(List.of(SOMCHAI), at(7, 20))), stop(2));

        Solution plan = solve(Limits.iterations(50, 1));

        assertThat(call(plan, 3).start()).isEqualTo(at(7, 20));
        assertThat(plan.runs().getFirst().departure()).isBetween(at(5, 59), at(6, 0));
    }

    @Test
    void who_is_pinned_early_on_his_day_leaves_as_late_as_the_traffic_lets_him() {
        day.travel = morning();
        day.tours(tour(SOMCHAI)).stops(stop(3).fixed(new Fixed(List.of(SOMCHAI), at(8, 35))), stop(2));

        Solution plan = solve(Limits.iterations(50, 1));

        assertThat(call(plan, 3).start()).isEqualTo(at(8, 35));
        assertThat(plan.runs().getFirst().departure()).isBetween(at(7, 59), at(8, 0));
    }

    @Test
    void nothing_is_done_before_the_day_while_the_other_of_a_crew_is_late() {
        day.tours(tour(SOMCHAI), tour(MALEE))
                .stops(
                        Stop.of(visit(1), 1, 3 * 3_600).fixed(new Fixed(List.of(MALEE), at(8, 10))),
                        stop(3).crew(2, Map.of()).fixed(new Fixed(List.of(SOMCHAI, MALEE), at(8, 20))),
                        stop(2).within(at(7, 0), at(8, 30)));

        Solution plan = solve(Limits.iterations(50, 1));

        assertThat(call(plan, 3).start()).isEqualTo(at(11, 30));
        assertThat(call(plan, 2).start()).isEqualTo(at(8, 20));
    }

    @Test
    void a_pinned_visit_that_overruns_the_shift_leaves_no_room_and_breaks_nothing() {
        day.tours(tour(SOMCHAI))
                .stops(
                        Stop.of(visit(1), 1, 3 * 3_600).fixed(new Fixed(List.of(SOMCHAI), at(15, 0))),
                        stop(2).within(at(15, 0), at(18, 0)));

        assertThat(solve(Limits.iterations(50, 1)).unassigned()).containsExactly(visit(2));
    }

    @Test
    void what_is_planned_stays_where_moving_it_gains_too_little() {
        day.tours(tour(SOMCHAI), tour(MALEE))
                .stops(stop(1).now(with(SOMCHAI, at(8, 10))), stop(2).now(with(MALEE, at(8, 20))));

        Solution plan = solve(Limits.iterations(200, 1));

        assertThat(plan.moved()).isZero();
        assertThat(Day.who(day, plan, 2)).containsExactly(MALEE);
    }

    @Test
    void with_a_budget_of_none_a_new_visit_fits_in_or_is_left_out() {
        day.tours(tour(SOMCHAI))
                .stops(
                        stop(1).now(with(SOMCHAI, at(8, 10))).within(at(8, 0), at(8, 15)),
                        stop(8).now(with(SOMCHAI, at(9, 50))),
                        stop(9).within(at(8, 0), at(10, 10)).priority(3));

        assertThat(solve(Limits.iterations(200, 1).budget(0)).unassigned()).containsExactly(visit(9));
        assertThat(solve(Limits.iterations(200, 1).budget(1)).unassigned()).isEmpty();
    }

    @Test
    void a_promised_visit_keeps_its_technician_unless_moving_is_allowed() {
        day.weights = new Weights(List.of(1), 1, 0, 0, 0, 0, 0, 0, 0, 0, 900);
        day.tours(tour(SOMCHAI), tour(MALEE))
                .stops(
                        stop(9).now(with(SOMCHAI, at(9, 30))),
                        stop(10).now(with(MALEE, at(9, 40))).promise(new Window(at(9, 0), at(12, 0))));

        assertThat(Day.who(day, solve(Limits.iterations(200, 1)), 10)).containsExactly(MALEE);
        Solution moved = solve(Limits.iterations(200, 1).movingPromised());
        assertThat(Day.who(day, moved, 10)).isEqualTo(Day.who(day, moved, 9));
    }

    @Test
    void of_a_sick_technician_another_keeps_the_promise_if_he_can() {
        day.tours(tour(MALEE))
                .stops(
                        stop(3).now(with(SOMCHAI, at(9, 0))).promise(new Window(at(9, 0), at(10, 0))),
                        stop(4).now(with(SOMCHAI, at(8, 0))).promise(new Window(at(6, 0), at(7, 0))));

        Solution plan = solve(Limits.iterations(200, 1));

        assertThat(call(plan, 3).start()).isBetween(at(9, 0), at(10, 0));
        assertThat(plan.unassigned()).containsExactly(visit(4));
        assertThat(plan.moved()).isEqualTo(1);
    }

    /// At work for two hours from nine.
    private static Stop.Builder overrun() {
        return Stop.of(visit(1), 1, 7_200).fixed(new Fixed(List.of(SOMCHAI), at(9, 0)));
    }

    private static Stop.Builder promisedAtTen() {
        return stop(2).now(with(SOMCHAI, at(10, 0))).promise(new Window(at(10, 0), at(10, 30)));
    }

    @Test
    void a_promise_that_its_technician_would_miss_is_kept_by_another() {
        day.tours(tour(SOMCHAI), tour(MALEE)).stops(overrun(), promisedAtTen());

        Solution plan = solve(Limits.iterations(200, 1).budget(1));

        assertThat(Day.who(day, plan, 2)).containsExactly(MALEE);
        assertThat(call(plan, 2).start()).isBetween(at(10, 0), at(10, 30));
        assertThat(plan.cost()).containsKey(Rule.MOVED).doesNotContainKey(Rule.MOVED_PROMISE);
    }

    @Test
    void what_was_promised_is_not_left_out_for_something_else_although_it_is_late() {
        day.tours(tour(SOMCHAI))
                .stops(
                        overrun(),
                        promisedAtTen(),
                        stop(3).within(at(11, 10), at(11, 20)).priority(3));

        Solution plan = solve(Limits.iterations(200, 1));

        assertThat(plan.unassigned()).containsExactly(visit(3));
    }

    /// By the depot on the way he would be there an hour before the promise; who reckons only sees the shorter way.
    @Test
    void a_search_begins_with_the_plan_as_it_stands_where_it_must_choose_a_depot_anew() {
        day.depots.add(new Depot(new UUID(8, 1), 2, 600, Map.of(Day.PUMP, 5)));
        day.depots.add(new Depot(new UUID(8, 2), 8, 600, Map.of(Day.PUMP, 5)));
        day.tours(tour(SOMCHAI))
                .stops(
                        stop(5).parts(Map.of(Day.PUMP, 1))
                                .within(at(8, 0), at(12, 0))
                                .promise(new Window(at(10, 0), at(12, 0)))
                                .now(with(SOMCHAI, at(10, 0))),
                        stop(4).within(at(14, 0), at(16, 0)));

        Solution plan = solve(Limits.iterations(50, 1).budget(0));

        assertThat(call(plan, 5).start()).isEqualTo(at(10, 0));
        assertThat(plan.moved()).isZero();
        assertThat(plan.unassigned()).isEmpty();
    }

    @Test
    void a_cancelled_search_answers_with_what_it_has() {
        day.tours(tour(SOMCHAI)).stops(stop(1), stop(2));

        Solution plan = engine.solve(day.problem(), Limits.iterations(Long.MAX_VALUE, 1), Progress.none(), () -> true);

        assertThat(plan.unassigned()).isEmpty();
    }

    @Test
    void progress_is_told_first_of_all() {
        day.tours(tour(SOMCHAI)).stops(stop(1));
        int[] calls = {0};

        engine.solve(day.problem(), Limits.iterations(10, 1), (points, out, rounds, time) -> calls[0]++, () -> false);

        assertThat(calls[0]).isPositive();
    }

    @Test
    void several_cores_find_a_plan_that_holds() {
        day.tours(tour(SOMCHAI), tour(MALEE)).stops(stop(1), stop(2), stop(3).crew(2, Map.of()));

        assertThat(solve(new Limits(Limits.FOREVER, 100, Limits.ANY, false, 1, 2))
                        .unassigned())
                .isEmpty();
    }

    @Test
    void a_drop_is_checked_at_its_time_and_says_what_is_in_the_way() {
        day.tours(tour(SOMCHAI)).stops(stop(1).within(at(9, 0), at(9, 0)), stop(2));
        Solution plan = solve(Limits.iterations(50, 1));

        Check late = engine.check(day.problem(), plan, visit(2), 0, at(15, 30));
        Check good = engine.check(day.problem(), plan, visit(2), 0, at(11, 0));

        assertThat(late.reasons()).isEqualTo(List.of(new Reason(Rule.SHIFT, Map.of("seconds", 1_200))));
        assertThat(good.allowed()).isTrue();
        assertThat(good.place().start()).isEqualTo(at(11, 0));
    }

    @Test
    void candidates_are_ranked_by_cost_and_near_misses_come_last() {
        day.tours(tour(SOMCHAI), tour(MALEE))
                .stops(stop(5).required(Set.of(MALEE)), stop(6), stop(7).forbidden(Set.of(SOMCHAI)));
        Solution plan = solve(Limits.iterations(200, 1));

        List<Candidate> any = engine.candidates(day.problem(), plan, visit(6), 10);
        List<Candidate> one = engine.candidates(day.problem(), plan, visit(7), 10);

        assertThat(any).allMatch(Candidate::feasible);
        assertThat(any.getFirst().technicians()).containsExactly(MALEE);
        assertThat(one.getLast().reasons().getFirst().rule()).isEqualTo(Rule.FORBIDDEN);
    }
}
