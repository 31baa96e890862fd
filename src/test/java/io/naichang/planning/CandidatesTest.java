package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who could take a visit, and whether it may be dropped on somebody's day.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class CandidatesTest {
    private Dispatch day;
    private Person malee;
    private Person somsak;

    @BeforeEach
    void two_technicians() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of("aircon", 3));
        somsak = day.technician("somsak", Map.of());
    }

    private ValidatableResponse candidates(String visit) {
        return day.nok
                .request()
                .queryParam("from", day.at(0, 0).toString())
                .queryParam("to", day.at(23, 0).toString())
                .get("/visits/" + visit + "/candidates")
                .then();
    }

    private ValidatableResponse drop(String visit, Person technician, int hour) {
        return day.nok
                .request()
                .body(Map.of(
                        "technicianId",
                        technician.id(),
                        "start",
                        day.at(hour, 0).toString()))
                .post("/visits/" + visit + "/check-drop")
                .then();
    }

    @Test
    void who_is_nearer_comes_first() {
        day.schedule(day.visit(30, Map.of()), somsak, 9);
        String visit = day.visit(30, Map.of());

        JsonPath found =
                JsonPath.from(candidates(visit).statusCode(200).extract().asString());

        assertThat(found.getBoolean("candidates[0].possible")).isTrue();
        assertThat(found.getString("candidates[0].technicianName")).isEqualTo("somsak");
        assertThat(found.getInt("candidates[0].extraTravelMinutes"))
                .isLessThan(found.getInt("candidates.find { it.technicianName == 'malee' }.extraTravelMinutes"));
    }

    /// What its customer was told, from ten to twelve.
    private String told() {
        return day.visit(1, Dispatch.told(day.at(10, 0), day.at(12, 0)));
    }

    @Test
    void nobody_comes_before_the_time_that_the_customer_was_told() {
        String visit = told();

        JsonPath found =
                JsonPath.from(candidates(visit).statusCode(200).extract().asString());

        assertThat(found.getString("candidates[0].start"))
                .isEqualTo(day.at(10, 0).toString());
        assertThat(found.getList("candidates[0].notes")).isEmpty();
        assertThat(day.plan("fill", Map.of()).getString("proposal.changes[0].to.start"))
                .isEqualTo(day.at(10, 0).toString());
    }

    @Test
    void unless_its_own_windows_leave_no_other_time() {
        String visit = told();
        day.needs(visit, Dispatch.between(day.at(8, 30), day.at(9, 30)));

        candidates(visit)
                .statusCode(200)
                .body("candidates[0].start", equalTo(day.at(8, 30).toString()))
                .body("candidates[0].notes.rule", contains("late"));
    }

    @Test
    void or_promises_may_be_moved() {
        day = new Dispatch();
        day.shift(day.withoutShifts("ploy", Map.of()), "06:00", "09:30");
        String visit = told();

        assertThat(day.plan("fill", Map.of()).getList("proposal.leftOut.visitId"))
                .containsExactly(visit);
        assertThat(day.plan("fill", Map.of("movePromised", true)).getList("proposal.changes.visitId"))
                .containsExactly(visit);
    }

    @Test
    void what_was_told_for_another_day_is_not_offered_before_it() {
        String visit = told();

        day.nok
                .request()
                .queryParam("from", day.at(0, 0).toString())
                .queryParam("to", day.at(9, 30).toString())
                .get("/visits/" + visit + "/candidates")
                .then()
                .statusCode(200)
                .body("candidates", empty())
                .body("reason.rule", equalTo("no-window-in-time"));
    }

    @Test
    void a_drop_before_that_time_is_the_dispatchers_to_decide() {
        String visit = told();

        drop(visit, malee, 9)
                .statusCode(200)
                .body("possible", equalTo(true))
                .body("start", equalTo(day.at(9, 0).toString()));
        day.schedule(visit, malee, 9);

        assertThat(day.plan("replan", Map.of()).getList("proposal.changes")).isEmpty();
    }

    @Test
    void who_lacks_a_skill_comes_after_with_what_he_lacks() {
        String visit = day.visit(1, Map.of("requiredSkills", List.of("aircon")));

        candidates(visit)
                .statusCode(200)
                .body("candidates[0].technicianName", equalTo("malee"))
                .body("candidates[1].possible", equalTo(false))
                .body("candidates[1].technicianName", equalTo("somsak"))
                .body("candidates[1].reasons[0].rule", equalTo("skill"))
                .body("candidates[1].reasons[0].en", containsString("aircon"))
                .body("candidates[1].reasons[0].th", containsString("aircon"));
    }

    @Test
    void nobody_is_asked_for_a_site_that_nobody_has_measured() {
        candidates(day.visitAt(day.siteWithoutPosition(), Map.of()))
                .statusCode(200)
                .body("candidates", empty())
                .body("reason.rule", equalTo("site-without-position"));
    }

    @Test
    void a_drop_on_a_free_hour_is_allowed_and_changes_nothing() {
        String visit = day.visit(1, Map.of());

        drop(visit, malee, 10)
                .statusCode(200)
                .body("possible", equalTo(true))
                .body("start", equalTo(day.at(10, 0).toString()));

        assertThat(day.seen(visit).getString("status")).isEqualTo("unscheduled");
    }

    @Test
    void a_drop_on_somebody_without_the_skill_says_which() {
        String visit = day.visit(1, Map.of("requiredSkills", List.of("aircon")));

        drop(visit, somsak, 10)
                .statusCode(200)
                .body("possible", equalTo(false))
                .body("reasons.rule", contains("skill"));
    }

    @Test
    void a_drop_outside_of_the_shift_says_so() {
        drop(day.visit(1, Map.of()), malee, 22)
                .statusCode(200)
                .body("possible", equalTo(false))
                .body("reasons", not(empty()));
    }

    @Test
    void a_drop_outside_of_the_visits_windows_says_so() {
        String visit = day.visit(1, Map.of());
        day.needs(visit, Dispatch.between(day.at(8, 30), day.at(9, 0)));

        drop(visit, malee, 14)
                .statusCode(200)
                .body("possible", equalTo(false))
                .body("reasons.rule", contains("drop-window"));
    }

    @Test
    void what_was_called_off_while_it_was_dragged_is_refused_with_the_reason() {
        String visit = day.visit(1, Map.of());
        day.step(visit, "cancel", Map.of("reason", "ลูกค้ายกเลิก"));

        drop(visit, malee, 10)
                .statusCode(200)
                .body("possible", equalTo(false))
                .body("reasons.rule", contains("begun-or-over"));
        candidates(visit).statusCode(200).body("reason.rule", equalTo("begun-or-over"));
    }

    @Test
    void what_has_begun_is_not_in_its_own_way() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, 9);
        day.step(visit, "dispatch", Map.of());
        Phone phone = Phone.of(malee).pull();
        phone.commands(visit, "depart", Map.of());
        phone.push();

        drop(visit, somsak, 10).body("reasons.rule", contains("under-way"));
        candidates(visit).body("reason.rule", equalTo("under-way")).body("reason.en", containsString("malee"));

        phone.commands(visit, "start", Map.of());
        phone.push();

        drop(visit, somsak, 10).body("reasons.rule", contains("begun-or-over"));
        candidates(visit).body("reason.rule", equalTo("begun-or-over"));
    }

    @Test
    void who_works_in_another_region_is_not_said_to_be_away() {
        Person lek = day.technician("lek", Map.of());
        day.nok
                .request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("regionId", day.siam.region("ลำพูน")))
                .patch("/technicians/" + lek.id())
                .then()
                .statusCode(200);
        String visit = day.visit(1, Map.of());

        drop(visit, lek, 10)
                .body("possible", equalTo(false))
                .body("reasons.rule", contains("of-another-region"))
                .body("reasons[0].en", containsString("lek"));

        day.schedule(visit, lek, 9);

        drop(visit, malee, 10).body("reasons.rule", contains("of-others"));
        candidates(visit).body("reason.rule", equalTo("of-others"));
    }

    @Test
    void whose_technician_has_left_belongs_to_the_region_of_its_site_alone() {
        String visit = io.naichang.testing.Work.at(day.nok).visit();
        day.schedule(visit, malee, 9);
        day.siam
                .admin()
                .request()
                .post("/users/" + malee.id() + "/disable")
                .then()
                .statusCode(200);

        drop(visit, somsak, 10).statusCode(200).body("reasons.rule", contains("no-region"));
        candidates(visit).statusCode(200).body("reason.rule", equalTo("no-region"));
    }

    @Test
    void for_a_visit_of_no_region_nobody_is_asked() {
        String visit = io.naichang.testing.Work.at(day.nok).visit();

        candidates(visit).statusCode(200).body("reason.rule", equalTo("no-region"));
    }
}
