package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where technicians are is what they did last, however late their phones say so: who is free near by follows from
/// that.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class WhereaboutsTest extends LiveDay {
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

    @Test
    void who_begins_offline_what_is_nobodys_any_more_has_it() {
        String declined = day.visit(1, Map.of());
        day.schedule(declined, malee, day.at(9, 0));
        Phone phone = dispatched(declined, malee);
        Phone other = Phone.of(malee).pull();
        does(other, declined, "decline", Map.of("reason", "รถเสีย"));
        other.push();
        assertThat(day.seen(declined).getString("technicianId")).isNull();
        itIs(9, 0);
        does(phone, declined, "start", Map.of());
        itIs(9, 10);

        phone.push();

        assertThat(day.board().getString("visits[0].technicianId"))
                .isEqualTo(malee.id().toString());
        JsonPath ranking = candidates(day.visit(1, Map.of()), day.at(0, 0));
        assertThat(firstStart(ranking)).as("when she is done with it").isAfterOrEqualTo(day.at(10, 0));
    }

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
}
