package io.naichang.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What WatermelonDB's functions are answered, call by call; the library itself is at work in ClientLibrariesTest.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class WatermelonTest extends AdapterCase {
    @Inject
    WatermelonPull watermelon;

    @BeforeEach
    void a_watermelon_phone() {
        device = register("watermelon");
    }

    private Answer pull(Long lastPulledAt) {
        return call("watermelon/pull", Json.object().put("lastPulledAt", lastPulledAt));
    }

    private JsonNode pulled(Long lastPulledAt) {
        Answer answer = pull(lastPulledAt);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private void push(Long lastPulledAt, String table, String kind, JsonNode... rows) {
        ObjectNode body = Json.object().put("lastPulledAt", lastPulledAt);
        body.putObject("changes").putObject(table).putArray(kind).addAll(List.of(rows));
        Answer answer = call("watermelon/push", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"experimentalRejectedIds\":{}}");
    }

    private static JsonNode row(JsonNode page, String table, String id) {
        for (JsonNode each : page.at("/changes/" + table + "/updated")) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        return Json.MAPPER.missingNode();
    }

    private ObjectNode edited(JsonNode row, String column, Object value) {
        ObjectNode raw = ((ObjectNode) row.deepCopy()).put("_status", "updated").put("_changed", column);
        raw.set(column, Json.MAPPER.valueToTree(value));
        return raw;
    }

    @Test
    void news_find_room_while_first_syncs_have_taken_it_all() {
        long stamp = pulled(null).path("timestamp").asLong();
        work.amend(visit, Map.of("title", "แอร์มีเสียงดัง"));
        int room = watermelon.room().drainPermits();
        try {
            assertThat(row(pulled(stamp), "visits", visit).path("title").asText())
                    .isEqualTo("แอร์มีเสียงดัง");
            assertThat(pull(null).status()).isEqualTo(503);
        } finally {
            watermelon.room().release(room);
        }
    }

    @Test
    void an_app_of_an_older_schema_must_be_updated_before_it_pulls_and_may_push() {
        device = register("watermelon", 1);

        Answer refused = pull(null);

        assertThat(refused.status()).isEqualTo(426);
        assertThat(refused.json().path("code").asText()).isEqualTo("client-too-old");
        assertThat(refused.json().path("oldest").asInt()).isEqualTo(2);
        push(
                null,
                "notes",
                "created",
                Json.object().put("id", UUID.randomUUID().toString()).put("text", "เก่า"));
    }

    @Test
    void instants_are_milliseconds_and_what_has_parts_is_json_text() {
        JsonNode row = row(pulled(null), "visits", visit);

        Instant start = Instant.parse(work.seen(visit).getString("plannedStart"));
        assertThat(row.path("plannedStart").asLong()).isEqualTo(start.toEpochMilli());
        assertThat(Json.parse(row.path("assetIds").asText())).hasSize(1);
        assertThat(row.path("rev").asInt()).isEqualTo(work.seen(visit).getInt("version"));
    }

    @Test
    void timestamps_begin_at_1_and_a_lost_answer_asks_again_with_the_older() {
        assertThat(pulled(null).path("timestamp").asLong()).isEqualTo(1);
        assertThat(pulled(1L).path("timestamp").asLong()).isEqualTo(2);
        work.amend(visit, Map.of("title", "ด่วน"));
        for (int lost = 3; lost < 9; lost++) {
            JsonNode page = pulled(2L);
            assertThat(page.path("timestamp").asLong()).isEqualTo(lost);
            assertThat(row(page, "visits", visit).path("title").asText()).isEqualTo("ด่วน");
        }
        // Any of those answers may be the one that arrived.
        assertThat(row(pulled(5L), "visits", visit).isMissingNode()).isTrue();
    }

    @Test
    void an_unknown_timestamp_pushes_first_and_then_needs_a_reset() {
        JsonNode row = row(pulled(null), "visits", visit);

        assertThat(pull(77L).code()).isEqualTo("reset-required");
        push(77L, "visits", "updated", edited(row, "diagnosis", "น้ำยาหมด"));
        assertThat(pull(77L).code()).isEqualTo("reset-required");

        assertThat(work.seen(visit).getString("diagnosis")).isEqualTo("น้ำยาหมด");
        assertThat(row(pulled(null), "visits", visit).path("diagnosis").asText())
                .isEqualTo("น้ำยาหมด");
    }

    @Test
    void a_repeated_push_has_one_effect() {
        JsonNode row = row(pulled(null), "visits", visit);
        ObjectNode first = edited(row, "title", "ของฉัน");

        push(1L, "visits", "updated", first);
        push(1L, "visits", "updated", first);

        assertThat(ledger(visit)).hasSize(1);
        assertThat(work.seen(visit).getString("title")).isEqualTo("แอร์ไม่เย็น");
    }

    @Test
    void what_was_refused_is_told_until_its_answer_arrived() {
        JsonNode row = row(pulled(null), "visits", visit);
        push(1L, "visits", "updated", edited(row, "title", "ของฉัน"));
        push(
                1L,
                "notes",
                "created",
                Json.object()
                        .put("id", "a16charsofrandom")
                        .put("visitId", visit)
                        .put("text", "x"));

        for (int lost = 0; lost < 3; lost++) {
            JsonNode page = pulled(1L);
            assertThat(row(page, "visits", visit).path("title").asText()).isEqualTo("แอร์ไม่เย็น");
            assertThat(page.at("/changes/notes/deleted/0").asText()).isEqualTo("a16charsofrandom");
        }
        assertThat(pulled(4L).path("changes")).isEmpty();
    }

    @Test
    void a_row_deleted_here_and_changed_there_after_it_was_seen_stays() {
        pulled(null);
        UUID note = UUID.randomUUID();
        push(
                1L,
                "notes",
                "created",
                Json.object().put("id", note.toString()).put("visitId", visit).put("text", "ของฉัน"));
        long seen = pulled(1L).path("timestamp").asLong();
        nok.request()
                .header("If-Match", "*")
                .body(Map.of("text", "ถูกปิด", "reason", "ส่วนตัว"))
                .post("/notes/" + note + "/redact")
                .then()
                .statusCode(200);

        push(seen, "notes", "deleted", Json.MAPPER.getNodeFactory().textNode(note.toString()));

        assertThat(ledger(note.toString()).findValuesAsText("rule")).containsExactly("changed-meanwhile");
        assertThat(row(pulled(seen), "notes", note.toString()).path("text").asText())
                .isEqualTo("ถูกปิด");
    }

    @Test
    void an_app_with_new_tables_gets_their_rows() {
        pulled(null);
        ObjectNode body = Json.object().put("lastPulledAt", 1).put("schemaVersion", 2);
        body.putObject("migration")
                .put("from", 1)
                .putArray("tables")
                .add("sites")
                .add("nonsense");

        JsonNode page = call("watermelon/pull", body).json();

        assertThat(row(page, "sites", work.site()).path("name").asText()).isEqualTo("อาคารแม่ปิง");
        assertThat(page.path("changes").has("visits")).isFalse();
    }

    @Test
    void malformed_rows_hold_up_no_other() {
        JsonNode row = row(pulled(null), "visits", visit);
        String good = UUID.randomUUID().toString();
        push(
                1L,
                "notes",
                "created",
                Json.parse("7"),
                Json.parse("null"),
                Json.parse("[]"),
                Json.object().put("id", 7),
                Json.object().put("id", UUID.randomUUID().toString()).put("text", "a\u0000b"),
                Json.object().put("id", "\ud800").put("text", "\ud800"),
                Json.object()
                        .put("id", UUID.randomUUID().toString())
                        .put("visitId", visit)
                        .put("text", "x".repeat(300_000)),
                Json.object().put("id", good).put("visitId", visit).put("text", "ดี"));
        push(1L, "visits", "updated", edited(row, "plannedStart", "soon"), edited(row, "assetIds", "{"));
        push(
                1L,
                "visits",
                "updated",
                ((ObjectNode) row.deepCopy()).put("rev", "x").put("_changed", "diagnosis,a\u0000"));
        push(
                1L,
                "checklists",
                "updated",
                Json.object()
                        .put("id", visit)
                        .put("rev", 1)
                        .put("_changed", "answers")
                        .put("answers", "[1"));
        push(1L, "visits", "deleted", Json.parse("7"), Json.parse("{}"), Json.parse("\"\\u0000\""));
        push(1L, "nonsense\u0000", "created", Json.object().put("id", good));
        push(
                1L,
                "nonsense\u0000",
                "updated",
                Json.object().put("id", good).put("rev", 1).put("_changed", "a"));
        push(1L, "nonsense\u0000", "deleted", Json.parse("\"" + good + "\""));

        assertThat(row(pulled(1L), "notes", good).path("text").asText()).isEqualTo("ดี");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"1\"", "{}", "1e30"})
    void a_timestamp_that_can_be_none_is_malformed(String timestamp) {
        ObjectNode body = Json.object();
        body.set("lastPulledAt", Json.parse(timestamp));
        body.putObject("changes");

        assertThat(call("watermelon/pull", body).code()).isEqualTo("malformed");
        assertThat(call("watermelon/push", body).code()).isEqualTo("malformed");
    }

    @Test
    void rows_of_another_tenant_are_as_if_they_were_not() {
        Tenant lanna = Given.tenant();
        String foreign = Work.at(lanna.dispatcher("fah")).visitOf(lanna.technician("kham"), 1);
        pulled(null);

        push(
                1L,
                "visits",
                "updated",
                Json.object()
                        .put("id", foreign)
                        .put("rev", 1)
                        .put("_changed", "diagnosis")
                        .put("diagnosis", "ลอง"));

        assertThat(pulled(1L).at("/changes/visits/deleted/0").asText()).isEqualTo(foreign);
        assertThat(ledger(foreign)).hasSize(1);
    }

    @Test
    void only_devices_of_this_platform_may_call() {
        device = register("rxdb");
        assertThat(pull(null).code()).isEqualTo("not-permitted");
        device = UUID.randomUUID().toString();
        assertThat(pull(null).code()).isEqualTo("device-unknown");
    }
}
