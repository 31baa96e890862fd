package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.testing.Dispatch;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a replan moves of the next two hours, what it leaves, and that it says so. At 10:20 Malee begins an hour of
/// work forty minutes late.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class FreezeTest {
    @Inject
    MovableClock clock;

    private Dispatch day;
    private Person malee;
    private Person somsak;

    @BeforeEach
    void a_late_technician_and_a_free_one() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of());
        somsak = day.technician("somsak", Map.of());
        String late = day.visit(2, Map.of());
        day.schedule(late, malee, day.at(9, 40));
        day.step(late, "dispatch", Map.of());
        Phone phone = Phone.of(malee).pull();
        clock.move(Duration.between(clock.instant(), day.at(10, 20)));
        phone.commands(late, "start", Map.of()).put("at", clock.instant().toString());
        phone.push();
    }

    @AfterEach
    void the_time_it_is() {
        clock.reset();
    }

    private String promised(Instant opens, Instant closes) {
        return day.visit(1, Dispatch.told(opens, closes));
    }

    /// What one click on the board asks for.
    private JsonPath rescue() {
        Map<String, Object> wish = new HashMap<>(day.board().getMap("rescue"));
        wish.keySet().removeAll(List.of("visitIds", "againVisitIds"));
        String plan = day.nok
                .request()
                .body(wish)
                .post("/route-plans")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        return day.ended(plan);
    }

    @Test
    void what_is_near_and_was_told_to_nobody_goes_to_who_comes_in_time() {
        String next = day.visit(1, Map.of());
        day.needs(next, Dispatch.between(day.at(10, 45), day.at(11, 10)));
        day.schedule(next, malee, day.at(10, 45));
        assertThat(day.board().getList("rescue.visitIds")).containsExactly(next);

        JsonPath plan = rescue();

        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(next);
        assertThat(plan.getString("proposal.changes[0].to.technicianName")).isEqualTo("somsak");
        day.accept(plan, List.of(next)).statusCode(200);
        assertThat(day.seen(next).getString("technicianId"))
                .isEqualTo(somsak.id().toString());
        assertThat(day.board().getMap("rescue")).isNull();
    }

    @Test
    void what_only_begins_later_because_the_day_runs_late_is_no_move_within_the_budget() {
        String follows = day.visit(1, Map.of());
        day.needs(follows, Map.of("requiredTechnicianIds", List.of(malee.id())));
        day.schedule(follows, malee, day.at(10, 45));

        JsonPath plan = day.plan("replan", Map.of("changeBudget", 0));

        assertThat(plan.getList("proposal.changes.kind")).containsExactly("shift");
        assertThat(plan.getInt("proposal.moved")).isZero();
    }

    @Test
    void what_is_near_and_was_told_stays_and_the_plan_says_that_it_is_in_danger() {
        String next = promised(day.at(10, 45), day.at(11, 10));
        day.schedule(next, malee, day.at(10, 45));

        JsonPath plan = rescue();

        assertThat(plan.getList("proposal.changes")).isEmpty();
        assertThat(plan.getList("proposal.leftOut")).isEmpty();
        assertThat(plan.getList("proposal.kept.visitId")).containsExactly(next);
        assertThat(plan.getList("proposal.kept[0].reasons.rule")).containsExactly("too-near", "late-promise");
        assertThat(plan.getString("proposal.kept[0].reasons[0].en")).contains("10:45");
        assertThat(plan.getInt("proposal.unchanged")).isEqualTo(1);
    }

    @Test
    void what_is_under_way_stays_and_the_plan_says_that_it_is_in_danger() {
        String next = promised(day.at(9, 45), day.at(10, 10));
        day.schedule(next, somsak, day.at(9, 50));
        day.step(next, "dispatch", Map.of());
        Phone phone = Phone.of(somsak).pull();
        phone.commands(next, "depart", Map.of()).put("at", clock.instant().toString());
        phone.push();

        JsonPath plan = rescue();

        assertThat(plan.getList("proposal.changes")).isEmpty();
        assertThat(plan.getList("proposal.kept[0].reasons.rule"))
                .containsExactly("under-way", "late-start", "late-promise");
    }

    @Test
    void what_is_under_way_some_minutes_late_is_in_no_danger() {
        String next = promised(day.at(10, 0), day.at(11, 0));
        day.schedule(next, somsak, day.at(10, 10));
        day.step(next, "dispatch", Map.of());
        Phone phone = Phone.of(somsak).pull();
        phone.commands(next, "depart", Map.of()).put("at", clock.instant().toString());
        phone.push();

        JsonPath plan = day.plan("replan", Map.of());

        assertThat(plan.getList("proposal.leftOut")).isEmpty();
        assertThat(plan.getList("proposal.kept")).isEmpty();
        assertThat(plan.getInt("proposal.unchanged")).isEqualTo(1);
    }

    @Test
    void what_is_near_and_was_told_goes_to_another_when_its_technician_is_gone() {
        String next = promised(day.at(10, 45), day.at(11, 30));
        day.schedule(next, malee, day.at(11, 0));
        day.sick(malee);

        JsonPath plan = rescue();

        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(next);
        assertThat(plan.getString("proposal.changes[0].to.technicianName")).isEqualTo("somsak");
        assertThat(plan.getList("proposal.customersToTell")).isEmpty();
        day.accept(plan, List.of(next)).statusCode(200);
    }

    @Test
    void what_should_have_begun_before_its_technician_went_home_goes_to_another() {
        String next = promised(day.at(10, 0), day.at(11, 0));
        day.schedule(next, somsak, day.at(10, 10));
        day.nok
                .request()
                .body(Map.of(
                        "technicianId", somsak.id(),
                        "from", day.at(10, 15).toString(),
                        "until", day.at(23, 0).toString(),
                        "kind", "van-broken"))
                .post("/absences")
                .then()
                .statusCode(201);
        day.technician("lek", Map.of());

        JsonPath plan = rescue();

        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(next);
        assertThat(plan.getString("proposal.changes[0].to.technicianName")).isEqualTo("lek");
        day.accept(plan, List.of(next)).statusCode(200);
    }

    @Test
    void what_somebody_was_on_his_way_to_goes_to_another_when_his_van_breaks_down() {
        String next = promised(day.at(10, 0), day.at(11, 0));
        day.schedule(next, somsak, day.at(10, 10));
        day.step(next, "dispatch", Map.of());
        Phone phone = Phone.of(somsak).pull();
        phone.commands(next, "depart", Map.of()).put("at", clock.instant().toString());
        phone.push();
        day.sick(somsak);
        day.technician("lek", Map.of());

        JsonPath plan = rescue();

        assertThat(plan.getString("proposal.changes[0].to.technicianName")).isEqualTo("lek");
        day.accept(plan, List.of(next)).statusCode(200);
    }

    @Test
    void a_promise_whose_time_is_over_holds_nobody_back() {
        String missed = promised(day.at(9, 0), day.at(10, 0));
        day.schedule(missed, malee, day.at(8, 30));

        JsonPath plan = day.plan("replan", Map.of("movePromised", true));

        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(missed);
        assertThat(Instant.parse(plan.getString("proposal.changes[0].to.start")))
                .isAfter(day.at(10, 19));
        day.accept(plan, List.of(missed)).statusCode(200);
    }

    @Test
    void a_time_that_came_near_since_the_plan_was_made_is_not_moved() {
        String later = promised(day.at(13, 0), day.at(14, 0));
        day.schedule(later, malee, day.at(13, 0));
        day.sick(malee);
        JsonPath plan = rescue();
        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(later);
        wellAgain();
        clock.move(Duration.ofHours(1));

        day.accept(plan, List.of(later))
                .statusCode(409)
                .body("code", equalTo("plan-outdated"))
                .body("parts[0].reason", equalTo("frozen"));
    }

    @Test
    void a_time_that_came_near_is_moved_to_what_its_customer_was_told_since() {
        String later = promised(day.at(13, 0), day.at(14, 0));
        day.schedule(later, somsak, day.at(13, 0));
        day.needs(later, Dispatch.between(day.at(15, 0), day.at(15, 30)));
        JsonPath plan = day.plan("replan", Map.of("movePromised", true));
        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(later);
        clock.move(Duration.ofHours(1));
        day.accept(plan, List.of(later)).statusCode(409).body("parts[0].reason", equalTo("frozen"));

        day.amend(later, Dispatch.told(day.at(15, 0), day.at(16, 0)));

        day.accept(plan, List.of(later)).statusCode(200);
        assertThat(Instant.parse(day.seen(later).getString("plannedStart"))).isEqualTo(day.at(15, 0));
    }

    private void wellAgain() {
        String absence = day.nok.request().get("/absences").then().extract().path("items[0].id");
        day.nok
                .request()
                .header("If-Match", "*")
                .delete("/absences/" + absence)
                .then()
                .statusCode(204);
    }

    @Test
    void a_promise_that_a_late_technician_would_break_is_kept_by_another() {
        String longer = day.visit(1, Map.of("duration", "PT2H30M"));
        day.needs(longer, Map.of("requiredTechnicianIds", List.of(malee.id())));
        day.step(
                longer,
                "schedule",
                Map.of(
                        "technicianId", malee.id(),
                        "plannedStart", day.at(10, 45).toString(),
                        "plannedEnd", day.at(13, 15).toString()));
        String told = promised(day.at(13, 0), day.at(13, 30));
        day.schedule(told, malee, day.at(13, 20));
        assertThat(day.board().getList("visits.find { it.id == '" + told + "' }.dangers.rule"))
                .containsExactly("late-promise");

        JsonPath plan = rescue();

        String row = "proposal.changes.find { it.visitId == '" + told + "' }";
        assertThat(plan.getString(row + ".to.technicianName")).isEqualTo("somsak");
        assertThat(Instant.parse(plan.getString(row + ".to.start"))).isBetween(day.at(13, 0), day.at(13, 30));
        assertThat(plan.getList("proposal.customersToTell")).isEmpty();
        day.accept(plan, List.of(told)).statusCode(200);
    }

    @Test
    void what_is_near_and_was_told_may_leave_somebody_who_starts_nobody_knows_where() {
        Person lek = day.withoutHome("lek");
        String next = promised(day.at(10, 45), day.at(11, 30));
        day.schedule(next, lek, day.at(11, 0));

        JsonPath plan = day.plan("replan", Map.of());

        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(next);
        assertThat(plan.getString("proposal.changes[0].to.technicianName")).isNotEqualTo("lek");
        day.accept(plan, List.of(next)).statusCode(200);
    }
}
