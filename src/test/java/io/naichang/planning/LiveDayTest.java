package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

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

/// The day itself: what phones report, and what the board and plans make of it.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class LiveDayTest extends LiveDay {
    @Test
    void what_should_have_begun_is_in_danger_and_others_could_take_it() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, day.at(10, 0));
        Person somsak = day.technician("somsak", Map.of());
        itIs(10, 20);

        JsonPath board = day.board();

        assertThat(dangers(board, visit)).containsExactly("late-start");
        assertThat(board.getString("visits.find { it.id == '" + visit + "' }.dangers[0].en"))
                .contains("20 min");
        assertThat(Instant.parse(board.getString("visits.find { it.id == '" + visit + "' }.expectedStart")))
                .isBetween(day.at(10, 20), day.at(10, 40));
        assertThat(board.getList("rescue.visitIds")).containsExactly(visit);
        JsonPath ranking = JsonPath.from(day.nok
                .request()
                .queryParam("from", day.at(0, 0).toString())
                .queryParam("to", day.at(23, 0).toString())
                .get("/visits/" + visit + "/candidates")
                .asString());
        assertThat(ranking.getList("candidates.findAll { it.possible }.technicianId"))
                .contains(somsak.id().toString());
    }

    @Test
    void work_that_takes_longer_than_planned_is_in_danger() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, day.at(9, 0));
        Phone phone = dispatched(visit, malee);
        itIs(9, 0);
        does(phone, visit, "start", Map.of());
        phone.push();
        itIs(10, 0);
        assertThat(dangers(day.board(), visit)).isEmpty();

        itIs(10, 25);

        JsonPath board = day.board();
        assertThat(dangers(board, visit)).containsExactly("overruns");
        assertThat(board.getString("visits.find { it.id == '" + visit + "' }.dangers[0].en"))
                .matches("[^0-9]+2[45] min.*");
        assertThat(board.getMap("rescue")).isNull();
    }

    @Test
    void work_that_waits_is_in_danger_and_says_for_what() {
        String visit = day.visit(1, Map.of());
        day.schedule(visit, malee, day.at(9, 0));
        Phone phone = dispatched(visit, malee);
        itIs(9, 0);
        does(phone, visit, "start", Map.of());
        itIs(9, 20);
        does(phone, visit, "pause", Map.of("reason", "รออะไหล่"));
        phone.push();

        JsonPath board = day.board();

        assertThat(dangers(board, visit)).containsExactly("waits");
        assertThat(board.getString("visits.find { it.id == '" + visit + "' }.dangers[0].th"))
                .contains("รออะไหล่");
        does(phone.pull(), visit, "resume", Map.of());
        phone.push();
        assertThat(dangers(day.board(), visit)).isEmpty();
    }

    @Test
    void what_is_done_early_leaves_its_time_to_others() {
        String visit = day.visit(1, Map.of("duration", "PT3H"));
        day.step(
                visit,
                "schedule",
                Map.of(
                        "technicianId", malee.id(),
                        "plannedStart", day.at(9, 0).toString(),
                        "plannedEnd", day.at(12, 0).toString()));
        Phone phone = dispatched(visit, malee);
        String urgent = day.visit(2, Map.of("priority", "emergency"));
        day.needs(urgent, Dispatch.between(day.at(9, 30), day.at(10, 30)));
        itIs(9, 0);
        does(phone, visit, "start", Map.of());
        phone.push();
        assertThat(day.plan("fill", Map.of()).getList("proposal.leftOut.visitId"))
                .containsExactly(urgent);
        itIs(9, 40);

        does(phone, visit, "complete", Map.of("outcome", "fixed"));
        phone.push();

        JsonPath plan = day.plan("fill", Map.of());
        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(urgent);
        day.accept(plan, List.of(urgent)).statusCode(200);
    }

    @Test
    void work_that_was_done_offline_before_it_was_given_to_another_corrects_the_plan() {
        Person somsak = day.technician("somsak", Map.of());
        String far = day.visit(30, Map.of());
        day.schedule(far, somsak, day.at(9, 0));
        Phone phone = dispatched(far, somsak);
        itIs(9, 0);
        does(phone, far, "start", Map.of());
        itIs(9, 50);
        does(phone, far, "complete", Map.of("outcome", "fixed"));
        day.schedule(far, malee, day.at(13, 0));
        String near = day.visit(0, Map.of());
        day.needs(near, Dispatch.between(day.at(10, 0), day.at(10, 30)));
        day.schedule(near, somsak, day.at(10, 0));
        assertThat(dangers(day.board(), near)).isEmpty();

        phone.push();

        JsonPath board = day.board();
        assertThat(board.getString("visits.find { it.id == '" + far + "' }.status"))
                .isEqualTo("done");
        assertThat(board.getString("visits.find { it.id == '" + far + "' }.technicianId"))
                .isEqualTo(somsak.id().toString());
        assertThat(board.getList("rescue.visitIds")).containsExactly(near);
        JsonPath plan = day.plan("replan", Map.of());
        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(near);
        assertThat(plan.getString("proposal.changes[0].to.technicianName")).isEqualTo("malee");
        day.accept(plan, List.of(near)).statusCode(200);
    }
}
