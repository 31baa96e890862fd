package io.naichang.routing;

import static io.naichang.routing.Day.MALEE;
import static io.naichang.routing.Day.PUMP;
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

/// Parts, and what visits have to do with each other: each rule when it bites, and when it does not.
class PartsAndTiesTest {
    private static final UUID CENTRE = new UUID(8, 1);
    private final Day day = new Day();

    private static Tour on(UUID who, int number) {
        return tour(who, number, 0, null, Map.of(), Set.of(), null);
    }

    @Test
    void a_part_in_the_van_is_taken_from_there() {
        day.tours(tour(SOMCHAI)).stops(stop(1).parts(Map.of(PUMP, 1)));
        day.vans.put(SOMCHAI, Map.of(PUMP, 1));
        day.depots.add(new Depot(CENTRE, 9, 300, Map.of(PUMP, 5)));

        assertThat(call(day.solve(), 1).depot()).isNull();
    }

    @Test
    void a_part_that_the_van_lacks_is_fetched_on_the_way() {
        day.tours(tour(SOMCHAI)).stops(stop(3).parts(Map.of(PUMP, 1)));
        day.depots.add(new Depot(CENTRE, 2, 300, Map.of(PUMP, 1)));

        Call call = call(day.solve(), 3);

        assertThat(call.depot()).isEqualTo(CENTRE);
        assertThat(call.travel()).isEqualTo(3 * Day.STEP);
        assertThat(call.arrive()).isEqualTo(at(8, 0) + 3 * Day.STEP + 300);
    }

    @Test
    void the_last_part_of_a_depot_is_fetched_once() {
        day.tours(tour(SOMCHAI), tour(MALEE)).stops(stop(3).parts(Map.of(PUMP, 1)), stop(4).parts(Map.of(PUMP, 1)));
        day.depots.add(new Depot(CENTRE, 2, 300, Map.of(PUMP, 1)));

        assertThat(day.solve().unassigned()).hasSize(1);
    }

    @Test
    void a_van_holds_its_parts_for_all_tours_together() {
        day.tours(on(SOMCHAI, 0), on(SOMCHAI, 1))
                .stops(
                        stop(1).parts(Map.of(PUMP, 1)).within(at(8, 0), at(12, 0)),
                        stop(2).parts(Map.of(PUMP, 1)).within(at(24 + 8, 0), at(24 + 12, 0)));
        day.vans.put(SOMCHAI, Map.of(PUMP, 1));

        assertThat(day.solve().unassigned()).hasSize(1);
    }

    @Test
    void a_part_that_nobody_has_is_the_reason_with_what_there_is() {
        day.tours(tour(SOMCHAI)).stops(stop(1).parts(Map.of(PUMP, 2)));
        day.vans.put(SOMCHAI, Map.of(PUMP, 1));

        Reason reason = day.explain(1).reasons().getFirst();

        assertThat(reason.rule()).isEqualTo(Rule.PART);
        assertThat(reason.values()).containsEntry("needed", 2).containsEntry("available", 1);
    }

    @Test
    void what_comes_after_starts_when_the_other_has_ended_and_the_gap_is_over() {
        day.tours(tour(SOMCHAI), tour(MALEE)).stops(stop(1), stop(2).ties(List.of(Tie.after(visit(1), 3_600))));

        Solution plan = day.solve();

        assertThat(call(plan, 2).start()).isGreaterThanOrEqualTo(call(plan, 1).end() + 3_600);
    }

    @Test
    void what_comes_after_a_visit_that_is_left_out_is_left_out_too() {
        day.tours(tour(SOMCHAI)).stops(stop(1).tools(Set.of("crane")), stop(2).ties(List.of(Tie.after(visit(1), 0))));

        assertThat(day.reason(2)).isEqualTo(Rule.AFTER);
    }

    @Test
    void the_same_day_is_found_even_if_another_would_be_nearer() {
        day.tours(on(SOMCHAI, 0), on(MALEE, 1))
                .stops(stop(1).required(Set.of(MALEE)), stop(2).ties(List.of(Tie.of(Tie.Kind.SAME_DAY, visit(1)))));

        Solution plan = day.solve();

        assertThat(plan.unassigned()).isEmpty();
        assertThat(Day.who(day, plan, 2)).containsExactly(MALEE);
    }

    @Test
    void no_tour_on_the_same_day_is_the_reason() {
        day.tours(on(SOMCHAI, 0), on(MALEE, 1))
                .stops(
                        stop(1).required(Set.of(MALEE)).priority(2),
                        stop(2).required(Set.of(SOMCHAI)).ties(List.of(Tie.of(Tie.Kind.SAME_DAY, visit(1)))));

        assertThat(day.solve().unassigned()).containsExactly(visit(2));
        assertThat(day.explain(2).nearest().orElseThrow().reason().rule()).isEqualTo(Rule.SAME_DAY);
    }

    @Test
    void the_same_technician_does_both() {
        day.tours(tour(SOMCHAI), tour(MALEE))
                .stops(
                        stop(1).required(Set.of(MALEE)),
                        stop(9).ties(List.of(Tie.of(Tie.Kind.SAME_TECHNICIAN, visit(1)))));

        assertThat(Day.who(day, day.solve(), 9)).containsExactly(MALEE);
    }

    @Test
    void another_technician_checks_what_the_first_did() {
        day.tours(tour(SOMCHAI), tour(MALEE))
                .stops(stop(1), stop(2).ties(List.of(Tie.of(Tie.Kind.OTHER_TECHNICIAN, visit(1)))));

        Solution plan = day.solve();

        assertThat(plan.unassigned()).isEmpty();
        assertThat(Day.who(day, plan, 1)).isNotEqualTo(Day.who(day, plan, 2));
    }

    @Test
    void alone_nobody_can_be_another() {
        day.tours(tour(SOMCHAI))
                .stops(stop(1).priority(1), stop(2).ties(List.of(Tie.of(Tie.Kind.OTHER_TECHNICIAN, visit(1)))));

        assertThat(day.reason(2)).isEqualTo(Rule.OTHER_TECHNICIAN);
    }

    @Test
    void of_too_many_visits_the_more_urgent_ones_are_done() {
        day.tours(tour(SOMCHAI))
                .stops(
                        Stop.of(visit(1), 1, 5 * 3_600).priority(0),
                        Stop.of(visit(2), 2, 5 * 3_600).priority(2),
                        Stop.of(visit(3), 3, 5 * 3_600).priority(1));

        assertThat(day.solve().unassigned()).containsExactly(visit(1), visit(3));
    }

    @Test
    void an_optional_visit_is_done_if_it_is_worth_the_way() {
        day.tours(tour(SOMCHAI)).stops(stop(10).optional(20_000), stop(25).optional(2_000));

        assertThat(day.solve().unassigned()).containsExactly(visit(25));
    }
}
