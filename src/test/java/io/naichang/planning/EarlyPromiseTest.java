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
    void it_is_in_danger_and_no_plan_moves_it_but_each_names_it() {
        JsonPath board = day.board();
        assertThat(dangers()).containsExactly("early-promise");
        assertThat(board.getString("visits[0].dangers[0].en")).contains("240 min");
        assertThat(board.getString("visits[0].expectedStart"))
                .isEqualTo(day.at(9, 0).toString());
        assertThat(board.getMap("rescue")).as("nothing that a replan could do").isNull();

        for (String mode : List.of("replan", "optimise")) {
            JsonPath plan = day.plan(mode, Map.of());
            assertThat(plan.getList("proposal.changes")).as(mode).isEmpty();
            assertThat(plan.getList("proposal.kept.visitId")).as(mode).containsExactly(early);
            assertThat(plan.getList("proposal.kept[0].reasons.rule")).as(mode).containsExactly("early-promise");
            assertThat(plan.getInt("proposal.unchanged")).as(mode).isEqualTo(1);
        }
    }

    @Test
    void it_is_not_when_its_customer_has_agreed_and_that_is_written_down() {
        day.amend(early, Dispatch.told(day.at(9, 0), day.at(10, 0)));

        assertThat(dangers()).isEmpty();
        assertThat(day.plan("replan", Map.of()).getList("proposal.kept")).isEmpty();
    }

    @Test
    void it_is_not_when_it_is_planned_for_the_time_that_was_told() {
        day.schedule(early, malee, 13);

        assertThat(dangers()).isEmpty();
    }

    @Test
    void it_is_not_any_more_when_that_time_has_come() {
        clock.move(Duration.between(clock.instant(), day.at(11, 0)));
        assertThat(dangers()).containsExactly("late-start", "early-promise");

        clock.move(Duration.ofHours(2));

        assertThat(dangers()).containsExactly("late-start");
    }

    @Test
    void it_is_not_where_the_day_runs_so_late_that_he_comes_in_that_time() {
        day.schedule(early, malee, day.at(12, 30));
        day.schedule(day.visit(40, Map.of()), malee, day.at(11, 30));
        assertThat(day.board().getString("visits.find { it.id == '" + early + "' }.expectedStart"))
                .isGreaterThan(day.at(13, 0).toString());

        assertThat(dangers()).isEmpty();
    }

    @Test
    void what_else_is_wrong_with_it_is_said_too_and_can_be_saved() {
        day.needs(early, Map.of("tools", List.of("ladder")));

        assertThat(dangers()).contains("tool").endsWith("early-promise");
        assertThat(day.board().getList("rescue.visitIds")).containsExactly(early);
    }

    @Test
    void what_the_freeze_holds_is_named_with_both_reasons() {
        clock.move(Duration.between(clock.instant(), day.at(8, 0)));

        JsonPath plan = day.plan("replan", Map.of());

        assertThat(plan.getList("proposal.kept.visitId")).containsExactly(early);
        assertThat(plan.getList("proposal.kept[0].reasons.rule")).containsExactly("too-near", "early-promise");
        assertThat(plan.getString("proposal.kept[0].reasons[0].en"))
                .startsWith("it begins too soon")
                .contains("13:00");
    }
}
