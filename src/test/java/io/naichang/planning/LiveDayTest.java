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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The day itself: what phones report, at once or hours later, and what the board and plans make of it.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // set before each test
class LiveDayTest {
    @Inject
    MovableClock clock;

    private Dispatch day;
    private Person malee;

    @BeforeEach
    void a_region() {
        day = new Dispatch();
        malee = day.technician("malee", Map.of());
    }

    @AfterEach
    void the_time_it_is() {
        clock.reset();
    }

    private void itIs(int hour, int minute) {
        clock.move(Duration.between(clock.instant(), day.at(0, minute).plus(Duration.ofHours(hour))));
    }

    private Phone dispatched(String visit, Person technician) {
        day.step(visit, "dispatch", Map.of());
        return Phone.of(technician).pull();
    }

    private void does(Phone phone, String visit, String command, Map<String, ?> args) {
        phone.commands(visit, command, args).put("at", clock.instant().toString());
    }

    private static List<String> dangers(JsonPath board, String visit) {
        return board.getList("visits.find { it.id == '" + visit + "' }.dangers.rule");
    }

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

    @Test
    void work_that_waits_does_not_delay_what_its_technician_does_meanwhile() {
        String waits = day.visit(1, Map.of());
        day.schedule(waits, malee, day.at(9, 0));
        String meanwhile = day.visit(2, Map.of());
        day.schedule(meanwhile, malee, day.at(10, 0));
        String next = promised(3, day.at(11, 15), day.at(11, 40));
        day.schedule(next, malee, day.at(11, 30));
        Phone phone = pausedAtTwentyPastNine(waits, meanwhile);
        itIs(10, 0);
        does(phone, meanwhile, "start", Map.of());
        phone.push();
        itIs(10, 50);

        JsonPath board = day.board();

        assertThat(dangers(board, next)).isEmpty();
        assertThat(expected(board, next)).isEqualTo(day.at(11, 30));
        assertThat(board.getMap("rescue")).isNull();
    }

    @Test
    void who_has_done_something_since_his_work_waits_is_where_that_was() {
        String waits = day.visit(0, Map.of());
        day.schedule(waits, malee, day.at(9, 0));
        String far = day.visit(30, Map.of());
        day.schedule(far, malee, day.at(10, 0));
        Phone phone = pausedAtTwentyPastNine(waits, far);
        itIs(10, 0);
        does(phone, far, "start", Map.of());
        itIs(10, 50);
        does(phone, far, "complete", Map.of("outcome", "fixed"));
        phone.push();

        JsonPath ranking = candidates(day.visit(30, Map.of()), day.at(0, 0));

        assertThat(firstStart(ranking)).isBetween(day.at(10, 50), day.at(11, 0));
    }

    @Test
    void who_goes_back_to_work_that_waited_is_there() {
        String waits = day.visit(30, Map.of());
        day.schedule(waits, malee, day.at(9, 0));
        String near = day.visit(0, Map.of());
        day.schedule(near, malee, day.at(10, 0));
        Phone phone = pausedAtTwentyPastNine(waits, near);
        itIs(10, 0);
        does(phone, near, "start", Map.of());
        itIs(10, 20);
        does(phone, near, "complete", Map.of("outcome", "fixed"));
        itIs(11, 20);
        does(phone, waits, "resume", Map.of());
        phone.push();

        JsonPath ranking = candidates(day.visit(30, Map.of()), day.at(0, 0));

        assertThat(firstStart(ranking)).isBetween(day.at(11, 20), day.at(11, 30));
    }

    @Test
    void what_has_waited_since_another_day_does_not_send_its_technician_back_in_time() {
        String waits = day.visit(1, Map.of());
        day.schedule(waits, malee, day.at(9, 0));
        pausedAtTwentyPastNine(waits, waits).push();
        worksNextDay(malee);
        itIs(24 + 9, 0);

        // 44 km out: he leaves home now.
        JsonPath ranking = candidates(day.visit(40, Map.of()), day.at(0, 0).plus(DAY));

        assertThat(firstStart(ranking))
                .isBetween(day.at(9, 40).plus(DAY), day.at(11, 0).plus(DAY));
    }

