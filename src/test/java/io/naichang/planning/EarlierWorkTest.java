package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is booked before a time that is planned and still to come: whoever is at work then comes from there, and
/// nothing is asked of it.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class EarlierWorkTest extends LiveDay {
    private static final List<String> MODES = List.of("fill", "optimise", "replan");

    @Test
    void who_has_work_earlier_on_the_day_comes_from_there() {
        day.schedule(day.visit(40, Map.of()), malee, day.at(11, 30));
        String near = day.visit(0, Map.of());

        JsonPath plan = afternoon("fill");

        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(near);
        assertThat(Instant.parse(plan.getString("proposal.changes[0].to.start")))
                .as("44 km from where she was until half past twelve")
                .isAfter(day.at(13, 0));
        day.accept(plan, List.of()).statusCode(200);
    }

    @Test
    void what_is_booked_earlier_on_the_day_after_a_plan_was_made_is_seen_when_it_is_accepted() {
        day.visit(0, Map.of());
        JsonPath plan = afternoon("fill");
        assertThat(Instant.parse(plan.getString("proposal.changes[0].to.start")))
                .isEqualTo(day.at(12, 30));

        day.schedule(day.visit(40, Map.of()), malee, day.at(11, 30));

        day.accept(plan, List.of())
                .statusCode(409)
                .body("code", equalTo("plan-outdated"))
                .body("parts[0].reason", equalTo("no-longer-fits"));
    }

    @Test
    void who_is_on_the_way_to_work_before_the_time_that_is_planned_comes_from_there() {
        String far = day.visit(40, Map.of());
        day.schedule(far, malee, day.at(11, 30));
        String near = day.visit(0, Map.of());
        Phone phone = dispatched(far, malee);
        itIs(11, 20);
        does(phone, far, "depart", Map.of());
        phone.push();
        itIs(11, 40);

        for (String mode : MODES) {
            assertThat(start(afternoon(mode), near)).as(mode).isAfter(day.at(13, 0));
        }
        day.accept(afternoon("optimise"), List.of()).statusCode(200);
    }

    @Test
    void what_should_have_been_over_before_now_is_done_first_though_nobody_knows_where_it_is() {
        day.schedule(day.visitAt(day.siteWithoutPosition(), Map.of()), malee, day.at(9, 30));
        String near = day.visit(0, Map.of());
        itIs(12, 0);

        for (String mode : MODES) {
            assertThat(start(afternoon(mode), near)).as(mode).isBetween(day.at(13, 0), day.at(13, 5));
        }
    }

    @Test
    void who_was_far_out_within_his_shift_comes_from_there() {
        String far = day.visit(40, Map.of());
        day.schedule(far, malee, day.at(10, 50));
        String near = day.visit(0, Map.of());
        Phone phone = dispatched(far, malee);
        itIs(10, 50);
        does(phone, far, "start", Map.of());
        itIs(11, 55);
        does(phone, far, "complete", Map.of("outcome", "fixed"));
        phone.push();
        itIs(12, 0);

        for (String mode : MODES) {
            assertThat(start(afternoon(mode), near)).as(mode).isAfter(day.at(12, 35));
        }
        assertThat(board(day.at(12, 30), day.at(23, 0)).getList("visits.id")).containsExactly(near);
    }

    @Test
    void what_was_forgotten_the_day_before_holds_nobody() {
        day.schedule(day.visit(40, Map.of()), malee, day.at(16, 0));
        worksNextDay(malee);
        String near = day.visit(0, Map.of());
        itIs(24 + 9, 30);

        JsonPath plan = day.plan(
                "optimise",
                Map.of(
                        "from", day.at(12, 30).plus(DAY).toString(),
                        "to", day.at(23, 0).plus(DAY).toString()));

        assertThat(start(plan, near)).isEqualTo(day.at(12, 30).plus(DAY));
    }

    @Test
    void what_is_late_after_a_plan_was_made_is_seen_when_it_is_accepted() {
        String near = day.visit(0, Map.of());
        itIs(10, 0);
        JsonPath plan = afternoon("optimise");
        assertThat(start(plan, near)).isEqualTo(day.at(12, 30));
        day.schedule(day.visit(40, Map.of()), malee, day.at(11, 30));
        itIs(11, 40);

        day.accept(plan, List.of(near))
                .statusCode(409)
                .body("code", equalTo("plan-outdated"))
                .body("parts[0].reason", equalTo("no-longer-fits"));
    }

    private static Instant start(JsonPath plan, String visit) {
        return Instant.parse(plan.getString("proposal.changes.find { it.visitId == '" + visit + "' }.to.start"));
    }

    @Test
    void what_is_over_before_the_time_that_is_planned_is_neither_moved_nor_counted_nor_named() {
        day.schedule(promised(40, day.at(8, 0), day.at(8, 15)), malee, day.at(9, 0));
        String nowhere = day.visitAt(day.siteWithoutPosition(), Map.of());
        day.schedule(nowhere, malee, day.at(10, 30));
        Person sick = day.technician("somsak", Map.of());
        day.schedule(day.visit(1, Map.of()), sick, day.at(9, 0));
        day.sick(sick);

        for (String mode : MODES) {
            JsonPath plan = afternoon(mode);

            assertThat(plan.getList("proposal.changes")).as(mode).isEmpty();
            assertThat(plan.getList("proposal.kept")).as(mode).isEmpty();
            assertThat(plan.getInt("proposal.unchanged")).as(mode).isZero();
        }
    }

    @Test
    void what_should_have_begun_before_now_is_not_given_to_the_afternoon() {
        day.schedule(day.visit(1, Map.of()), malee, day.at(9, 30));
        itIs(10, 0);

        assertThat(afternoon("optimise").getList("proposal.changes")).isEmpty();
    }

    @Test
    void what_was_told_for_the_morning_and_nobody_has_is_not_given_to_the_afternoon() {
        promised(1, day.at(9, 0), day.at(10, 0));

        assertThat(afternoon("fill").getList("proposal.changes")).isEmpty();
    }

    @Test
    void the_board_of_an_afternoon_that_is_to_come_shows_nothing_of_the_morning() {
        day.schedule(day.visit(1, Map.of()), malee, day.at(9, 0));
        String later = day.visit(1, Map.of());
        day.schedule(later, malee, day.at(14, 0));

        JsonPath board = board(day.at(12, 30), day.at(23, 0));

        assertThat(board.getList("visits.id")).containsExactly(later);
    }

    @Test
    void an_evening_visit_that_runs_over_midnight_in_overtime_stays_in_the_plan_of_the_next_day() {
        String late = overMidnight();
        worksNextDay(malee);

        JsonPath plan = nextDay("optimise");

        assertThat(plan.getList("proposal.changes")).isEmpty();
        assertThat(plan.getInt("proposal.unchanged")).isEqualTo(1);
        JsonPath board = board(day.at(0, 0).plus(DAY), day.at(23, 0).plus(DAY));
        assertThat(dangers(board, late)).isEmpty();
    }

    @Test
    void overtime_of_the_evening_before_that_nothing_takes_is_given_nothing_of_the_next_day() {
        evening();
        String atMidnight = day.visit(0, Map.of());
        day.needs(
                atMidnight,
                Dispatch.between(day.at(0, 0).plus(DAY), day.at(0, 30).plus(DAY)));

        JsonPath plan = nextDay("fill");

        assertThat(plan.getList("proposal.leftOut.visitId")).containsExactly(atMidnight);
    }

    private JsonPath afternoon(String mode) {
        return day.plan(mode, Map.of("from", day.at(12, 30).toString()));
    }

    private JsonPath nextDay(String mode) {
        return day.plan(
                mode,
                Map.of(
                        "from", day.at(0, 0).plus(DAY).toString(),
                        "to", day.at(0, 0).plus(DAY).plus(DAY).toString()));
    }

    /// Works from two to ten in the evening, and three hours more if need be.
    private Person evening() {
        Person somsak = day.withoutShifts("somsak", Map.of());
        day.nok
                .request()
                .body(Map.of(
                        "technicianId",
                        somsak.id(),
                        "day",
                        day.day.toString(),
                        "hours",
                        Map.of("start", "14:00", "end", "22:00", "overtime", "PT3H")))
                .post("/shifts")
                .then()
                .statusCode(201);
        return somsak;
    }

    private String overMidnight() {
        String late = day.visit(1, Map.of());
        day.schedule(late, evening(), day.at(23, 30));
        return late;
    }

    private JsonPath board(Instant from, Instant to) {
        return JsonPath.from(day.nok
                .request()
                .queryParam("regionId", day.region)
                .queryParam("from", from.toString())
                .queryParam("to", to.toString())
                .get("/day-board")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
