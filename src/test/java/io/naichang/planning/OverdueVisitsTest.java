package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.OwnStack;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What should have begun, or was never given to anybody, is not forgotten with its day.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class OverdueVisitsTest extends LiveDay {
    @Test
    void who_should_have_begun_something_is_not_free_before_that() {
        String late = day.visit(1, Map.of());
        day.schedule(late, malee, day.at(9, 0));
        itIs(10, 20);

        JsonPath ranking = candidates(day.visit(1, Map.of()), null);

        assertThat(firstStart(ranking)).isAfter(day.at(11, 19));
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
    void of_a_neglected_backlog_the_newest_are_on_the_board_and_nobody_is_kept_from_planning() throws SQLException {
        itIs(10, 0);
        neglected(promised(1, day.at(8, 0), day.at(9, 0)), 3_100);

        List<String> titles = today().getList("visits.title");

        assertThat(titles)
                .as("what was to begin at eight, and the newest of all that is older")
                .hasSize(1 + NearVisits.OLD)
                .contains("ค้าง 1", "ค้าง 500")
                .doesNotContain("ค้าง 501");
        assertThat(day.plan("fill", Map.of()).getString("status")).isEqualTo("done");
    }

    /// As many more as a visit that was told a time, each a day older than the one before.
    private static void neglected(String visit, int more) throws SQLException {
        OwnStack.sql("""
                INSERT INTO visit (tenant_id, id, customer_id, site_id, kind, title, window_start, window_end)
                SELECT tenant_id, gen_random_uuid(), customer_id, site_id, kind, 'ค้าง ' || n,
                       window_start - n * interval '1 day', window_end - n * interval '1 day'
                FROM visit, generate_series(1, %d) n WHERE id = '%s'
                """.formatted(more, visit));
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

    private Map<String, ?> nextDay() {
        return Map.of(
                "from", day.at(0, 0).plus(DAY).toString(),
                "to", day.at(23, 0).plus(DAY).toString());
    }
}
