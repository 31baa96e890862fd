package io.naichang.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What RxDB's handlers are answered, call by call; the library itself is at work in ClientLibrariesTest.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class RxdbTest extends AdapterCase {
    @Inject
    MovableClock clock;

    @BeforeEach
    void an_rxdb_phone() {
        device = register("rxdb");
    }

    @AfterEach
    void the_clock_is_right_again() {
        clock.reset();
    }

    private Answer pull(String collection, String checkpoint, int limit) {
        ObjectNode body = Json.object().put("limit", limit);
        if (checkpoint == null) {
            body.putNull("checkpoint");
        } else {
            body.putObject("checkpoint").put("c", checkpoint);
        }
        return call("rxdb/" + collection + "/pull", body);
    }

    private JsonNode page(String collection, String checkpoint, int limit) {
        Answer answer = pull(collection, checkpoint, limit);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer push(String collection, JsonNode... rows) {
        ObjectNode body = Json.object();
        body.putArray("rows").addAll(List.of(rows));
        return call("rxdb/" + collection + "/push", body);
    }

    private JsonNode differing(String collection, JsonNode... rows) {
        Answer answer = push(collection, rows);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().isArray()).isTrue();
        return answer.json();
    }

    private ObjectNode visitOnPhone() {
        return (ObjectNode) page("visits", null, 10).at("/documents/0");
    }

    private static ObjectNode row(JsonNode before, JsonNode after) {
        ObjectNode row = Json.object();
        if (before != null) {
            row.set("assumedMasterState", before);
        }
        return row.set("newDocumentState", after);
    }

    private static ObjectNode document(String visit, String text) {
        return note(visit, text).put("_deleted", false);
    }

    @Test
    void an_app_of_an_older_schema_must_be_updated_before_it_pulls() {
        device = register("rxdb", 1);

        Answer refused = call("rxdb/visits/pull", Json.object().put("limit", 10));

        assertThat(refused.status()).isEqualTo(426);
        assertThat(refused.json().path("code").asText()).isEqualTo("client-too-old");
    }

    @Test
    void a_page_is_shorter_than_the_limit_only_if_there_is_no_more() {
        for (int i = 0; i < 4; i++) {
            work.visitOf(somchai, 3 + 2 * i);
        }

        JsonNode first = page("visits", null, 2);
        JsonNode second = page("visits", first.at("/checkpoint/c").asText(), 2);
        // What comes to be while somebody reads on is part of his last page.
        String late = work.visitOf(somchai, 20);
        JsonNode third = page("visits", second.at("/checkpoint/c").asText(), 10);

        assertThat(first.path("documents")).hasSize(2);
        assertThat(second.path("documents")).hasSize(2);
        assertThat(third.path("documents").findValuesAsText("id")).hasSize(2).contains(late);
        assertThat(page("visits", third.at("/checkpoint/c").asText(), 10).path("documents"))
                .isEmpty();
    }

    @Test
    void a_checkpoint_of_an_empty_page_is_asked_with_for_years() {
        JsonNode first = page("visits", null, 10);
        String kept = first.at("/checkpoint/c").asText();
        assertThat(page("visits", kept, 10).path("documents")).isEmpty();

        // RxDB forgot that page's checkpoint, and asks with the one before.
        for (int week = 1; week < 30; week++) {
            clock.move(Duration.ofDays(8));
            JsonNode later = page("visits", kept, 10);
            assertThat(later.has("reset")).isFalse();
            assertThat(later.path("documents")).hasSize(1);
            assertThat(later.at("/documents/0/_deleted").asBoolean()).isTrue();
            assertThat(later.at("/documents/0/id").asText()).isEqualTo(device);
            kept = later.at("/checkpoint/c").asText();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "2026-11-23.AAAA", "yesterday.AAAA", "..", "2026-11-23.", "\u0000"})
    void a_forged_checkpoint_reads_as_none(String forged) {
        JsonNode page = page("visits", forged, 10);

        assertThat(page.path("reset").asBoolean()).isTrue();
        assertThat(page.path("documents").findValuesAsText("id")).containsExactly(visit);
    }

    @Test
    void a_checkpoint_of_another_phone_reads_as_none() {
        String own = page("visits", null, 10).at("/checkpoint/c").asText();
        device = register("rxdb");

        assertThat(page("visits", own, 10).path("reset").asBoolean()).isTrue();
        assertThat(page("visits", null, 10).has("reset")).isFalse();
    }

    @Test
    void a_phone_that_begins_anew_is_told_what_must_go() {
        String gone = UUID.randomUUID().toString();
        ObjectNode body = Json.object().put("deviceId", device).put("limit", 10);
        body.putNull("checkpoint")
                .putArray("have")
                .add(gone)
                .add(visit)
                .add("nonsense")
                .add(7);

        JsonNode documents = call(somchai, "rxdb/visits/pull", body).json().path("documents");

        assertThat(documents.findValuesAsText("id")).containsExactlyInAnyOrder(visit, gone);
        documents.forEach(each -> assertThat(each.path("_deleted").asBoolean())
                .isEqualTo(each.path("id").asText().equals(gone)));
    }

    @Test
    void a_repeated_row_has_one_effect_also_when_it_comes_late() {
        ObjectNode before = visitOnPhone();
        ObjectNode first = before.deepCopy().put("diagnosis", "หนึ่ง").put("title", "ของฉัน");
        ObjectNode second = first.deepCopy().put("diagnosis", "สอง");

        differing("visits", row(before, first));
        differing("visits", row(before, second));
        JsonNode late = differing("visits", row(before, first));

        assertThat(late.at("/0/diagnosis").asText()).isEqualTo("สอง");
        assertThat(work.seen(visit).getString("diagnosis")).isEqualTo("สอง");
        assertThat(ledger(visit)).hasSize(1);
    }

    @Test
    void a_row_that_is_sent_twice_at_once_has_one_effect() throws InterruptedException {
        ObjectNode note = document(visit, "ครั้งเดียว");
        String token = somchai.token();
        List<Thread> threads = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> Thread.ofVirtual().start(() -> differing("notes", row(null, note))))
                .toList();
        for (Thread each : threads) {
            each.join();
        }

        assertThat(token).isEqualTo(somchai.token());
        JsonNode seen = page("notes", null, 10);
        assertThat(seen.path("documents")).hasSize(1);
        assertThat(seen.at("/documents/0/rev").asInt()).isEqualTo(1);
        assertThat(ledger(note.path("id").asText())).isEmpty();
    }

    @Test
    void a_field_that_the_phone_does_not_own_is_answered_by_ours_and_kept_in_the_ledger() {
        ObjectNode before = visitOnPhone();

        JsonNode answer = differing("visits", row(before, before.deepCopy().put("title", "ของฉัน")));

        assertThat(answer).hasSize(1);
        assertThat(answer.at("/0/title").asText()).isEqualTo("แอร์ไม่เย็น");
        assertThat(ledger(visit).findValuesAsText("rule")).containsExactly("not-owner");
        assertThat(ledger(visit).at("/0/yours").asText()).isEqualTo("ของฉัน");
    }

    @Test
    void a_row_as_the_server_has_it_is_not_answered_and_leaves_no_trace() {
        ObjectNode same = visitOnPhone();

        assertThat(differing("visits", row(same, same))).isEmpty();
        assertThat(ledger(visit)).isEmpty();
        assertThat(work.seen(visit).getInt("version"))
                .isEqualTo(same.path("rev").asInt());
    }

    @Test
    void rows_of_another_tenant_and_of_other_technicians_are_as_if_they_were_not() {
        Tenant lanna = Given.tenant();
        String foreign = Work.at(lanna.dispatcher("fah")).visitOf(lanna.technician("kham"), 1);
        String others = work.visitOf(siam.technician("malee"), 1);
        for (String each : List.of(foreign, others)) {
            ObjectNode before = Json.object().put("id", each).put("rev", 1).put("_deleted", false);

            JsonNode answer = differing("visits", row(before, before.deepCopy().put("diagnosis", "ลอง")));

            assertThat(answer.toString()).isEqualTo("[{\"id\":\"" + each + "\",\"_deleted\":true}]");
            assertThat(ledger(each)).hasSize(1);
        }
        assertThat(work.seen(others).getString("diagnosis")).isEqualTo("ยังไม่ทราบ");
    }

    @Test
    void malformed_rows_are_answered_with_ours_and_do_not_hold_up_others() {
        ObjectNode good = document(visit, "ดี");
        JsonNode answer = differing(
                "notes",
                Json.parse("7"),
                Json.parse("null"),
                Json.parse("{}"),
                Json.parse("{\"newDocumentState\":[]}"),
                row(null, Json.object().put("id", 7)),
                row(null, document(visit, "x").put("id", "not-a-uuid")),
                row(null, document(visit, "a\u0000b")),
                row(null, document(visit, "\ud800")),
                row(null, document("x", "x")),
                row(null, document(visit, "x").put("rev", "new").put("_deleted", "yes")),
                row(null, document(visit, "x".repeat(300_000))),
                row(document(visit, "x").put("rev", -1), document(visit, "y").put("rev", -1)),
                row(document(visit, "x").put("rev", "1e999"), document(visit, "y")),
                row(document(visit, "x").put("rev", 3), document(visit, "y").put("_deleted", true)),
                row(null, good));

        assertThat(answer.findValuesAsText("id"))
                .contains("not-a-uuid", good.path("id").asText());
        JsonNode notes = page("notes", null, 50).path("documents");
        assertThat(notes.findValuesAsText("text")).contains("ดี").doesNotContain("y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "%00", "visits%2F..", "%E0%B8%81"})
    void an_unknown_collection_can_be_neither_pulled_nor_change_anything(String collection) {
        assertThat(pull(collection, null, 10).faultsOfRefusal()).isEmpty();

        Answer answer = push(collection, row(null, document(visit, "x")));

        assertThat(answer.status()).isIn(200, 404);
        if (answer.status() == 200) {
            assertThat(answer.json().at("/0/_deleted").asBoolean()).isTrue();
        }
    }

    @Test
    void a_create_whose_parent_is_not_there_waits_and_is_not_taken_from_the_phone() {
        ObjectNode note = document(UUID.randomUUID().toString(), "มาก่อน");

        assertThat(differing("notes", row(null, note))).isEmpty();
        assertThat(differing("notes", row(null, note)).findValuesAsText("_deleted"))
                .doesNotContain("true");
    }

    @Test
    void a_revoked_phone_is_received_told_nothing_and_applied_not_at_all() {
        ObjectNode before = visitOnPhone();
        nok.request().delete("/sync/devices/" + device).then().statusCode(204);

        assertThat(differing("visits", row(before, before.deepCopy().put("diagnosis", "หลังถูกถอน"))))
                .isEmpty();

        assertThat(pull("visits", null, 10).code()).isEqualTo("device-revoked");
        assertThat(work.seen(visit).getString("diagnosis")).isEqualTo("ยังไม่ทราบ");
        assertThat(ledger(visit).findValuesAsText("rule")).containsExactly("device-revoked");
    }

    @Test
    void each_platform_keeps_to_its_own_calls() {
        String native_ = Phone.of(somchai).device().toString();
        ObjectNode batch = Json.object().put("deviceId", device).put("epoch", "e1");
        batch.putArray("mutations");

        assertThat(call(somchai, "push", batch).code()).isEqualTo("not-permitted");
        device = native_;
        assertThat(pull("visits", null, 10).code()).isEqualTo("not-permitted");
        assertThat(push("visits").code()).isEqualTo("not-permitted");
        device = UUID.randomUUID().toString();
        assertThat(pull("visits", null, 10).code()).isEqualTo("device-unknown");
        assertThat(push("visits").code()).isEqualTo("device-unknown");
    }

    @Test
    void a_phone_of_somebody_else_is_unknown() {
        Person malee = siam.technician("malee");
        ObjectNode body = Json.object().put("deviceId", device).put("limit", 10);

        assertThat(call(malee, "rxdb/visits/pull", body).code()).isEqualTo("device-unknown");
    }
}
