package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Accepting a plan whole or in part, also when the world has changed since it was made.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class PlanAcceptanceTest {
    private Dispatch day;
    private Person malee;

    @BeforeEach
    void a_region() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of("aircon", 3));
    }

    @Test
    void one_part_is_accepted_and_the_other_is_not() {
        String one = day.visit(1, Map.of());
        String other = day.visit(2, Map.of());
        JsonPath plan = day.plan("fill", Map.of());

        day.accept(plan, List.of(one)).statusCode(200);

        assertThat(day.seen(one).getString("status")).isEqualTo("scheduled");
        assertThat(day.seen(other).getString("status")).isEqualTo("unscheduled");
        day.accept(plan, List.of(one))
                .statusCode(409)
                .body("code", equalTo("plan-outdated"))
                .body("parts[0].reason", equalTo("already-accepted"));
    }

    @Test
    void the_whole_of_what_is_left_is_accepted_after_a_part_and_then_nothing_is_left() {
        String one = day.visit(1, Map.of());
        String other = day.visit(2, Map.of());
        JsonPath plan = day.plan("fill", Map.of());
        day.accept(plan, List.of(one)).statusCode(200);

        day.accept(plan, List.of()).statusCode(200).body("acceptedVisitIds", containsInAnyOrder(one, other));

        assertThat(day.seen(other).getString("status")).isEqualTo("scheduled");
        day.accept(plan, List.of())
                .statusCode(409)
                .body("code", equalTo("plan-outdated"))
                .body("parts.reason.unique()", equalTo(List.of("already-accepted")));
    }

    @Test
    void of_two_who_change_places_neither_is_accepted_without_the_other() {
        Person somsak = day.technician("somsak", Map.of("plumbing", 3));
        String his = exchanged(malee, "plumbing");
        String hers = exchanged(somsak, "aircon");
        JsonPath plan = day.plan("replan", Map.of("changeBudget", 2));
        assertThat(plan.getList("proposal.changes.find { it.visitId == '" + his + "' }.needs"))
                .isEqualTo(List.of(hers));

        day.accept(plan, List.of(his))
                .statusCode(409)
                .body("code", equalTo("plan-outdated"))
                .body("parts.reason", equalTo(List.of("needs-other-part")))
                .body("parts.visitId", equalTo(List.of(his)))
                .body("parts.otherVisitId", equalTo(List.of(hers)));

        assertThat(day.seen(his).getString("technicianId")).isEqualTo(malee.id().toString());
        day.accept(plan, List.of(his, hers)).statusCode(200);
        assertThat(day.seen(his).getString("technicianId"))
                .isEqualTo(somsak.id().toString());
        assertThat(day.seen(hers).getString("technicianId"))
                .isEqualTo(malee.id().toString());
    }

    /// A visit at nine of somebody who turns out to lack what it needs.
    private String exchanged(Person technician, String skill) {
        String visit = day.visit(1, Map.of());
        day.needs(visit, Dispatch.between(day.at(9, 0), day.at(9, 5)));
        day.schedule(visit, technician, 9);
        day.amend(visit, Map.of("requiredSkills", List.of(skill)));
        return visit;
    }

    @Test
    void a_visit_whose_technician_set_out_since_the_plan_was_made_is_not_taken_from_him() {
        Person somsak = day.technician("somsak", Map.of());
        String visit = day.visit(1, Map.of());
        day.schedule(visit, somsak, 9);
        day.step(visit, "dispatch", Map.of());
        Phone phone = Phone.of(somsak).pull();
        day.amend(visit, Map.of("requiredSkills", List.of("aircon")));
        JsonPath plan = day.plan("replan", Map.of("changeBudget", 1));
        assertThat(plan.getString("proposal.changes[0].to.technicianName")).isEqualTo("malee");
        phone.commands(visit, "depart", Map.of());
        phone.push();

        day.accept(plan, List.of(visit))
                .statusCode(409)
                .body("code", equalTo("plan-outdated"))
                .body("parts[0].reason", equalTo("visit-en-route"));

        assertThat(day.seen(visit).getString("status")).isEqualTo("en-route");
        assertThat(day.seen(visit).getString("technicianId"))
                .isEqualTo(somsak.id().toString());
    }

    @Test
    void what_was_cancelled_or_planned_meanwhile_makes_its_parts_outdated_and_nothing_happens() {
        String gone = day.visit(1, Map.of());
        String taken = day.visit(2, Map.of());
        String fine = day.visit(3, Map.of());
        JsonPath plan = day.plan("fill", Map.of());
        day.nok
                .request()
                .body(Map.of("reason", "ยกเลิก"))
                .post("/visits/" + gone + "/cancel")
                .then()
                .statusCode(200);
        day.schedule(taken, malee, 15);

        day.accept(plan, List.of())
                .statusCode(409)
                .body("code", equalTo("plan-outdated"))
                .body("parts.find { it.visitId == '" + gone + "' }.reason", equalTo("visit-cancelled"))
                .body("parts.find { it.visitId == '" + taken + "' }.reason", equalTo("moved-meanwhile"));

        assertThat(day.seen(fine).getString("status")).isEqualTo("unscheduled");
        day.accept(plan, List.of(fine)).statusCode(200);
    }

    @Test
    void a_visit_that_its_technician_finishes_while_it_is_being_moved_is_left_alone() {
        Person somsak = day.technician("somsak", Map.of("aircon", 3));
        String visit = day.visit(1, Map.of());
        day.schedule(visit, somsak, 9);
        day.nok.request().post("/visits/" + visit + "/dispatch").then().statusCode(200);
        Phone phone = Phone.of(somsak).pull();
        day.sick(somsak);
        JsonPath plan = day.plan("replan", Map.of("changeBudget", 1));
        phone.commands(visit, "start", Map.of());
        phone.commands(visit, "complete", Map.of("outcome", "fixed"));
        phone.push();

        day.accept(plan, List.of(visit))
                .statusCode(409)
                .body("code", equalTo("plan-outdated"))
                .body("parts[0].reason", equalTo("visit-done"));

        assertThat(day.seen(visit).getString("status")).isEqualTo("done");
        assertThat(day.seen(visit).getString("technicianId"))
                .isEqualTo(somsak.id().toString());
    }

    @Test
    void a_time_that_was_given_away_meanwhile_is_refused() {
        String visit = day.visit(1, Map.of());
        JsonPath plan = day.plan("fill", Map.of());
        int hour = Instant.parse(plan.getString("proposal.changes[0].to.start"))
                .atZone(Dispatch.ZONE)
                .getHour();
        day.schedule(day.visit(1, Map.of()), malee, hour);

        day.accept(plan, List.of(visit)).statusCode(409).body("code", equalTo("plan-outdated"));

        assertThat(day.seen(visit).getString("status")).isEqualTo("unscheduled");
    }

    @Test
    void of_two_who_accept_the_same_plan_at_once_one_does() throws Exception {
        String visit = day.visit(1, Map.of());
        JsonPath plan = day.plan("fill", Map.of());
        day.nok.token();
        Callable<Integer> accept =
                () -> day.accept(plan, List.of(visit)).extract().statusCode();

        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> each : two.invokeAll(List.of(accept, accept))) {
                answers.add(each.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void a_time_that_a_customer_was_told_since_is_not_moved_by_an_older_plan() {
        Person somsak = day.technician("somsak", Map.of());
        String visit = day.visit(1, Map.of());
        day.schedule(visit, somsak, 9);
        day.sick(somsak);
        JsonPath plan = day.plan("replan", Map.of());
        assertThat(plan.<String>getList("proposal.changes.visitId")).contains(visit);

        day.nok
                .request()
                .body(Map.of(
                        "technicianId", somsak.id(),
                        "plannedStart", day.at(9, 0).toString(),
                        "plannedEnd", day.at(10, 0).toString(),
                        "windowStart", day.at(9, 0).toString(),
                        "windowEnd", day.at(9, 30).toString()))
                .post("/visits/" + visit + "/schedule")
                .then()
                .statusCode(200);

        day.nok
                .request()
                .body(Map.of())
                .post("/route-plans/" + plan.getString("id") + "/accept")
                .then()
                .statusCode(409)
                .body("code", equalTo("plan-outdated"))
                .body("parts[0].reason", equalTo("promise-changed"));
        assertThat(day.seen(visit).getString("technicianId"))
                .isEqualTo(somsak.id().toString());
    }

    @Test
    void a_customer_may_be_told_the_time_of_the_plan_before_it_is_accepted() {
        String visit = movedToTheAfternoon();
        String other = day.visit(2, Map.of());
        JsonPath plan = day.plan("replan", Map.of("movePromised", true));
        assertThat(plan.getList("proposal.customersToTell.visitId")).containsExactly(visit);

        day.amend(visit, Dispatch.told(day.at(14, 0), day.at(15, 0)));

        day.accept(plan, List.of()).statusCode(200).body("acceptedVisitIds", containsInAnyOrder(visit, other));
        assertThat(Instant.parse(day.seen(visit).getString("plannedStart"))).isBetween(day.at(14, 0), day.at(14, 30));
        assertThat(Instant.parse(day.seen(visit).getString("windowStart"))).isEqualTo(day.at(14, 0));
    }

    @Test
    void a_time_that_was_told_since_and_that_the_plan_breaks_is_refused() {
        String visit = movedToTheAfternoon();
        JsonPath plan = day.plan("replan", Map.of("movePromised", true));

        for (int hour : List.of(12, 15)) {
            day.amend(visit, Dispatch.told(day.at(hour, 0), day.at(hour + 1, 0)));

            day.accept(plan, List.of())
                    .statusCode(409)
                    .body("code", equalTo("plan-outdated"))
                    .body("parts.reason", equalTo(List.of("promise-changed")));
        }
    }

    @Test
    void whom_a_plan_calls_off_may_be_told_another_day_before_it_is_accepted() {
        String visit = day.visit(1, Dispatch.told(day.at(9, 0), day.at(9, 30)));
        day.schedule(visit, malee, 9);
        day.sick(malee);
        JsonPath plan = day.plan("replan", Map.of());
        assertThat(plan.getList("proposal.changes.kind")).containsExactly("unassign");

        day.amend(
                visit,
                Dispatch.told(
                        day.at(9, 0).plus(Duration.ofDays(1)), day.at(10, 0).plus(Duration.ofDays(1))));

        day.accept(plan, List.of()).statusCode(200);
        assertThat(day.seen(visit).getString("status")).isEqualTo("unscheduled");
    }

    /// Its customer was told nine, and lets nobody in before two.
    private String movedToTheAfternoon() {
        String visit = day.visit(1, Dispatch.told(day.at(9, 0), day.at(9, 30)));
        day.schedule(visit, malee, 9);
        day.needs(visit, Dispatch.between(day.at(14, 0), day.at(14, 30)));
        return visit;
    }

    @Test
    void whom_a_plan_calls_off_may_be_told_so_before_it_is_accepted() {
        String visit = day.visit(1, Dispatch.told(day.at(9, 0), day.at(9, 30)));
        day.schedule(visit, malee, 9);
        day.sick(malee);
        JsonPath plan = day.plan("replan", Map.of());
        assertThat(plan.getList("proposal.changes.kind")).containsExactly("unassign");
        day.amend(visit, Dispatch.told(day.at(10, 0), day.at(11, 0)));
        day.accept(plan, List.of()).statusCode(409).body("parts[0].reason", equalTo("promise-changed"));

        Map<String, Object> nothing = new HashMap<>();
        nothing.put("windowStart", null);
        nothing.put("windowEnd", null);
        day.amend(visit, nothing);

        day.accept(plan, List.of()).statusCode(200);
        assertThat(day.seen(visit).getString("status")).isEqualTo("unscheduled");
    }

    @Test
    void what_would_no_longer_fit_is_laid_to_the_part_that_is_in_its_way() {
        Person somsak = day.technician("somsak", Map.of("plumbing", 3));
        String first = day.visit(-1, Map.of("requiredSkills", List.of("aircon")));
        String second = day.visit(-2, Map.of("requiredSkills", List.of("plumbing")));
        JsonPath plan = day.plan("fill", Map.of());
        String late = afterwards(plan, first, malee);
        String later = afterwards(plan, second, somsak);

        day.accept(plan, List.of())
                .statusCode(409)
                .body("code", equalTo("plan-outdated"))
                .body("parts.find { it.otherVisitId == '" + late + "' }.visitId", equalTo(first))
                .body("parts.find { it.otherVisitId == '" + later + "' }.visitId", equalTo(second))
                .body("parts.reason.unique()", equalTo(List.of("no-longer-fits")));
    }

    /// A visit that can be reached in time from home, and not from where a row of the plan ends just before it.
    private String afterwards(JsonPath plan, String visit, Person technician) {
        String far = day.visit(20, Map.of());
        String end = plan.getString("proposal.changes.find { it.visitId == '" + visit + "' }.to.end");
        day.schedule(far, technician, Instant.parse(end));
        return far;
    }
}
