package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is on call comes to emergencies, and to nothing else.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class OnCallTest {
    @Inject
    MovableClock clock;

    private Dispatch day;
    private Person malee;

    @BeforeEach
    void an_evening_on_call() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of());
        day.nok
                .request()
                .body(Map.of(
                        "technicianId", malee.id(),
                        "from", day.at(17, 0).toString(),
                        "until", day.at(23, 0).toString()))
                .post("/on-calls")
                .then()
                .statusCode(201);
    }

    @AfterEach
    void the_time_it_is() {
        clock.reset();
    }

    private void itIs(int hour, int minute) {
        clock.move(Duration.between(clock.instant(), day.at(hour, minute)));
    }

    private JsonPath candidates(String visit) {
        return candidates(visit, 18);
    }

    private JsonPath candidates(String visit, int fromHour) {
        return JsonPath.from(day.nok
                .request()
                .queryParam("from", day.at(fromHour, 0).toString())
                .queryParam("to", day.at(23, 0).toString())
                .get("/visits/" + visit + "/candidates")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void an_emergency_at_night_has_a_candidate_whose_price_is_said() {
        JsonPath ranking = candidates(day.visit(1, Map.of("priority", "emergency")));

        assertThat(ranking.getBoolean("candidates[0].possible")).isTrue();
        assertThat(Instant.parse(ranking.getString("candidates[0].start"))).isBetween(day.at(18, 0), day.at(19, 0));
        assertThat(ranking.getList("candidates[0].notes.rule")).contains("on-call", "overtime");
    }

    @Test
    void nobody_drives_out_at_night_for_less() {
        JsonPath ranking = candidates(day.visit(1, Map.of("priority", "high")));

        assertThat(ranking.getList("candidates.possible")).containsOnly(false);
        assertThat(ranking.getList("candidates.reasons.rule.flatten()")).contains("region");
    }

    @Test
    void an_urgent_case_is_planned_for_whoever_is_on_call_and_stays_in_no_danger() {
        String urgent = day.visit(1, Map.of("priority", "emergency"));
        day.needs(urgent, Dispatch.between(day.at(19, 0), day.at(20, 0)));
        String usual = day.visit(1, Map.of());
        day.needs(usual, Dispatch.between(day.at(19, 0), day.at(20, 0)));

        JsonPath plan = day.plan("replan", Map.of());

        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(urgent);
        assertThat(plan.getList("proposal.changes[0].reasons.rule")).contains("on-call");
        assertThat(plan.getList("proposal.leftOut.visitId")).containsExactly(usual);
        day.accept(plan, List.of()).statusCode(200);
        JsonPath board = JsonPath.from(day.nok
                .request()
                .queryParam("regionId", day.region)
                .queryParam("from", day.at(0, 0).toString())
                .queryParam("to", day.at(23, 59).toString())
                .get("/day-board")
                .asString());
        assertThat(board.getList("visits.find { it.id == '" + urgent + "' }.dangers"))
                .isEmpty();
    }

    @Test
    void who_has_gone_home_after_his_last_visit_leaves_no_earlier_than_now() {
        String last = day.visit(1, Map.of());
        day.schedule(last, malee, day.at(15, 50));
        Phone phone = dispatched(last);
        itIs(15, 50);
        phone.commands(last, "start", Map.of()).put("at", clock.instant().toString());
        phone.push();
        itIs(16, 50);
        phone.commands(last, "complete", Map.of("outcome", "fixed"))
                .put("at", clock.instant().toString());
        phone.push();
        itIs(20, 5);

        // 28 km out, 53 minutes by the company's policy.
        JsonPath ranking = candidates(day.visit(25, Map.of("priority", "emergency")), 0);

        assertThat(ranking.getBoolean("candidates[0].possible")).isTrue();
        assertThat(Instant.parse(ranking.getString("candidates[0].start"))).isBetween(day.at(20, 45), day.at(21, 10));
    }

    @Test
    void who_is_still_at_work_is_called_when_that_ends_and_comes_from_there() {
        String running = day.visit(20, Map.of("duration", "PT3H"));
        day.schedule(running, malee, day.at(16, 30));
        Phone phone = dispatched(running);
        itIs(16, 30);
        phone.commands(running, "start", Map.of()).put("at", clock.instant().toString());
        phone.push();
        itIs(18, 30);

        JsonPath near = candidates(day.visit(20, Map.of("priority", "emergency")), 0);
        JsonPath home = candidates(day.visit(0, Map.of("priority", "emergency")), 0);

        assertThat(near.getBoolean("candidates[0].possible")).isTrue();
        assertThat(Instant.parse(near.getString("candidates[0].start"))).isBetween(day.at(19, 30), day.at(19, 45));
        assertThat(Instant.parse(home.getString("candidates[0].start"))).isBetween(day.at(19, 50), day.at(20, 30));
    }

    private Phone dispatched(String visit) {
        day.nok.request().post("/visits/" + visit + "/dispatch").then().statusCode(200);
        return Phone.of(malee).pull();
    }
}
