package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.naichang.platform.Json;
import io.naichang.testing.OwnStack;
import io.naichang.testing.Phone;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What happens when the database turns out to be another than the one that phones know (design: sync-protocol.md §3).
@QuarkusTest
@TestProfile(OwnStack.class)
class EpochTest extends EpochCase {
    @Test
    void a_promoted_standby_is_another_epoch_for_pulls() throws SQLException {
        Phone phone = Phone.of(somchai).pull();
        phone.creates("notes", Map.of("visitId", work.visitOf(somchai, 1), "text", "ก่อนสลับเครื่อง"));
        phone.push();
        promote();

        Response refused = phone.asksForPage();

        assertThat(refused.statusCode()).isEqualTo(409);
        JsonNode problem = Json.parse(refused.asString());
        assertThat(problem.path("code").asText()).isEqualTo("epoch-changed");
        assertThat(problem.path("epoch").asText()).isEqualTo(epochs().getLast());
        assertThat(problem.path("expectedSeq").asLong()).isEqualTo(2);
    }

    @Test
    void what_rxdb_and_watermelondb_keep_of_an_older_epoch_is_of_no_use() throws SQLException {
        work.visitOf(somchai, 1);
        String rxdb = registered("rxdb");
        String watermelon = registered("watermelon");
        String checkpoint =
                asks("rxdb/visits/pull", Map.of("deviceId", rxdb, "limit", 10)).path("checkpoint.c");
        asks("watermelon/pull", Map.of("deviceId", watermelon));
        promote();

        Response page =
                asks("rxdb/visits/pull", Map.of("deviceId", rxdb, "limit", 10, "checkpoint", Map.of("c", checkpoint)));
        Response pull = asks("watermelon/pull", Map.of("deviceId", watermelon, "lastPulledAt", 1));

        assertThat(page.jsonPath().getBoolean("reset")).isTrue();
        assertThat(page.jsonPath().getInt("documents[0].rev")).isGreaterThan(LIFT);
        assertThat(pull.jsonPath().getString("code")).isEqualTo("reset-required");
    }

    private Response asks(String path, Map<String, ?> body) {
        return somchai.request().body(body).post("/sync/" + path);
    }

    private String registered(String platform) {
        return asks("devices", Map.of("installId", platform, "platform", platform, "appVersion", "1.0", "schema", 2))
                .path("deviceId");
    }

    @Test
    void a_database_of_another_cluster_is_another_epoch_for_pushes() throws SQLException {
        Phone phone = Phone.of(somchai).pull();
        String visit = work.visitOf(somchai, 1);
        phone.creates("notes", Map.of("visitId", visit, "text", "ยังไม่ได้ส่ง"));
        OwnStack.sql("UPDATE epoch SET system_identifier = 7 WHERE number = (SELECT max(number) FROM epoch)");

        Response refused = phone.sends(phone.batch());

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("epoch-changed");
        assertThat(refused.jsonPath().getLong("expectedSeq")).isEqualTo(1);
        assertThat(phone.recovers().get(0).path("status").asText()).isEqualTo("applied");
    }

    @Test
    void a_new_epoch_lifts_every_version_by_a_million_and_loses_no_row() throws SQLException {
        String visit = work.visitOf(somchai, 1);
        work.visitOf(somchai, 3);
        Phone phone = Phone.of(somchai).pull();
        Map<String, Integer> before = phone.versions();
        promote();

        phone.recovers();

        assertThat(phone.versions().keySet()).isEqualTo(before.keySet());
        before.forEach(
                (row, version) -> assertThat(phone.versions().get(row)).as(row).isEqualTo(version + LIFT));
        assertThat(work.seen(visit).getInt("version"))
                .isEqualTo(phone.versions().get("visits/" + visit));
    }

    @Test
    void nodes_that_notice_at_the_same_time_open_one_epoch() throws Exception {
        String visit = work.visitOf(somchai, 1);
        int version = work.seen(visit).getInt("version");
        Phone phone = Phone.of(somchai).pull();
        int before = epochs().size();
        promote();

        List<Callable<String>> nodes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            nodes.add(() ->
                    Json.parse(phone.asksForPage().asString()).path("epoch").asText());
            nodes.add(EpochTest::openedByAnotherNode);
        }
        HashSet<String> opened = new HashSet<>(atOnce(nodes));

