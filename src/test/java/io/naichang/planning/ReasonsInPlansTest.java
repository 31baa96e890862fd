package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The reasons that plans, candidates and the board give, in both languages, where what is planned is in the way.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class ReasonsInPlansTest {
    private Dispatch day;
    private Person malee;

    @BeforeEach
    void a_technician() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of());
    }

    /// Another visit of an hour, which must begin while it takes that long until Malee's at ten.
    private String halfPastNine() {
        String visit = day.visit(1, Map.of());
        day.needs(visit, Dispatch.between(day.at(9, 30), day.at(9, 40)));
        return visit;
    }

    private String number(String visit) {
        return day.seen(visit).getString("number");
    }

    @Test
    void what_is_fixed_is_named_as_being_in_the_way() {
        String fixed = day.visit(1, Map.of());
        day.schedule(fixed, malee, 10);
        String visit = halfPastNine();

        JsonPath plan = day.plan("fill", Map.of());

        assertThat(plan.getList("proposal.leftOut.visitId")).containsExactly(visit);
        assertThat(plan.getList("proposal.leftOut[0].reasons.rule")).containsExactly("pinned");
        assertThat(plan.getString("proposal.leftOut[0].reasons[0].en"))
                .isEqualTo("visits that are fixed are in the way");
        assertThat(plan.getString("proposal.leftOut[0].nearest.technicianName")).isEqualTo("malee");
        assertThat(plan.getString("proposal.leftOut[0].nearest.reason.rule")).isEqualTo("pinned");
        assertThat(plan.getString("proposal.leftOut[0].nearest.reason.en")).contains(number(fixed));
        assertThat(plan.getString("proposal.leftOut[0].nearest.reason.th")).contains(number(fixed));
    }

    @Test
    void whose_time_was_told_is_named_as_being_in_the_way() {
        String told = day.visit(1, Dispatch.told(day.at(10, 0), day.at(10, 10)));
        day.schedule(told, malee, 10);
        String visit = halfPastNine();

        JsonPath plan = day.plan("replan", Map.of());

        assertThat(plan.getList("proposal.leftOut.visitId")).containsExactly(visit);
        assertThat(plan.getList("proposal.leftOut[0].reasons.rule")).containsExactly("promise");
        assertThat(plan.getString("proposal.leftOut[0].nearest.reason.rule")).isEqualTo("promise");
        assertThat(plan.getString("proposal.leftOut[0].nearest.reason.en")).contains(number(told));
        assertThat(plan.getString("proposal.leftOut[0].nearest.reason.th")).contains(number(told));
        assertThat(day.plan("replan", Map.of("movePromised", true)).getList("proposal.leftOut"))
                .isEmpty();
    }

    @Test
    void where_there_is_a_place_that_the_budget_forbids_the_plan_says_so_and_whose() {
        day.technician("somsak", Map.of());
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, 9);
        day.sick(malee);

        JsonPath plan = day.plan("replan", Map.of("changeBudget", 0));

        assertThat(plan.getList("proposal.leftOut.visitId")).containsExactly(visit);
        assertThat(plan.getList("proposal.leftOut[0].reasons.rule")).containsExactly("budget");
        assertThat(plan.getString("proposal.leftOut[0].nearest.technicianName")).isEqualTo("somsak");
        assertThat(plan.getList("proposal.changes.kind")).containsExactly("unassign");
        assertThat(plan.getList("proposal.changes[0].reasons.rule")).containsExactly("budget");
        assertThat(day.plan("replan", Map.of("changeBudget", 1)).getList("proposal.leftOut"))
                .isEmpty();
    }

    @Test
    void who_is_too_far_away_to_keep_a_visit_is_told_by_how_much_on_the_board_and_in_the_plan() {
        day.technician("somsak", Map.of());
        String far = day.visit(15, Map.of());
        day.needs(far, Dispatch.between(day.at(9, 0), day.at(9, 10)));
        day.schedule(far, malee, 9);
        String near = day.visit(1, Map.of());
        day.needs(near, Dispatch.between(day.at(10, 0), day.at(10, 15)));
        day.schedule(near, malee, 10);

        JsonPath board = day.board();
        JsonPath plan = day.plan("replan", Map.of());

        String dangers = "visits.find { it.id == '" + near + "' }.dangers";
        assertThat(board.getList(dangers + ".rule")).containsExactly("cannot-stay", "window");
        assertThat(board.getString(dangers + "[1].en")).matches("[1-9]\\d+ min too late for the visit's window");
        assertThat(board.getString(dangers + "[1].th")).matches("ช้ากว่าช่วงเวลาของงาน [1-9]\\d+ นาที");
        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(near);
        assertThat(plan.getList("proposal.changes[0].reasons")).isEqualTo(board.getList(dangers));
    }
}
