package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The hard cases of sync (design: quality.md) in which people did different things to the same work.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HardCasesOfMergesTest extends HardCase {
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
}