    @Test
    void who_goes_on_from_the_work_of_a_crew_is_not_held_by_who_stays() {
        Person somsak = day.technician("somsak", Map.of());
        String together = day.visit(1, Map.of());
        day.step(
                together,
                "schedule",
                Map.of(
                        "technicianId", malee.id(),
                        "crewIds", List.of(somsak.id()),
                        "plannedStart", day.at(9, 0).toString(),
                        "plannedEnd", day.at(10, 0).toString()));
        String alone = day.visit(2, Map.of());
        day.schedule(alone, malee, day.at(10, 10));
        String next = promised(3, day.at(11, 15), day.at(11, 40));
        day.schedule(next, malee, day.at(11, 30));
        day.step(together, "dispatch", Map.of());
        Phone phone = dispatched(alone, malee);
        itIs(9, 0);
        does(phone, together, "start", Map.of());
        itIs(9, 50);
        does(phone, together, "complete", Map.of("outcome", "fixed"));
        itIs(10, 10);
        does(phone, alone, "start", Map.of());
        phone.push();
        itIs(10, 50);

        JsonPath board = day.board();

        assertThat(dangers(board, next)).isEmpty();
    }

    @Test
    void who_should_have_begun_something_is_not_free_before_that() {
        String late = day.visit(1, Map.of());
        day.schedule(late, malee, day.at(9, 0));
        itIs(10, 20);

        JsonPath ranking = candidates(day.visit(1, Map.of()), null);

        assertThat(firstStart(ranking)).isAfter(day.at(11, 19));
    }

    @Test
    void who_has_just_been_far_out_is_there_for_whoever_asks_now() {
        String far = day.visit(40, Map.of());
        day.schedule(far, malee, day.at(9, 0));
        Phone phone = dispatched(far, malee);
        itIs(9, 0);
        does(phone, far, "start", Map.of());
        itIs(10, 5);
        does(phone, far, "complete", Map.of("outcome", "fixed"));
        phone.push();
        itIs(10, 20);

        JsonPath ranking = candidates(day.visit(40, Map.of()), null);

        assertThat(firstStart(ranking)).isBetween(day.at(10, 20), day.at(10, 30));
    }

    @Test
    void a_plan_from_now_on_knows_what_should_have_begun() {
        String late = day.visit(1, Map.of());
        day.schedule(late, malee, day.at(9, 0));
        itIs(10, 20);

        JsonPath plan = day.plan("replan", Map.of("from", clock.instant().toString()));

        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(late);
        assertThat(Instant.parse(plan.getString("proposal.changes[0].to.start")))
                .isBetween(day.at(10, 20), day.at(10, 40));
    }

    @Test
    void what_was_told_and_never_planned_is_on_the_next_days_board_and_in_its_plan() {
        String told = promised(1, day.at(9, 0), day.at(11, 0));
        worksNextDay(malee);
        itIs(24 + 10, 0);

        assertThat(today().getList("visits.id")).containsExactly(told);
        JsonPath plan = day.plan("fill", nextDay());
        assertThat(plan.getList("proposal.changes.visitId")).containsExactly(told);
        assertThat(plan.getList("proposal.customersToTell.visitId")).containsExactly(told);
        day.accept(plan, List.of(told)).statusCode(200);
    }

    @Test
    void what_was_planned_and_never_begun_is_in_danger_on_the_next_day_and_saved_by_its_plan() {
        String forgotten = promised(1, day.at(9, 0), day.at(11, 0));
        day.schedule(forgotten, malee, day.at(9, 0));
        worksNextDay(malee);
        itIs(24 + 7, 0);
        String todays = day.visit(2, Map.of());
        day.schedule(todays, malee, day.at(8, 30).plus(DAY));

        JsonPath board = today();

        assertThat(dangers(board, forgotten)).containsExactly("late-start", "late-promise");
        assertThat(dangers(board, todays))
                .as("is not behind what was forgotten")
                .isEmpty();
        assertThat(board.getList("rescue.visitIds")).containsExactly(forgotten);
        assertThat(day.plan("fill", nextDay()).getList("proposal.kept.visitId")).containsExactly(forgotten);
        JsonPath plan = day.plan("replan", nextDay());
        assertThat(plan.getList("proposal.changes.find { it.visitId == '" + forgotten + "' }.reasons.rule"))
                .containsExactly("late-start");
        day.accept(plan, List.of()).statusCode(200);
        assertThat(dangers(today(), forgotten)).containsExactly("late-promise");
    }

