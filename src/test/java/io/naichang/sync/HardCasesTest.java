package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.naichang.platform.Json;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The hard cases of sync (design: quality.md) over HTTP, as phones and desk meet them.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HardCasesTest {
    @Inject
    AgroalDataSource database;

    private Tenant siam;
    private Person nok;
    private Person somchai;
    private Person malee;
    private Work work;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        malee = siam.technician("malee");
        work = Work.at(nok);
    }

    @Test
    void hard_case_01_slow_writer_commits_last() throws Exception {
        String slow = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        try (Connection writer = database.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("SELECT set_config('naichang.tenant', '" + siam.id() + "', true)");
            statement.execute("UPDATE visit SET title = 'ช้ามาก' WHERE id = '" + slow + "'");
            statement.execute(
                    "SELECT * FROM sync_record('visits', ARRAY['" + slow + "']::uuid[], ARRAY(SELECT ROW(s.id, s.doc,"
                            + " s.buckets, s.leads)::sync_state FROM visits_state s WHERE s.id = '" + slow
                            + "'), '{}', NULL, NULL, NULL, now())");
            String quick = work.visitOf(somchai, 3);

            phone.pull();

            assertThat(phone.holds("visits", quick)).isTrue();
            assertThat(phone.row("visits", slow).path("title").asText()).isEqualTo("แอร์ไม่เย็น");
            writer.commit();
        }
        assertThat(phone.pull().row("visits", slow).path("title").asText()).isEqualTo("ช้ามาก");
        assertThat(phone.versions()).isEqualTo(Phone.of(somchai).pull().versions());
    }

    @Test
    void hard_case_03_same_batch_twice_at_once() throws Exception {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        for (int i = 0; i < 60; i++) {
            phone.creates("notes", Map.of("visitId", visit, "text", "บันทึกที่ " + i));
        }
        ObjectNode batch = phone.batch();

        List<JsonNode> answers = atOnce(
                4,
                () -> Json.parse(
                        phone.sends(batch).then().statusCode(200).extract().asString()));

        answers.forEach(answer ->
                assertThat(answer.path("results")).isEqualTo(answers.getFirst().path("results")));
        assertThat(notes(Phone.of(somchai).pull())).isEqualTo(60);
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> futures = threads.invokeAll(java.util.Collections.nCopies(times, call));
            java.util.ArrayList<T> results = new java.util.ArrayList<>();
            for (Future<T> each : futures) {
                results.add(each.get());
            }
            return results;
        }
    }

    private static long notes(Phone phone) {
        return phone.versions().keySet().stream()
                .filter(key -> key.startsWith("notes/"))
                .count();
    }

    @Test
    void hard_case_04_response_lost_after_commit_restart_more_edits() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้");
        JsonNode lost = Json.parse(phone.sends(phone.batch()).asString());
        phone.patches("visits", visit, "workSummary", "เปลี่ยนคอมเพรสเซอร์");

        JsonNode results = phone.push();

        assertThat(results.get(0)).isEqualTo(lost.path("results").get(0));
        assertThat(results.get(1).path("status").asText()).isEqualTo("applied");
        assertThat(work.seen(visit).getInt("version"))
                .isEqualTo(results.get(1).path("version").asInt());
    }

    @Test
    void hard_case_06_poisoned_mutation_amid_100() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        for (int i = 1; i <= 100; i++) {
            if (i == 50) {
                phone.does("create", "notes", UUID.randomUUID())
                        .putObject("set")
                        .put("visitId", visit)
                        .put("text", "พิษ \u0000 '; DROP TABLE visit; --");
            } else {
                phone.creates("notes", Map.of("visitId", visit, "text", "โน้ต " + i));
            }
        }

        JsonNode results = phone.push();

        assertThat(statuses(results).stream().filter("applied"::equals)).hasSize(99);
        assertThat(results.get(49).path("status").asText()).isEqualTo("rejected");
        assertThat(results.get(49).path("code").asText()).isEqualTo("malformed");
        assertThat(entry(results.get(49)).getString("mutation.excerpt")).contains("DROP TABLE");
    }

    private static List<String> statuses(JsonNode results) {
        return StreamSupport.stream(results.spliterator(), false)
                .map(each -> each.path("status").asText())
                .toList();
    }

    private JsonPath entry(JsonNode result) {
        String id = result.has("entry")
                ? result.get("entry").asText()
                : result.path("conflicts").get(0).path("entry").asText();
        return JsonPath.from(nok.request()
                .get("/conflicts/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void hard_case_08_completed_offline_reassigned_meanwhile() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        Phone others = Phone.of(malee).pull();
        phone.commands(visit, "start", Map.of());
        phone.creates("notes", Map.of("visitId", visit, "text", "เปลี่ยนแคปรัน"));
        phone.commands(visit, "complete", Map.of("outcome", "fixed", "workSummary", "ใช้งานได้ปกติ"));
        phone.patches("visits", visit, "diagnosis", "แคปรันเสื่อม");
        work.schedule(visit, malee, 5);
        work.step(visit, "dispatch", Map.of());

        JsonNode results = phone.push();

        assertThat(statuses(results)).containsExactly("merged", "applied", "merged", "superseded");
        assertThat(results.get(3).path("code").asText()).isEqualTo("reassigned");
        assertThat(entry(results.get(3)).getString("mutation.set.diagnosis")).isEqualTo("แคปรันเสื่อม");
        JsonPath seen = work.seen(visit);
        assertThat(seen.getString("status")).isEqualTo("done");
        assertThat(seen.getString("technicianId")).isEqualTo(malee.id().toString());
        assertThat(seen.getString("performedBy")).isEqualTo(somchai.id().toString());
        assertThat(others.pull().row("visits", visit).path("status").asText()).isEqualTo("done");
        assertThat(phone.pull().holds("visits", visit)).isFalse();
    }

    @Test
    void hard_case_09_two_technicians_complete() {
        String visit = work.visitOf(somchai, 1);
        Phone first = Phone.of(somchai).pull();
        work.schedule(visit, malee, 5);
        Phone second = Phone.of(malee).pull();
        first.commands(visit, "complete", Map.of("outcome", "fixed", "workSummary", "สมชายซ่อมแล้ว"));
        second.commands(visit, "complete", Map.of("outcome", "not-fixed", "workSummary", "มาลีซ่อมไม่ได้"));

        first.push();
        JsonNode result = second.push().get(0);

        assertThat(result.path("status").asText()).isEqualTo("superseded");
        assertThat(result.path("code").asText()).isEqualTo("already-completed");
        assertThat(entry(result).getString("mutation.args.workSummary")).isEqualTo("มาลีซ่อมไม่ได้");
        JsonPath seen = work.seen(visit);
        assertThat(seen.getString("workSummary")).isEqualTo("สมชายซ่อมแล้ว");
        assertThat(seen.getString("outcome")).isEqualTo("fixed");
    }

    @Test
    void hard_case_10_cancelled_then_completed_offline() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        phone.commands(visit, "complete", Map.of("outcome", "fixed", "diagnosis", "น้ำยารั่ว"));
        work.step(visit, "cancel", Map.of("reason", "ลูกค้าขอยกเลิก"));

        JsonNode result = phone.push().get(0);

        assertThat(result.path("status").asText()).isEqualTo("merged");
        assertThat(result.path("conflicts"))
                .extracting(each -> each.path("code").asText())
                .contains("completed-after-cancel");
        JsonPath seen = work.seen(visit);
        assertThat(seen.getString("status")).isEqualTo("done");
        assertThat(seen.getString("diagnosis")).isEqualTo("น้ำยารั่ว");
    }

    @Test
    void hard_case_13_phone_clock_three_days_wrong() {
        for (Duration wrong : List.of(Duration.ofDays(3), Duration.ofDays(-3))) {
            String visit = work.visitOf(somchai, wrong.isNegative() ? 1 : 3);
            Phone phone = Phone.of(somchai).pull();
            Instant real = Instant.now().minusSeconds(1);
            phone.commands(visit, "start", Map.of()).put("at", real.plus(wrong).toString());
            ObjectNode batch = phone.batch();
            batch.putObject("clock").put("wall", Instant.now().plus(wrong).toString());

            phone.sends(batch).then().statusCode(200);

            Instant started = Instant.parse(work.seen(visit).getString("startedAt"));
            assertThat(Duration.between(real, started).abs()).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void hard_case_14_deleted_on_server_edited_offline() {
        Phone phone = Phone.of(somchai);
        work.visitOf(somchai, 1);
        phone.pull();
        String site = work.elsewhere().site();
        String visit = workAt(site);
        phone.pull();
        phone.patches("sites", site, "accessNotes", "กุญแจอยู่กับยาม");
        work.step(visit, "cancel", Map.of("reason", "ปิดกิจการ"));
        removeSite(site);

        JsonNode result = phone.push().get(0);

        assertThat(result.path("status").asText()).isEqualTo("superseded");
        assertThat(result.path("code").asText()).isEqualTo("deleted");
        assertThat(phone.pull().holds("sites", site)).isFalse();
        String id = result.path("entry").asText();
        nok.request()
                .body(Map.of("keep", "other"))
                .post("/conflicts/" + id + "/resolve")
                .then()
                .statusCode(200);
        assertThat(nok.request()
                        .get("/sites/" + site)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("accessNotes"))
                .isEqualTo("กุญแจอยู่กับยาม");
    }

    private String workAt(String site) {
        String visit = nok.request()
                .body(Map.of("customerId", work.customer(), "siteId", site, "kind", "survey", "title", "สำรวจ"))
                .post("/visits")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        work.schedule(visit, somchai, 7);
        return visit;
    }

    private void removeSite(String site) {
        List<String> assets =
                nok.request().get("/assets?siteId=" + site).then().extract().path("items.id");
        assets.forEach(each -> nok.request()
                .header("If-Match", "*")
                .delete("/assets/" + each)
                .then()
                .statusCode(204));
        nok.request().header("If-Match", "*").delete("/sites/" + site).then().statusCode(204);
    }

    @Test
    void hard_case_15_deleted_offline_edited_on_server() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        UUID note = phone.creates("notes", Map.of("visitId", visit, "text", "ชั่วคราว"));
        phone.push();
        phone.pull();
        nok.request()
                .header("If-Match", "*")
                .body(Map.of("text", "[ลบข้อมูลส่วนตัว]", "reason", "PDPA"))
                .post("/notes/" + note + "/redact")
                .then()
                .statusCode(200);
        phone.does("delete", "notes", note);

        JsonNode result = phone.push().get(0);

        assertThat(result.path("status").asText()).isEqualTo("superseded");
        assertThat(result.path("code").asText()).isEqualTo("changed-meanwhile");
        assertThat(entry(result).getString("status")).isEqualTo("open");
        assertThat(phone.pull().row("notes", note).path("text").asText()).isEqualTo("[ลบข้อมูลส่วนตัว]");
        phone.does("delete", "notes", note);
        assertThat(phone.push().get(0).path("status").asText()).isEqualTo("applied");
        assertThat(phone.pull().holds("notes", note)).isFalse();
    }

    @Test
    void hard_case_16_two_users_different_and_same_field() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        phone.patches("visits", visit, "workSummary", "ล้างคอยล์");
        phone.patches("visits", visit, "diagnosis", "คอยล์ตัน");
        phone.patches("visits", visit, "remarks", "ขอบันไดยาว");
        work.amend(
                visit,
                Map.of("title", "แอร์ไม่เย็น ชั้น 3", "diagnosis", "น่าจะน้ำยาหมด", "remarks", "ลูกค้าสะดวกบ่าย"));

        JsonNode results = phone.push();

        assertThat(statuses(results)).containsExactly("merged", "merged", "merged");
        assertThat(results.get(0).has("conflicts")).isFalse();
        assertThat(results.get(1).path("conflicts").get(0).path("kept").asText())
                .isEqualTo("yours");
        JsonPath seen = work.seen(visit);
        assertThat(seen.getString("title")).isEqualTo("แอร์ไม่เย็น ชั้น 3");
        assertThat(seen.getString("diagnosis")).isEqualTo("คอยล์ตัน");
        assertThat(seen.getString("remarks"))
                .startsWith("ลูกค้าสะดวกบ่าย\n[somchai ")
                .endsWith("] ขอบันไดยาว");
        JsonPath entry = entry(results.get(1));
        assertThat(entry.getString("base")).isEqualTo("ยังไม่ทราบ");
        assertThat(entry.getString("theirs")).isEqualTo("น่าจะน้ำยาหมด");
        assertThat(entry.getString("yours")).isEqualTo("คอยล์ตัน");
        assertThat(entry.getString("theirActor")).isEqualTo(nok.id().toString());
        nok.request()
                .body(Map.of("keep", "other"))
                .post("/conflicts/" + entry.getString("id") + "/resolve")
                .then()
                .statusCode(200);
        assertThat(phone.pull().row("visits", visit).path("diagnosis").asText()).isEqualTo("น่าจะน้ำยาหมด");
    }

    @Test
    void hard_case_17_photo_referenced_before_upload_never_uploaded() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        String sha256 = "ab".repeat(32);
        phone.creates(
                "attachments",
                Map.of(
                        "visitId",
                        visit,
                        "kind",
                        "photo",
                        "sha256",
                        sha256,
                        "size",
                        161713,
                        "contentType",
                        "image/jpeg"));
        phone.commands(visit, "complete", Map.of("outcome", "fixed"));

        assertThat(statuses(phone.push())).containsExactly("applied", "applied");

        JsonPath seen = work.seen(visit);
        assertThat(seen.getString("status")).isEqualTo("done");
        assertThat(seen.getBoolean("evidence.complete")).isFalse();
        assertThat(seen.getString("evidence.missing[0].sha256")).isEqualTo(sha256);
        assertThat(seen.getString("evidence.missing[0].deviceId"))
                .isEqualTo(phone.device().toString());
        Response devices = nok.request().get("/devices?userId=" + somchai.id());
        assertThat(devices.jsonPath().getInt("items[0].missingPhotos")).isEqualTo(1);
    }

    @Test
    void hard_case_20_row_enters_leaves_reenters_scope_while_paging() {
        List<String> visits = java.util.stream.IntStream.range(1, 12)
                .mapToObj(i -> work.visitOf(somchai, i * 2))
                .toList();
        Phone phone = Phone.of(somchai).limit(3);
        phone.pullPage();
        work.schedule(visits.get(0), malee, 40);
        phone.pullPage();
        work.schedule(visits.get(0), somchai, 41);
        work.schedule(visits.get(7), malee, 42);
        phone.pullPage();
        work.schedule(visits.get(9), malee, 43);
        work.schedule(visits.get(9), somchai, 44);

        phone.pull();

        assertThat(phone.versions()).isEqualTo(Phone.of(somchai).pull().versions());
        assertThat(phone.holds("visits", visits.get(0))).isTrue();
        assertThat(phone.holds("visits", visits.get(7))).isFalse();
    }

    @Test
    void hard_case_21_customer_reachable_by_two_visits_one_reassigned() {
        String here = work.visitOf(somchai, 1);
        Work other = work.elsewhere();
        String there = other.visitOf(somchai, 3);
        Phone phone = Phone.of(somchai).pull();

        work.schedule(here, malee, 5);
        phone.pull();

        assertThat(phone.holds("customers", work.customer())).isTrue();
        assertThat(phone.holds("sites", work.site())).isFalse();
        assertThat(phone.holds("assets", work.asset())).isFalse();
        assertThat(phone.holds("sites", other.site())).isTrue();
        other.schedule(there, malee, 7);
        phone.pull();
        assertThat(phone.holds("customers", work.customer())).isFalse();
        assertThat(phone.versions()).isEqualTo(Phone.of(somchai).pull().versions());
    }

    @Test
    void hard_case_24_reinstall_two_devices_cloned_image() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        UUID first = phone.creates("notes", Map.of("visitId", visit, "text", "ก่อนติดตั้งใหม่"));
        phone.push();
        // Re-installed: another device; what no receipt covered is numbered anew, some of it for the second time.
        Phone reinstalled = Phone.of(somchai).pull();
        reinstalled
                .does("create", "notes", first)
                .set("set", Json.object().put("visitId", visit).put("text", "ก่อนติดตั้งใหม่"));
        UUID second = reinstalled.creates("notes", Map.of("visitId", visit, "text", "หลังติดตั้งใหม่"));
        assertThat(reinstalled.device()).isNotEqualTo(phone.device());
        assertThat(statuses(reinstalled.push())).containsExactly("applied", "applied");
        // Two devices of one user: each has numbers of its own.
        UUID third = phone.creates("notes", Map.of("visitId", visit, "text", "เครื่องเดิมยังใช้อยู่"));
        assertThat(phone.push().get(0).path("seq").asLong()).isEqualTo(2);
        // The image of the phone is copied: two of them use the same next number for different work.
        phone.creates("notes", Map.of("visitId", visit, "text", "เครื่องแท้"));
        phone.push();
        ObjectNode clone = phone.batch();
        UUID fourth = UUID.randomUUID();
        clone.putArray("mutations")
                .addObject()
                .put("seq", 3)
                .put("collection", "notes")
                .put("id", fourth.toString())
                .put("op", "create")
                .set("set", Json.object().put("visitId", visit).put("text", "เครื่องโคลน"));
        Response refused = phone.sends(clone);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("mutation-reused");
        assertThat(refused.jsonPath().getLong("seq")).isEqualTo(3);
        Phone renumbered = Phone.of(somchai).pull();
        ObjectNode again = renumbered.batch();
        again.set("mutations", clone.path("mutations"));
        ((ObjectNode) again.path("mutations").get(0)).put("seq", 1);
        renumbered.sends(again).then().statusCode(200);

        for (Phone each : List.of(phone, reinstalled, renumbered)) {
            each.pull();
            assertThat(notes(each)).as("every note once").isEqualTo(5);
            List.of(first, second, third, fourth)
                    .forEach(note -> assertThat(each.holds("notes", note)).isTrue());
        }
    }
}
