package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.naichang.testing.Dispatch;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the board shows of a day, and what it says is in danger.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class DayBoardTest {
    @Inject
    Sql sql;

    @Inject
    Caller caller;

    private Dispatch day;
    private Person malee;

    @BeforeEach
    void a_region() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of());
    }

    private static List<String> dangers(JsonPath board, String visit) {
        return board.getList("visits.find { it.id == '" + visit + "' }.dangers.rule");
    }

    /// The phone that has it then.
    private Phone sent(String visit) {
        day.step(visit, "dispatch", Map.of());
        return Phone.of(malee).pull();
    }

    @Test
    void it_shows_who_works_what_is_planned_and_how_long_the_ways_are() {
        String planned = day.visit(3, Map.of());
        day.schedule(planned, malee, 9);
        String waiting = day.visit(1, Map.of());

        JsonPath board = day.board();

        assertThat(board.getString("timeZone")).isEqualTo("Asia/Bangkok");
        assertThat(board.getString("technicians[0].name")).isEqualTo("malee");
        assertThat(board.getString("technicians[0].workingTimes[0].start"))
                .isEqualTo(day.at(8, 0).toString());
        assertThat(board.getInt("visits.find { it.id == '" + planned + "' }.travelMinutes"))
                .isPositive();
        assertThat(board.getString("visits.find { it.id == '" + planned + "' }.expectedStart"))
                .isEqualTo(day.at(9, 0).toString());
        assertThat(board.getString("visits.find { it.id == '" + waiting + "' }.status"))
                .isEqualTo("unscheduled");
        assertThat(dangers(board, planned)).isEmpty();
    }

    @Test
    @ActivateRequestContext
    void the_visits_of_somebody_absent_are_in_danger_and_dispatchers_are_told() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, 9);

        day.sick(malee);

        assertThat(dangers(day.board(), visit)).containsExactly("shift-missing");
        caller.actAs(day.siam.id(), null);
        List<String> told = QuarkusTransaction.requiringNew()
                .call(() -> sql.list(
                        "SELECT text FROM notice WHERE tenant_id = current_tenant() AND user_id = ? AND kind = 'visits-endangered'",
                        row -> row.getString(1),
                        day.nok.id()));
        assertThat(told).hasSize(1).allMatch(each -> each.contains("malee") && each.contains("1 งาน"));
    }

    @Test
    void two_visits_too_far_from_each_other_endanger_the_promise_of_the_second() {
        String far = day.visit(40, Map.of());
        String promised = day.visit(1, Dispatch.told(day.at(10, 0), day.at(10, 15)));
        day.schedule(far, malee, 9);
        day.schedule(promised, malee, 10);

        JsonPath board = day.board();

        assertThat(dangers(board, promised)).contains("late-promise");
    }

    @Test
    void a_part_that_is_in_no_van_and_no_depot_endangers_the_visit_that_needs_it() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, 9);
        String part = day.siam
                .admin()
                .request()
                .body(Map.of("sku", "CMP-1", "name", "คอมเพรสเซอร์", "unit", "piece"))
                .post("/parts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        day.needs(visit, Map.of("parts", List.of(Map.of("partId", part, "quantity", 1))));

        assertThat(dangers(day.board(), visit)).contains("part-missing");
    }

    @Test
    void a_closed_door_is_a_danger_until_somebody_comes_again_or_the_office_has_settled_it() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, 9);
        day.nok.request().post("/visits/" + visit + "/dispatch").then().statusCode(200);
        Phone phone = Phone.of(malee).pull();
        phone.commands(visit, "start", Map.of());
        phone.commands(visit, "complete", Map.of("outcome", "no-access"));
        phone.push();

        JsonPath board = day.board();

        assertThat(dangers(board, visit)).containsExactly("no-access");
        assertThat(board.getList("rescue.againVisitIds")).containsExactly(visit);
        day.nok
                .request()
                .queryParam("from", day.at(0, 0).toString())
                .queryParam("to", day.at(23, 0).toString())
                .get("/visits/" + visit + "/candidates")
                .then()
                .statusCode(200)
                .body("candidates[0].possible", equalTo(true))
                .body("candidates[0].technicianName", equalTo("malee"));

        day.nok.request().post("/visits/" + visit + "/approve").then().statusCode(200);
        assertThat(dangers(day.board(), visit)).isEmpty();
    }

    @Test
    void a_second_trip_is_expected_when_it_is_planned_and_not_when_the_first_began() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, 9);
        Phone phone = sent(visit);
        phone.commands(visit, "depart", Map.of());
        phone.commands(visit, "start", Map.of());
        phone.commands(visit, "complete", Map.of("outcome", "no-access"));
        phone.push();

        day.step(visit, "reopen", Map.of("reason", "ไม่มีใครเปิดประตู"));
        day.schedule(visit, malee, 14);

        JsonPath board = day.board();
        assertThat(board.getString("visits.find { it.id == '" + visit + "' }.expectedStart"))
                .isEqualTo(day.at(14, 0).toString());
        assertThat(board.getString("visits.find { it.id == '" + visit + "' }.startedAt"))
                .isNull();
        assertThat(dangers(board, visit)).isEmpty();
        assertThat(day.seen(visit).getString("departedAt")).isNull();
    }

    @Test
    void whoever_sets_out_for_what_was_taken_back_from_him_keeps_nobody_from_planning_it() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, 9);
        Phone phone = sent(visit);
        phone.commands(visit, "depart", Map.of());
        day.step(visit, "unschedule", Map.of("reason", "ช่างติดงานด่วน"));
        phone.push();

        assertThat(day.board().getString("visits.find { it.id == '" + visit + "' }.status"))
                .isEqualTo("unscheduled");
        day.nok
                .request()
                .queryParam("from", day.at(0, 0).toString())
                .queryParam("to", day.at(23, 0).toString())
                .get("/visits/" + visit + "/candidates")
                .then()
                .statusCode(200)
                .body("candidates[0].possible", equalTo(true));
    }

    @Test
    void what_has_waited_for_weeks_is_on_the_board_when_it_is_opened_again() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, Instant.now().minus(Duration.ofDays(20)));
        Phone phone = sent(visit);
        phone.commands(visit, "start", Map.of());
        phone.commands(visit, "pause", Map.of("reason", "รอคอมเพรสเซอร์"));
        phone.push();

        day.step(visit, "reopen", Map.of("reason", "อะไหล่มาแล้ว"));

        assertThat(day.board().getString("visits.find { it.id == '" + visit + "' }.status"))
                .isEqualTo("unscheduled");
    }

    @Test
    void the_start_of_a_second_trip_is_its_own() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, 9);
        Phone phone = sent(visit);
        phone.commands(visit, "start", Map.of());
        phone.commands(visit, "complete", Map.of("outcome", "no-access"));
        phone.push();
        String first = day.seen(visit).getString("startedAt");
        day.step(visit, "reopen", Map.of("reason", "ไม่มีใครเปิดประตู"));

        phone.pull().commands(visit, "start", Map.of());
        phone.push();

        assertThat(day.seen(visit).getString("startedAt")).isNotNull().isGreaterThan(first);
        assertThat(day.seen(visit).getString("status")).isEqualTo("in-progress");
    }

    @Test
    void what_is_in_danger_comes_with_the_replan_that_saves_it() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, 9);
        assertThat(day.board().getMap("rescue")).isNull();
        day.technician("somsak", Map.of());

        day.sick(malee);

        JsonPath board = day.board();
        assertThat(board.getList("rescue.visitIds")).containsExactly(visit);
        Map<String, Object> wish = new HashMap<>(board.getMap("rescue"));
        wish.keySet().removeAll(List.of("visitIds", "againVisitIds"));
        String plan = day.nok
                .request()
                .body(wish)
                .post("/route-plans")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        JsonPath saved = day.ended(plan);
        assertThat(saved.getList("proposal.changes.visitId")).containsExactly(visit);
        assertThat(saved.getString("proposal.changes[0].to.technicianName")).isEqualTo("somsak");
    }

    @Test
    void what_begins_before_the_time_that_is_shown_is_saved_too_where_a_plan_would_move_it() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, 9);
        day.technician("somsak", Map.of());
        day.sick(malee);

        JsonPath board = JsonPath.from(day.nok
                .request()
                .queryParam("regionId", day.region)
                .queryParam("from", day.at(9, 20).toString())
                .queryParam("to", day.at(23, 0).toString())
                .get("/day-board")
                .then()
                .statusCode(200)
                .extract()
                .asString());

        assertThat(board.getList("rescue.visitIds")).containsExactly(visit);
        JsonPath plan = day.plan("replan", Map.of("from", day.at(9, 20).toString()));
        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(visit);
    }
}
