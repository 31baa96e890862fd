package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is planned before the time that its customer was told: he would not be there.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class EarlyPromiseTest {
    @Inject
    MovableClock clock;

    private Dispatch day;
    private Person malee;
    private String early;

    @BeforeEach
    void a_visit_at_nine_that_was_told_for_the_afternoon() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of());
        early = day.visit(1, Dispatch.told(day.at(13, 0), day.at(15, 0)));
        day.schedule(early, malee, 9);
    }

    @AfterEach
    void the_time_it_is() {
        clock.reset();
    }

    private List<String> dangers() {
        return day.board().getList("visits.find { it.id == '" + early + "' }.dangers.rule");
    }

    @Test
    void it_is_in_danger_until_a_replan_has_it_begin_when_the_customer_expects_it() {
        JsonPath board = day.board();
        assertThat(dangers()).containsExactly("early-promise");
        assertThat(board.getString("visits[0].dangers[0].en")).contains("240 min");
        assertThat(board.getString("visits[0].expectedStart"))
                .isEqualTo(day.at(9, 0).toString());
        assertThat(board.getList("rescue.visitIds")).containsExactly(early);

        JsonPath plan = day.plan("replan", Map.of("changeBudget", 0));

        assertThat(plan.getList("proposal.changes.kind")).containsExactly("shift");
        assertThat(plan.getList("proposal.changes[0].reasons.rule")).containsExactly("early-promise");
        assertThat(plan.getInt("proposal.moved")).isZero();
        assertThat(plan.getList("proposal.customersToTell")).isEmpty();
        day.accept(plan, List.of(early)).statusCode(200);
        assertThat(Instant.parse(day.seen(early).getString("plannedStart"))).isEqualTo(day.at(13, 0));
        assertThat(dangers()).isEmpty();
    }

    @Test
    void it_is_not_when_its_customer_has_agreed_and_that_is_written_down() {
        day.amend(early, Dispatch.told(day.at(9, 0), day.at(10, 0)));

        assertThat(dangers()).isEmpty();
        assertThat(day.plan("replan", Map.of()).getList("proposal.changes")).isEmpty();
    }

    @Test
    void what_is_planned_in_between_keeps_its_time_and_what_stands_in_the_told_one_comes_after() {
        String between = day.visit(1, Map.of());
        String after = day.visit(1, Map.of());
        day.schedule(between, malee, 11);
        day.schedule(after, malee, 13);
        assertThat(day.board().getList("rescue.visitIds")).containsExactly(early);

        JsonPath plan = day.plan("replan", Map.of());

        assertThat(plan.getList("proposal.leftOut")).isEmpty();
        assertThat(plan.getList("proposal.changes.visitId"))
                .doesNotContain(between)
                .contains(early);
    }

    @Test
    void who_may_move_what_was_told_may_leave_it_where_it_is() {
        JsonPath plan = day.plan("replan", Map.of("movePromised", true));

        assertThat(plan.getList("proposal.changes")).isEmpty();
        assertThat(day.plan("fill", Map.of()).getList("proposal.changes")).isEmpty();
    }

    @Test
    void it_stays_where_its_own_windows_leave_no_other_time_and_the_board_says_so() {
        day.needs(early, Dispatch.between(day.at(8, 0), day.at(11, 0)));

        JsonPath plan = day.plan("replan", Map.of());

        assertThat(plan.getList("proposal.changes")).isEmpty();
        assertThat(dangers()).containsExactly("early-promise");
    }

    @Test
    void the_freeze_holds_what_is_told_for_soon_and_not_what_is_only_planned_for_soon() {
        String soon = day.visit(2, Dispatch.told(day.at(9, 50), day.at(11, 0)));
        day.schedule(soon, day.technician("somsak", Map.of()), 9);
        clock.move(Duration.between(clock.instant(), day.at(8, 0)));

        JsonPath plan = day.plan("replan", Map.of());

        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(early);
        assertThat(plan.getList("proposal.kept.visitId")).containsExactly(soon);
        assertThat(plan.getList("proposal.kept[0].reasons.rule")).containsExactly("too-near", "early-promise");
    }
}
