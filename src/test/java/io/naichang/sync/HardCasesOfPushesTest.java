package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The hard cases of sync (design: quality.md) in which calls fail, repeat or meet nonsense.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HardCasesOfPushesTest extends HardCase {
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
