package io.naichang.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

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
import java.util.List;
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
        assertThat(noticesOf(Phone.of(somchai).pull())).contains("visit-cancelled", "visit-reopened");
    }

    private static List<String> noticesOf(Phone phone) {
        return phone.versions().keySet().stream()
                .filter(key -> key.startsWith("notices/"))
                .map(key -> phone.row("notices", key.substring(8)).path("kind").asText())
                .toList();
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
    void a_visit_that_was_sent_is_taken_back_and_its_technician_has_it_no_more_and_is_told() {
        String visit = work.visitOf(somchai, 20);
        String told = work.seen(visit).getString("plannedStart");
        Phone phone = Phone.of(somchai).pull();
        assertThat(phone.versions()).containsKey("visits/" + visit);

        step(visit, "unschedule", Map.of("reason", "ช่างติดงานด่วน"))
                .statusCode(200)
                .body("status", equalTo("unscheduled"))
                .body("technicianId", nullValue())
                .body("plannedStart", equalTo(told));

        phone.pull();
        assertThat(phone.versions()).doesNotContainKey("visits/" + visit);
        assertThat(noticesOf(phone)).contains("visit-taken-back");
        assertThat(phone.versions().keySet().stream()
                        .filter(key -> key.startsWith("notices/"))
                        .map(key -> phone.row("notices", key.substring(8))
                                .path("text")
                                .asText()))
                .anySatisfy(text -> assertThat(text).contains("ช่างติดงานด่วน"));
        nok.request()
                .get("/visits/{id}/steps", visit)
                .then()
                .body("step", contains("schedule", "dispatch", "unschedule"))
                .body("reason[2]", equalTo("ช่างติดงานด่วน"));
        step(visit, "unschedule", Map.of("reason", "ช่างติดงานด่วน")).statusCode(200);
        nok.request().get("/visits/{id}/steps", visit).then().body("step", hasSize(3));
        schedules(
                        work.visit(),
                        Map.of(
                                "plannedStart",
                                told,
                                "plannedEnd",
                                Instant.parse(told).plusSeconds(600).toString()))
                .statusCode(200);
    }

    @Test
    void work_that_was_done_offline_on_a_visit_that_was_taken_back_meanwhile_is_kept() {
        String visit = work.visitOf(somchai, 2);
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "start", Map.of());
        phone.commands(visit, "complete", Map.of("outcome", "fixed"));
        step(visit, "unschedule", Map.of("reason", "ช่างติดงานด่วน")).statusCode(200);

        phone.push();

        assertThat(work.seen(visit).getString("status")).isEqualTo("done");
        assertThat(work.seen(visit).getString("performedBy"))
                .isEqualTo(somchai.id().toString());
    }

    @Test
    void whoever_sets_out_offline_to_a_visit_that_was_taken_back_is_not_waited_for() {
        String visit = work.visitOf(somchai, 2);
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "depart", Map.of());
        step(visit, "unschedule", Map.of("reason", "ช่างติดงานด่วน")).statusCode(200);

        phone.push();

        assertThat(work.seen(visit).getString("status")).isEqualTo("unscheduled");
        nok.request().get("/visits/{id}/steps", visit).then().body("step", hasItem("depart"));
        schedules(visit, Map.of()).statusCode(200);
    }

    @Test
    void who_sets_out_for_a_visit_that_was_given_to_another_does_not_put_the_other_on_the_road() {
        Person malee = siam.technician("malee");
        String visit = work.visitOf(somchai, 2);
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "depart", Map.of());
        work.schedule(visit, malee, 3);

        phone.push();

        assertThat(work.seen(visit).getString("status")).isEqualTo("scheduled");
    }

    @Test
    void who_accepts_what_was_given_to_another_does_not_accept_it_for_him() {
        Person malee = siam.technician("malee");
        String visit = work.visitOf(somchai, 2);
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "accept", Map.of());
        work.schedule(visit, malee, 3);

        phone.push();

        assertThat(work.seen(visit).getString("acceptedAt")).isNull();
        Phone other = Phone.of(malee).pull();
        other.commands(visit, "accept", Map.of());
        other.push();
        assertThat(work.seen(visit).getString("acceptedAt")).isNotNull();
    }

    @Test
    void what_somebody_works_on_is_not_taken_back_but_whoever_only_drives_there_may_be_called_back() {
        String visit = work.visitOf(somchai, 2);
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "depart", Map.of());
        phone.push();
        step(visit, "unschedule", Map.of("reason", "ลูกค้าไม่อยู่")).statusCode(200);
        String other = work.visitOf(somchai, 4);
        phone.pull();
        phone.commands(other, "start", Map.of());
        phone.push();

        step(other, "unschedule", Map.of("reason", "ลูกค้าไม่อยู่"))
                .statusCode(409)
                .body("code", equalTo("visit-started"));
        step(visit, "unschedule", Map.of("reason", " ")).statusCode(400).body("field", equalTo("reason"));
        assertThat(work.seen(other).getString("status")).isEqualTo("in-progress");
    }

    @Test
    void a_visit_that_waits_for_a_part_is_planned_anew_and_whoever_goes_on_with_it_all_the_same_is_right() {
        String visit = work.visitOf(somchai, 2);
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "start", Map.of());
        phone.commands(visit, "pause", Map.of("reason", "รออะไหล่"));
        phone.push();
        schedules(visit, Map.of()).statusCode(409).body("code", equalTo("visit-waiting"));

        step(visit, "reopen", Map.of("reason", "อะไหล่มาแล้ว"))
                .statusCode(200)
                .body("status", equalTo("scheduled"))
                .body("waitingReason", nullValue())
                .body("startedAt", nullValue());

        schedules(visit, Map.of())
                .statusCode(200)
                .body("plannedStart", equalTo(work.seen(visit).getString("plannedStart")));
        assertThat(Instant.parse(work.seen(visit).getString("plannedStart"))).isEqualTo(start);
        phone.commands(visit, "resume", Map.of());
        phone.push();
        assertThat(work.seen(visit).getString("status")).isEqualTo("in-progress");
        step(visit, "reopen", Map.of("reason", "อะไหล่มาแล้ว")).statusCode(409).body("code", equalTo("visit-open"));
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
