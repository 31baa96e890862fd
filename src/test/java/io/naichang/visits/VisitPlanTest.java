package io.naichang.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How the office plans visits, and what keeps it from planning what nobody can do.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class VisitPlanTest {
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(30, ChronoUnit.HOURS);

    private Tenant siam;
    private Person nok;
    private Person somchai;
    private Work work;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        work = Work.at(nok);
    }

    private ValidatableResponse schedules(String visit, Map<String, ?> more) {
        Map<String, Object> plan = new HashMap<>();
        plan.put("technicianId", somchai.id());
        plan.put("plannedStart", start.toString());
        plan.put("plannedEnd", start.plus(1, ChronoUnit.HOURS).toString());
        plan.putAll(more);
        return step(visit, "schedule", plan);
    }

    private ValidatableResponse step(String visit, String step, Map<String, ?> body) {
        return nok.request().body(body).post("/visits/{id}/{step}", visit, step).then();
    }

    @Test
    void a_technician_is_busy_also_with_what_was_double_booked_on_purpose_and_one_learns_with_what() {
        String first = work.visit();
        String second = work.visit();
        schedules(first, Map.of("doubleBooked", true)).statusCode(200);

        schedules(second, Map.of())
                .statusCode(409)
                .body("code", equalTo("double-booked"))
                .body("visitId", equalTo(first))
                .body("visitNumber", equalTo(work.seen(first).getString("number")))
                .body("technicianId", equalTo(somchai.id().toString()));

        assertThat(work.seen(second).getString("status")).isEqualTo("unscheduled");
        schedules(second, Map.of("doubleBooked", true)).statusCode(200);
        schedules(
                        first,
                        Map.of("plannedStart", start.plus(5, ChronoUnit.MINUTES).toString(), "doubleBooked", true))
                .statusCode(200);
    }

    @Test
    void a_cancelled_visit_comes_back_to_its_time_only_if_that_is_free_or_the_dispatcher_wants_it() {
        String called = work.visit();
        schedules(called, Map.of()).statusCode(200);
        step(called, "cancel", Map.of("reason", "ลูกค้าเลื่อน")).statusCode(200);
        schedules(work.visit(), Map.of()).statusCode(200);

        step(called, "reopen", Map.of("reason", "ลูกค้าเปลี่ยนใจ"))
                .statusCode(409)
                .body("code", equalTo("double-booked"));

        step(called, "reopen", Map.of("reason", "ลูกค้าเปลี่ยนใจ", "doubleBooked", true))
                .statusCode(200)
                .body("status", equalTo("scheduled"));
        Phone phone = Phone.of(somchai).pull();
        assertThat(phone.versions().keySet().stream()
                        .filter(key -> key.startsWith("notices/"))
                        .map(key -> phone.row("notices", key.substring(8))
                                .path("kind")
                                .asText()))
                .contains("visit-cancelled", "visit-reopened");
    }

    @Test
    void nothing_is_sent_to_somebody_who_was_disabled() {
        String visit = work.visit();
        schedules(visit, Map.of()).statusCode(200);
        siam.admin()
                .request()
                .post("/users/" + somchai.id() + "/disable")
                .then()
                .statusCode(200);

        step(visit, "dispatch", Map.of())
                .statusCode(409)
                .body("code", equalTo("technician-disabled"))
                .body("technicianId", equalTo(somchai.id().toString()));
        assertThat(work.seen(visit).getString("status")).isEqualTo("scheduled");
    }

    @Test
    void a_year_of_the_buddhist_era_is_no_year_to_plan_in() {
        String visit = work.visit();

        schedules(visit, Map.of("plannedStart", "2569-01-05T02:00:00Z", "plannedEnd", "2569-01-05T04:00:00Z"))
                .statusCode(400)
                .body("code", equalTo("invalid"))
                .body("detail", hasItemsOf("plannedStart", "common era"));
        assertThat(work.seen(visit).getString("status")).isEqualTo("unscheduled");
    }

    private static org.hamcrest.Matcher<String> hasItemsOf(String one, String two) {
        return org.hamcrest.Matchers.stringContainsInOrder(one, two);
    }

    @Test
    void the_history_tells_to_whom_a_visit_was_given_each_time() {
        Person malee = siam.technician("malee");
        String visit = work.visit();
        schedules(visit, Map.of()).statusCode(200);
        schedules(visit, Map.of("technicianId", malee.id())).statusCode(200);

        nok.request()
                .get("/visits/{id}/steps", visit)
                .then()
                .statusCode(200)
                .body("step", contains("schedule", "schedule"))
                .body(
                        "technicianId",
                        contains(somchai.id().toString(), malee.id().toString()));
    }

    @Test
    void a_page_of_one_list_does_not_begin_in_another_nor_where_somebody_made_up() {
        work.elsewhere();
        String next = nok.request()
                .get("/sites?limit=1")
                .then()
                .statusCode(200)
                .extract()
                .path("next");
        assertThat(Objects.requireNonNull(next)).isNotBlank();
        nok.request().get("/sites?limit=1&after=" + next).then().statusCode(200);

        for (String forged : new String[] {next.substring(0, next.length() - 2) + "AA", "AAAA", next + "AAAA"}) {
            nok.request().get("/sites?after=" + forged).then().statusCode(400).body("field", equalTo("after"));
        }
        nok.request().get("/visits?after=" + next).then().statusCode(400).body("field", equalTo("after"));
        nok.request()
                .get("/visits?status=done&status=scheduled")
                .then()
                .statusCode(400)
                .body("field", equalTo("status"));
    }
}