        assertThat(epochs()).hasSize(before + 1);
        assertThat(opened).containsExactly(epochs().getLast());
        assertThat(work.seen(visit).getInt("version")).isEqualTo(version + LIFT);
    }

    private static String openedByAnotherNode() throws SQLException {
        try (Connection connection = OwnStack.owner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(sync_epoch(), sync_open_epoch())")) {
            row.next();
            return row.getString(1);
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(calls)) {
                results.add(each.get());
            }
            return results;
        }
    }

    @Test
    void after_a_crash_ids_go_on_above_what_it_took_back_and_connections_notice_before_phones_do() throws SQLException {
        // Waits for the disk, unlike what else the tests write.
        OwnStack.sql(
                "SET synchronous_commit = on; UPDATE epoch SET timeline = '000000EE' WHERE number = (SELECT max(number) FROM epoch)");
        int epochs = epochs().size();
        long before = horizon();
        try (Connection connection = OwnStack.owner();
                Statement statement = connection.createStatement();
                ResultSet pid = statement.executeQuery("SELECT pg_backend_pid()")) {
            pid.next();
            ProcessHandle.of(pid.getLong(1)).orElseThrow().destroyForcibly();
        }

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            writes.flush(AgroalDataSource.FlushMode.IDLE);
            reads.flush(AgroalDataSource.FlushMode.IDLE);
            nok.request().get("/visits").then().statusCode(200);
        });

        assertThat(horizon()).isGreaterThan(before + 4_000);
        assertThat(epochs()).hasSize(epochs + 1);
        long once = horizon();
        writes.flush(AgroalDataSource.FlushMode.IDLE);
        nok.request().get("/visits").then().statusCode(200);
        assertThat(horizon()).as("it crashed once").isLessThan(once + 1_000);
    }

    @Test
    void a_base_of_the_lost_history_merges_with_what_was_written_since_and_not_with_what_was_kept()
            throws SQLException {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        // Seen at this version, of which the server kept nothing: its base is above all that is there.
        int seen = work.seen(visit).getInt("version") + 4;
        promote();
        phone.recovers();
        work.amend(visit, Map.of("diagnosis", "สายไฟหลวม"));
        phone.patches("visits", visit, "workSummary", "ขันสายไฟแล้ว").put("base", seen);
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้").put("base", seen);

        JsonNode results = phone.push();

        assertThat(results.get(0).path("conflicts")).isEmpty();
        JsonNode conflict = results.get(1).path("conflicts").get(0);
        assertThat(conflict.path("field").asText()).isEqualTo("diagnosis");
        Response entry =
                nok.request().get("/conflicts/" + conflict.path("entry").asText());
        assertThat(entry.jsonPath().getString("base")).isEqualTo("ยังไม่ทราบ");
        assertThat(entry.jsonPath().getString("theirs")).isEqualTo("สายไฟหลวม");
    }

    @Test
    void rows_of_a_later_epoch_begin_above_all_versions_of_earlier_ones() throws SQLException {
        Phone phone = Phone.of(somchai).pull();
        promote();
        phone.recovers();

        String visit = work.visit();

        assertThat(work.seen(visit).getInt("version")).isEqualTo((Epochs.number(epochs().getLast()) - 1) * LIFT + 1);
    }

    @Test
    void what_neither_phone_nor_backup_has_is_a_hole_in_the_ledger() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        phone.creates("notes", Map.of("visitId", visit, "text", "หนึ่ง"));
        phone.push();
        UUID note = phone.creates("notes", Map.of("visitId", visit, "text", "ห้า"));
        ObjectNode batch = phone.batch().put("lostBefore", 5);
        ((ObjectNode) batch.path("mutations").get(0)).put("seq", 5);

        JsonNode answer =
                Json.parse(phone.sends(batch).then().statusCode(200).extract().asString());

        assertThat(answer.path("lastSeq").asLong()).isEqualTo(5);
        assertThat(answer.path("results").get(0).path("status").asText()).isEqualTo("applied");
        assertThat(Phone.of(somchai).pull().holds("notes", note)).isTrue();
        assertThat(holes()).hasSize(1);
        assertThat(phone.sends(batch).then().statusCode(200).extract().asString())
                .contains(answer.path("results").toString());
        assertThat(holes()).as("once, though it was said twice").hasSize(1);
        Map<?, ?> hole = (Map<?, ?>) holes().getFirst();
        assertThat(hole.get("mutation")).hasToString("{lostFrom=2, lostBefore=5}");
        assertThat(hole.get("deviceId")).isEqualTo(phone.device().toString());
        nok.request()
                .body(Map.of("keep", "other"))
                .post("/conflicts/" + hole.get("id") + "/resolve")
                .then()
                .statusCode(409);
        nok.request()
                .body(Map.of("keep", "kept"))
                .post("/conflicts/" + hole.get("id") + "/resolve")
                .then()
                .statusCode(200);
    }

    private List<?> holes() {
        return nok.request()
                .get("/conflicts?status=open")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.findAll { it.rule == 'lost' }");
    }

    @Test
    void lost_before_must_be_a_number_that_the_batch_goes_on_from() {
        Phone phone = Phone.of(somchai).pull();
        phone.creates("notes", Map.of("visitId", work.visitOf(somchai, 1), "text", "หนึ่ง"));

        for (Object nonsense : List.of(0, -3, "5", 1.5, 2)) {
            ObjectNode batch = phone.batch();
            batch.set("lostBefore", Json.MAPPER.valueToTree(nonsense));
            Response refused = phone.sends(batch);
            assertThat(refused.statusCode()).as("lostBefore %s", nonsense).isEqualTo(400);
            assertThat(refused.jsonPath().getString("field")).isEqualTo("lostBefore");
        }
        assertThat(phone.push().get(0).path("status").asText()).isEqualTo("applied");
    }

    @Test
    void a_device_that_the_backup_does_not_know_registers_anew_and_loses_nothing() throws SQLException {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        UUID note = phone.creates("notes", Map.of("visitId", visit, "text", "ทำเสร็จแล้ว"));
        ObjectNode unsent = phone.batch();
        OwnStack.sql("DELETE FROM sync_device WHERE id = '" + phone.device() + "'");

        assertThat(phone.sends(unsent).statusCode()).isEqualTo(404);
        assertThat(phone.asksForPage().jsonPath().getString("code")).isEqualTo("device-unknown");
        Phone again = Phone.of(somchai);
        ObjectNode offered = again.batch();
        offered.set("mutations", unsent.path("mutations"));

        assertThat(again.sends(offered)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getString("results[0].status"))
                .isEqualTo("applied");
        assertThat(again.pull().holds("notes", note)).isTrue();
    }
}
