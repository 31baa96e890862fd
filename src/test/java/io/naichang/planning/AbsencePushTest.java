package io.naichang.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Dispatch;
import io.naichang.testing.Given;
import io.naichang.testing.OwnStack;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A technician says without signal that he is sick or that his van is broken; the board shows what he leaves as soon
/// as the phone has been heard.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class AbsencePushTest {
    private Dispatch day;
    private Person somchai;
    private Phone phone;

    @BeforeEach
    void somchai_has_a_phone() {
        day = new Dispatch();
        somchai = day.technician("somchai", Map.of());
        phone = Phone.of(somchai).pull();
    }

    private Map<String, Object> away(String kind, int from, int until) {
        return new HashMap<>(Map.of(
                "kind", kind,
                "from", day.at(from, 0).toString(),
                "until", day.at(until, 0).toString()));
    }

    private JsonNode refused(Map<String, ?> set) {
        UUID id = phone.creates("absences", set);
        JsonNode result = phone.push().get(0);
        assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("rejected");
        assertThat(seen(id)).isEqualTo(404);
        day.nok
                .request()
                .get("/conflicts/" + result.path("entry").asText())
                .then()
                .statusCode(200)
                .body("mutation.id", equalTo(id.toString()));
        return result;
    }

    private int seen(UUID id) {
        return day.nok.request().get("/absences/" + id).statusCode();
    }

    @Test
    void what_a_technician_reports_without_signal_puts_his_visits_in_danger_and_is_his_to_see() {
        String visit = day.visit(2, Map.of());
        day.schedule(visit, somchai, 9);
        assertThat(day.board().getList("visits[0].dangers")).isEmpty();
        Map<String, Object> sick = away("sick", 8, 17);
        sick.put("note", "ไข้สูง");
        UUID id = phone.creates("absences", sick);

        assertThat(phone.push().at("/0/status").asText()).isEqualTo("applied");

        assertThat(day.board().getList("visits[0].dangers.rule")).contains("shift-missing");
        assertThat(day.board().getList("rescue.visitIds")).containsExactly(visit);
        day.nok
                .request()
                .get("/absences/" + id)
                .then()
                .body("technicianId", equalTo(somchai.id().toString()))
                .body("kind", equalTo("sick"))
                .body("note", equalTo("ไข้สูง"));
        JsonNode own = phone.pull().row("absences", id);
        assertThat(own.path("kind").asText()).isEqualTo("sick");
        assertThat(Instant.parse(own.path("until").asText())).isEqualTo(day.at(17, 0));
    }

    @Test
    void what_the_log_keeps_of_a_report_says_who_is_away_and_from_when() throws SQLException {
        Map<String, Object> now = away("sick", 8, 17);
        now.remove("from");
        UUID id = phone.creates("absences", now);

        phone.push();

        JsonNode kept = Json.parse(
                OwnStack.sql("SELECT data FROM event WHERE kind = 'technician-absent' AND record_id = '" + id + "'")
                        .getFirst());
        assertThat(kept.path("technicianId").asText()).isEqualTo(somchai.id().toString());
        assertThat(Instant.parse(kept.path("from").asText())).isBefore(day.at(17, 0));
        assertThat(kept.path("kind").asText()).isEqualTo("sick");
    }

    @Test
    void the_same_report_twice_is_one() {
        UUID id = phone.creates("absences", away("van-broken", 10, 12));
        ObjectNode batch = phone.batch();
        JsonNode first = phone.push();
        JsonNode again =
                Json.parse(phone.sends(batch).then().statusCode(200).extract().asString());
        phone.does("create", "absences", id).set("set", Json.MAPPER.valueToTree(away("van-broken", 10, 12)));
        phone.does("create", "absences", id).set("set", Json.MAPPER.valueToTree(away("sick", 10, 12)));

        JsonNode more = phone.push();

        assertThat(again.path("results")).isEqualTo(first);
        assertThat(more.at("/0/status").asText()).isEqualTo("applied");
        assertThat(more.at("/1/code").asText()).isEqualTo("id-taken");
        day.nok
                .request()
                .get("/absences")
                .then()
                .body("items", hasSize(1))
                .body("items[0].kind", equalTo("van-broken"));
    }

    @Test
    void nobody_reports_somebody_else() {
        Person malee = day.technician("malee", Map.of());
        Map<String, Object> others = away("sick", 8, 17);
        others.put("technicianId", malee.id().toString());

        JsonNode result = refused(others);

        assertThat(result.path("code").asText()).isEqualTo("not-assigned");
        assertThat(result.path("field").asText()).isEqualTo("technicianId");
    }

    @Test
    void a_holiday_is_the_offices_to_write() {
        assertThat(refused(away("holiday", 8, 17)).path("code").asText()).isEqualTo("not-permitted");
        assertThat(refused(away("asleep", 8, 17)).path("code").asText()).isEqualTo("malformed");
    }

    @Test
    void times_that_overlap_or_end_too_soon_are_told_by_a_code() {
        day.sick(somchai);

        JsonNode overlap = refused(away("sick", 8, 17));
        JsonNode backwards = refused(away("sick", 12, 11));
        JsonNode never = refused(Map.of("kind", "sick"));

        assertThat(overlap.path("code").asText()).isEqualTo("overlaps");
        assertThat(backwards.path("code").asText()).isEqualTo("malformed");
        assertThat(backwards.path("field").asText()).isEqualTo("until");
        assertThat(never.path("field").asText()).isEqualTo("until");
    }

    @Test
    void without_a_beginning_it_begins_when_it_was_said() {
        Instant before = Instant.now().minusSeconds(5);
        UUID id = phone.creates(
                "absences", Map.of("kind", "sick", "until", day.at(17, 0).toString()));

        assertThat(phone.push().at("/0/status").asText()).isEqualTo("applied");

        assertThat(Instant.parse(phone.pull().row("absences", id).path("from").asText()))
                .isBetween(before, Instant.now());
    }

    @Test
    void who_is_well_again_takes_it_back_but_not_what_the_office_agreed_to() {
        UUID id = phone.creates("absences", away("sick", 8, 12));
        phone.push();
        String holiday = day.nok
                .request()
                .body(Map.of(
                        "technicianId", somchai.id(),
                        "from", day.at(13, 0).toString(),
                        "until", day.at(14, 0).toString(),
                        "kind", "holiday"))
                .post("/absences")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        phone.pull();
        assertThat(phone.holds("absences", holiday)).isTrue();
        phone.does("delete", "absences", id);
        phone.does("delete", "absences", holiday);

        JsonNode results = phone.push();

        assertThat(results.at("/0/status").asText()).isEqualTo("applied");
        assertThat(results.at("/1/code").asText()).isEqualTo("not-permitted");
        phone.pull();
        assertThat(phone.holds("absences", id)).isFalse();
        assertThat(phone.holds("absences", holiday)).isTrue();
        assertThat(seen(id)).isEqualTo(404);
    }

    @Test
    void what_the_office_changed_meanwhile_is_not_taken_back_by_who_has_not_seen_it() {
        UUID id = phone.creates("absences", away("sick", 8, 12));
        phone.push();
        phone.pull();
        day.nok
                .request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", "*")
                .body(Map.of("until", day.at(17, 0).toString()))
                .patch("/absences/" + id)
                .then()
                .statusCode(200);
        phone.does("delete", "absences", id);

        assertThat(phone.push().at("/0/code").asText()).isEqualTo("changed-meanwhile");

        assertThat(seen(id)).isEqualTo(200);
        assertThat(Instant.parse(phone.pull().row("absences", id).path("until").asText()))
                .isEqualTo(day.at(17, 0));
    }

    @Test
    void a_phone_holds_its_owners_absences_only_and_gives_up_what_the_desk_takes_back() {
        Person malee = day.technician("malee", Map.of());
        Phone hers = Phone.of(malee);
        day.sick(somchai);
        String id = day.nok.request().get("/absences").then().extract().path("items[0].id");

        assertThat(phone.pull().holds("absences", id)).isTrue();
        assertThat(hers.pull().holds("absences", id)).isFalse();
        day.nok
                .request()
                .header("If-Match", "*")
                .delete("/absences/" + id)
                .then()
                .statusCode(204);

        assertThat(phone.pull().holds("absences", id)).isFalse();
    }

    @Test
    void an_app_that_does_not_know_absences_is_told_nothing_of_them_and_may_push_all_the_same() {
        Phone old = Phone.of(somchai, 2).pull();
        UUID id = old.creates("absences", away("sick", 8, 17));

        assertThat(old.push().at("/0/status").asText()).isEqualTo("applied");

        assertThat(old.pull().holds("absences", id)).isFalse();
        old.repair();
        assertThat(old.holds("absences", id)).isFalse();
        assertThat(phone.pull().holds("absences", id)).isTrue();
    }

    @Test
    void a_library_without_the_table_is_not_sent_it() {
        day.sick(somchai);

        assertThat(watermelonTables(2)).contains("time_entries").doesNotContain("absences");
        assertThat(watermelonTables(3)).contains("time_entries", "absences");
    }

    private List<String> watermelonTables(int schema) {
        String device = somchai.request()
                .body(Map.of(
                        "installId",
                        UUID.randomUUID(),
                        "platform",
                        "watermelon",
                        "appVersion",
                        "1.0",
                        "schema",
                        schema))
                .post("/sync/devices")
                .then()
                .statusCode(201)
                .extract()
                .path("deviceId");
        Map<String, Object> wish = new HashMap<>(Map.of("deviceId", device, "schemaVersion", 1));
        wish.put("lastPulledAt", null);
        wish.put("migration", null);
        Map<String, ?> changes = somchai.request()
                .body(wish)
                .post("/sync/watermelon/pull")
                .then()
                .statusCode(200)
                .extract()
                .path("changes");
        return List.copyOf(changes.keySet());
    }

    @Test
    void another_company_hears_nothing_of_it() {
        Tenant other = Given.tenant();
        UUID id = phone.creates("absences", away("sick", 8, 17));
        phone.push();

        other.dispatcher("nok").request().get("/absences/" + id).then().statusCode(404);
        assertThat(Phone.of(other.technician("somchai")).pull().holds("absences", id))
                .isFalse();
    }
}
