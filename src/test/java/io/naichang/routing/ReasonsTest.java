package io.naichang.routing;

import static io.naichang.routing.Day.MALEE;
import static io.naichang.routing.Day.SOMCHAI;
import static io.naichang.routing.Day.at;
import static io.naichang.routing.Day.stop;
import static io.naichang.routing.Day.tour;
import static io.naichang.routing.Day.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which rule is given as the reason, and by how much it is missed, where another visit or the plan's own limits are in
/// the way.
class ReasonsTest {
    private final Day day = new Day();
    private final Engine engine = new Engine();

    private Reason nearest(int number) {
        return day.explain(number).nearest().orElseThrow().reason();
    }

    private Explanation explained(Limits limits) {
        List<Explanation> all = engine.explain(day.problem(), day.solve(limits));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Tour ofTwoHours() {
        return new Tour(SOMCHAI, 0, at(8, 0), at(16, 0), 0, 2 * 3_600, null, 0, 0, Map.of(), Set.of(), null);
    }

    @Test
    void a_pinned_visit_that_would_begin_ten_minutes_later_is_in_the_way() {
        day.tours(tour(SOMCHAI))
                .stops(stop(1).fixed(new Fixed(List.of(SOMCHAI), at(10, 0))), stop(2).within(at(9, 30), at(9, 50)));

        assertThat(nearest(2)).isEqualTo(new Reason(Rule.PINNED, Map.of("seconds", 600, "visit", visit(1))));
    }

    @Test
    void a_pinned_visit_that_begins_in_time_all_the_same_is_in_nobodys_way() {
        day.tours(tour(SOMCHAI))
                .stops(stop(1).fixed(new Fixed(List.of(SOMCHAI), at(10, 10))), stop(2).within(at(9, 30), at(9, 50)));

        assertThat(day.solve().unassigned()).isEmpty();
    }

    @Test
    void a_pinned_visit_is_nobody_elses() {
        day.tours(tour(SOMCHAI), tour(MALEE)).stops(stop(1).fixed(new Fixed(List.of(SOMCHAI), at(10, 0))));

        List<Candidate> all = engine.candidates(day.problem(), day.solve(), visit(1), 10);

        assertThat(all.getFirst().technicians()).containsExactly(SOMCHAI);
        assertThat(all.getFirst().feasible()).isTrue();
        assertThat(all.getLast().reasons()).containsExactly(Reason.of(Rule.PINNED, "visit", visit(1)));
    }

    private void promised(int hour, int minute) {
        Window told = new Window(at(9, 0), at(hour, minute));
        day.tours(tour(SOMCHAI))
                .stops(
                        stop(1).now(new Now(List.of(SOMCHAI), at(10, 0)))
                                .promise(told)
                                .within(at(9, 50), at(16, 0)),
                        stop(2).within(at(9, 30), at(9, 40)));
    }

    @Test
    void a_customer_who_would_be_visited_later_than_he_was_told_is_in_the_way() {
        promised(10, 0);

        assertThat(nearest(2)).isEqualTo(new Reason(Rule.PROMISE, Map.of("seconds", 600, "visit", visit(1))));
    }

    @Test
    void what_its_sick_technician_leaves_behind_is_in_the_way_of_what_would_make_it_later_than_told() {
        day.tours(tour(MALEE))
                .stops(
                        stop(1).now(new Now(List.of(SOMCHAI), at(9, 50)))
                                .promise(new Window(at(9, 0), at(10, 0)))
                                .within(at(9, 50), at(16, 0))
                                .priority(3),
                        stop(2).within(at(9, 30), at(9, 40)));

        assertThat(nearest(2)).isEqualTo(new Reason(Rule.PROMISE, Map.of("seconds", 600, "visit", visit(1))));
    }

    @Test
    void a_customer_who_is_visited_within_what_he_was_told_is_in_nobodys_way() {
        promised(10, 10);

        assertThat(day.solve().unassigned()).isEmpty();
    }

    @Test
    void with_permission_a_promise_is_in_nobodys_way() {
        promised(10, 0);

        assertThat(day.solve(Limits.iterations(200, 1).movingPromised()).unassigned())
                .isEmpty();
    }

    @Test
    void what_fits_but_would_move_more_than_the_budget_lets_says_so_and_who_could() {
        day.tours(tour(SOMCHAI))
                .stops(
                        stop(1).now(new Now(List.of(SOMCHAI), at(8, 10))),
                        stop(8).now(new Now(List.of(SOMCHAI), at(9, 50))),
                        stop(9).within(at(8, 0), at(10, 10)).priority(3));

        Explanation why = explained(Limits.iterations(200, 1).budget(0));

        assertThat(why.visit()).isEqualTo(visit(9));
        assertThat(why.reasons()).extracting(Reason::rule).containsExactly(Rule.BUDGET);
        assertThat(why.nearest()).map(Explanation.Miss::technician).contains(SOMCHAI);
    }

    @Test
    void what_its_sick_technician_leaves_behind_uses_up_the_budget_and_says_so() {
        day.tours(tour(MALEE))
                .stops(
                        stop(1).now(new Now(List.of(SOMCHAI), at(9, 0))),
                        stop(2).now(new Now(List.of(MALEE), at(8, 20))));

        Explanation why = explained(Limits.iterations(200, 1).budget(0));

        assertThat(why.visit()).isEqualTo(visit(1));
        assertThat(why.reasons()).extracting(Reason::rule).containsExactly(Rule.BUDGET);
        assertThat(day.solve(Limits.iterations(200, 1).budget(1)).unassigned()).isEmpty();
    }

    @Test
    void what_is_not_worth_its_way_says_that_and_nothing_of_a_budget() {
        day.tours(tour(SOMCHAI)).stops(stop(20).optional(2_000));

        assertThat(explained(Limits.iterations(200, 1).budget(0)).reasons())
                .extracting(Reason::rule)
                .containsExactly(Rule.OPTIONAL);
    }

    @Test
    void a_day_that_would_be_two_hours_too_long_is_missed_by_so_many_seconds() {
        day.tours(ofTwoHours())
                .stops(stop(1).within(at(13, 0), at(13, 0)).priority(3), stop(2).within(at(8, 30), at(10, 0)));

        assertThat(day.explain(2).reasons())
                .containsExactly(new Reason(Rule.LENGTH, Map.of("seconds", 2 * 3_600, "tours", 1)));
    }

    @Test
    void a_visit_too_far_for_the_length_of_a_day_is_missed_even_alone() {
        day.tours(ofTwoHours()).stops(stop(6));

        assertThat(nearest(6)).isEqualTo(new Reason(Rule.LENGTH, Map.of("seconds", 1_800)));
    }

    @Test
    void the_technician_of_the_other_visit_must_do_this_one_too() {
        day.tours(tour(SOMCHAI), tour(MALEE))
                .stops(
                        stop(1).required(Set.of(MALEE)).priority(3),
                        stop(2).required(Set.of(SOMCHAI)).ties(List.of(Tie.of(Tie.Kind.SAME_TECHNICIAN, visit(1)))));

        assertThat(day.explain(2).reasons())
                .contains(new Reason(Rule.SAME_TECHNICIAN, Map.of("visit", visit(1), "tours", 1)));
    }

    @Test
    void a_place_without_a_way_is_unreachable_and_not_merely_late() {
        int[][] ways = Day.line();
        for (int[] row : ways) {
            row[5] = Travel.UNREACHABLE;
        }
        day.travel = Matrix.constant(ways, Day.line());
        day.tours(tour(SOMCHAI)).stops(stop(5));

        assertThat(day.reason(5)).isEqualTo(Rule.UNREACHABLE);
    }

    @Test
    void a_place_without_a_way_back_is_unreachable_too() {
        int[][] ways = Day.line();
        Arrays.fill(ways[5], Travel.UNREACHABLE);
        day.travel = Matrix.constant(ways, Day.line());
        day.tours(tour(SOMCHAI)).stops(stop(5));

        assertThat(day.reason(5)).isEqualTo(Rule.UNREACHABLE);
    }
}