    @Test
    void the_board_of_a_day_shows_neither_work_nor_shifts_that_were_over_before_it() {
        String over = day.visit(1, Map.of());
        day.schedule(over, malee, day.at(15, 0));
        Phone phone = dispatched(over, malee);
        itIs(15, 0);
        does(phone, over, "start", Map.of());
        itIs(16, 0);
        does(phone, over, "complete", Map.of("outcome", "fixed"));
        phone.push();
        itIs(24 + 8, 0);

        JsonPath board = today();
        assertThat(board.getList("visits.id")).isEmpty();
        assertThat(board.getList("technicians[0].workingTimes")).isEmpty();
        assertThat(board.getString("technicians[0].reason.rule")).isEqualTo("does-not-work-then");
    }

    @Test
    void who_did_work_of_another_region_is_where_that_was() {
        Person somsak = day.technician("somsak", Map.of());
        String far = day.visit(30, Map.of());
        day.schedule(far, somsak, day.at(9, 0));
        Phone phone = dispatched(far, somsak);
        String lamphun = day.siam.region("ลำพูน");
        Person lek = day.technician("lek", Map.of());
        moves("/technicians/" + lek.id(), lamphun);
        moves("/sites/" + day.seen(far).getString("siteId"), lamphun);
        itIs(9, 0);
        does(phone, far, "start", Map.of());
        itIs(9, 50);
        does(phone, far, "complete", Map.of("outcome", "fixed"));
        day.schedule(far, lek, day.at(13, 0));
        String near = promised(0, day.at(10, 0), day.at(10, 30));
        day.schedule(near, somsak, day.at(10, 0));

        phone.push();

        assertThat(dangers(day.board(), near)).containsExactly("late-promise");
    }

    private static final Duration DAY = Duration.ofDays(1);

    /// Malee begins at nine and waits from 9:20; what she does then is on her phone.
    private Phone pausedAtTwentyPastNine(String visit, String then) {
        day.step(visit, "dispatch", Map.of());
        Phone phone = then.equals(visit) ? Phone.of(malee).pull() : dispatched(then, malee);
        itIs(9, 0);
        does(phone, visit, "start", Map.of());
        itIs(9, 20);
        does(phone, visit, "pause", Map.of("reason", "รออะไหล่"));
        return phone;
    }

    private String promised(int north, Instant opens, Instant closes) {
        return day.visit(north, Map.of("windowStart", opens.toString(), "windowEnd", closes.toString()));
    }

    private void worksNextDay(Person technician) {
        day.nok
                .request()
                .body(Map.of(
                        "technicianId",
                        technician.id(),
                        "day",
                        day.day.plusDays(1).toString(),
                        "hours",
                        Map.of("start", "08:00", "end", "17:00")))
                .post("/shifts")
                .then()
                .statusCode(201);
    }

    private Map<String, ?> nextDay() {
        return Map.of(
                "from", day.at(0, 0).plus(DAY).toString(),
                "to", day.at(23, 0).plus(DAY).toString());
    }

    private void moves(String path, String region) {
        day.nok
                .request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("regionId", region))
                .patch(path)
                .then()
                .statusCode(200);
    }

    /// The board of the day that it is.
    private JsonPath today() {
        return JsonPath.from(day.nok
                .request()
                .queryParam("regionId", day.region)
                .get("/day-board")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /// @param from null: as who asks on the phone, from now on
    private JsonPath candidates(String visit, @Nullable Instant from) {
        var request = day.nok.request();
        return JsonPath.from((from == null ? request : request.queryParam("from", from.toString()))
                .get("/visits/" + visit + "/candidates")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static Instant firstStart(JsonPath ranking) {
        assertThat(ranking.getString("candidates[0].technicianName")).isEqualTo("malee");
        return Instant.parse(ranking.getString("candidates[0].start"));
    }

    private static Instant expected(JsonPath board, String visit) {
        return Instant.parse(board.getString("visits.find { it.id == '" + visit + "' }.expectedStart"));
    }
}
