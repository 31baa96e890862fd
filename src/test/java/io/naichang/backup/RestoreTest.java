package io.naichang.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.testing.CommandLine;
import io.naichang.testing.OwnStack;
import io.naichang.testing.Phone;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Real backups of a real database, restored under a server that goes on serving.
@QuarkusTest
@TestProfile(OwnStack.class)
class RestoreTest extends RestoreCase {
    private static List<String> statuses(JsonNode results) {
        return StreamSupport.stream(results.spliterator(), false)
                .map(each -> each.path("status").asText())
                .toList();
    }

    @Test
    void hard_case_23_server_restored_to_yesterday() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        Phone others = Phone.of(malee).pull();
        phone.commands(visit, "start", Map.of());
        UUID yesterday = phone.creates("notes", Map.of("visitId", visit, "text", "เมื่อวาน"));
        phone.push();
        Path backup = backup("yesterday");
        // What the backup loses: half of the phone's day, and what the office did.
        String forgotten = work.visitOf(malee, 4);
        UUID today = phone.pull().creates("notes", Map.of("visitId", visit, "text", "วันนี้"));
        phone.patches("visits", visit, "diagnosis", "คอมเพรสเซอร์ไหม้");
        phone.commands(visit, "complete", Map.of("outcome", "fixed", "workSummary", "เปลี่ยนคอมเพรสเซอร์"));
        phone.push();
        others.pull();
        assertThat(others.holds("visits", forgotten)).isTrue();

        restored(backup);
        assertThat(work.seen(visit).getString("status")).isEqualTo("in-progress");
        phone.patches("visits", visit, "meterReading", 120);
        JsonNode results = phone.recovers();

        assertThat(phone.keeps()).containsExactly(3L, 4L, 5L, 6L);
        assertThat(statuses(results)).containsExactly("applied", "applied", "applied", "applied");
        assertThat(work.seen(visit).getString("status")).isEqualTo("done");
        assertThat(work.seen(visit).getString("diagnosis")).isEqualTo("คอมเพรสเซอร์ไหม้");
        Phone fresh = Phone.of(somchai).pull();
        assertThat(fresh.versions()).isEqualTo(phone.versions());
        assertThat(fresh.holds("notes", yesterday)).isTrue();
        assertThat(fresh.holds("notes", today)).isTrue();
        assertThat(fresh.versions().keySet().stream().filter(key -> key.startsWith("notes/")))
                .as("each once")
                .hasSize(2);
        assertThat(fresh.versions().get("visits/" + visit)).isGreaterThan(1_000_000);
        others.recovers();
        assertThat(others.holds("visits", forgotten)).isFalse();
        assertThat(open()).as("nothing met anything").isEmpty();
    }

    private List<?> open() {
        return nok.request()
                .get("/conflicts?status=open")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    @Test
    void a_mutation_whose_answer_was_lost_with_the_backup_applies_once() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        Path backup = backup("before");
        UUID note = phone.creates("notes", Map.of("visitId", visit, "text", "คำตอบหาย"));
        phone.sends(phone.batch());

        restored(backup);

        assertThat(statuses(phone.recovers())).containsExactly("applied");
        assertThat(Phone.of(somchai).pull().holds("notes", note)).isTrue();
    }

    @Test
    void the_same_backup_restored_twice_makes_two_epochs_that_phones_tell_apart() throws SQLException {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        Path backup = backup("twice");
        UUID note = phone.creates("notes", Map.of("visitId", visit, "text", "สองครั้ง"));
        phone.push();
        restored(backup);
        phone.recovers();
        String first = epochs().getLast();

        restored(backup);

        assertThat(epochs()).doesNotContain(first);
        assertThat(statuses(phone.recovers())).containsExactly("applied");
        assertThat(phone.holds("notes", note)).isTrue();
        assertThat(phone.versions().get("notes/" + note)).isGreaterThan(2_000_000);
    }

    @Test
    void a_phone_of_today_is_unknown_to_yesterday_and_registers_anew() {
        Path backup = backup("without");
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        assertThat(phone.holds("visits", visit)).isTrue();

        restored(backup);

        assertThat(phone.asksForPage().statusCode()).isEqualTo(404);
        assertThat(phone.asksForPage().jsonPath().getString("code")).isEqualTo("device-unknown");
        assertThat(Phone.of(somchai).pull().holds("visits", visit)).isFalse();
    }

    @Test
    void what_a_restored_backup_covers_need_not_be_kept_and_what_phones_forgot_is_a_hole() {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        phone.creates("notes", Map.of("visitId", visit, "text", "หนึ่ง"));
        phone.push();
        Path older = backup("older");
        phone.creates("notes", Map.of("visitId", visit, "text", "สอง"));
        phone.push();
        backup("newer");
        phone.pull();
        assertThat(phone.keeps()).as("the newer backup covers all").isEmpty();

        restored(older);
        JsonNode refused = Json.parse(phone.asksForPage().asString());
        assertThat(refused.path("expectedSeq").asLong()).isEqualTo(2);
        phone.creates("notes", Map.of("visitId", visit, "text", "สาม"));
        JsonNode gap = Json.parse(
                phone.sends(phone.batch().put("epoch", refused.path("epoch").asText()))
                        .asString());
        assertThat(gap.path("code").asText()).isEqualTo("gap");
        JsonNode answer = Json.parse(phone.sends(phone.batch()
                        .put("epoch", refused.path("epoch").asText())
                        .put("lostBefore", 3))
                .asString());

        assertThat(answer.path("lastSeq").asLong()).isEqualTo(3);
        assertThat(answer.path("durableSeq").asLong()).isEqualTo(1);
        assertThat(statuses(answer.path("results"))).containsExactly("applied");
        assertThat(open()).hasSize(1);
    }

    @Test
    void a_backup_taken_while_phones_push_is_of_one_moment() throws Exception {
        List<Phone> phones = List.of(Phone.of(somchai), Phone.of(somchai));
        String visit = work.visitOf(somchai, 1);
        phones.forEach(Phone::pull);
        AtomicBoolean taken = new AtomicBoolean();
        Path backup;
        try (ExecutorService threads = Executors.newFixedThreadPool(phones.size())) {
            List<Future<?>> pushing = new ArrayList<>();
            for (Phone phone : phones) {
                pushing.add(threads.submit(() -> {
                    while (!taken.get()) {
                        phone.creates("notes", Map.of("visitId", visit, "text", "ระหว่างสำรองข้อมูล"));
                        phone.push();
                    }
                }));
            }
            try {
                backup = backup("moment");
            } finally {
                taken.set(true);
            }
            for (Future<?> each : pushing) {
                each.get();
            }
        }

        restored(backup);

        assertThat(
                        OwnStack.sql(
                                "SELECT d.id FROM sync_device d WHERE d.tenant_id = '" + siam.id()
                                        + "' AND d.last_seq <> (SELECT count(*) FROM sync_mutation m WHERE m.tenant_id = d.tenant_id AND m.device_id = d.id)"))
                .as("devices of which not everything up to last_seq is there")
                .isEmpty();
        phones.forEach(Phone::recovers);
        assertThat(OwnStack.sql("SELECT count(*) FROM note WHERE visit_id = '" + visit + "'"))
                .isEqualTo(List.of(
                        String.valueOf(phones.stream().mapToLong(Phone::lastSeq).sum())));
    }

    @Test
    void calls_in_flight_during_a_restore_are_answered_and_lose_nothing() throws Exception {
        List<Phone> phones = List.of(Phone.of(somchai), Phone.of(somchai));
        String visit = work.visitOf(somchai, 1);
        phones.forEach(Phone::pull);
        Path backup = backup("in-flight");
        AtomicBoolean restored = new AtomicBoolean();
        Set<Integer> answers = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(phones.size())) {
            List<Future<?>> calling = new ArrayList<>();
            for (Phone phone : phones) {
                calling.add(threads.submit(() -> {
                    while (!restored.get()) {
                        if (phone.lastSeq() < 500) {
                            phone.creates("notes", Map.of("visitId", visit, "text", "ระหว่างกู้ข้อมูล"));
                        }
                        answers.add(phone.sends(phone.batch()).statusCode());
                        answers.add(phone.asksForPage().statusCode());
                    }
                    answers.add(phone.sends(phone.batch()).statusCode());
                }));
            }
            try {
                await().until(() -> answers.contains(200));
                restored(backup);
            } finally {
                restored.set(true);
            }
            for (Future<?> each : calling) {
                each.get();
            }
        }

        assertThat(answers).contains(200, 409).isSubsetOf(200, 409, 503);
        phones.forEach(Phone::recovers);
        assertThat(OwnStack.sql("SELECT count(*) FROM note WHERE visit_id = '" + visit + "'"))
                .as("each once")
                .isEqualTo(List.of(
                        String.valueOf(phones.stream().mapToLong(Phone::lastSeq).sum())));
        assertThat(phones.getFirst().pull().versions())
                .isEqualTo(Phone.of(somchai).pull().versions());
    }

    @Test
    void an_empty_database_becomes_the_one_that_was_backed_up() throws SQLException {
        String visit = work.visitOf(somchai, 1);
        Phone phone = Phone.of(somchai).pull();
        Path backup = backup("moved");
        String tables = String.join(
                ", ",
                OwnStack.sql(
                        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('flyway_schema_history', 'epoch')"));
        OwnStack.sql("TRUNCATE " + tables);

        CommandLine ran = CommandLine.run("restore", backup.toString());

        assertThat(ran.exit()).as(ran.said()).isZero();
        phone.recovers();
        assertThat(phone.holds("visits", visit)).isTrue();
        assertThat(OwnStack.sql("SELECT count(*) FROM pg_constraint WHERE contype = 'f'"))
                .isNotEqualTo(List.of("0"));
        assertThat(OwnStack.sql("SELECT tgenabled FROM pg_trigger WHERE NOT tgisinternal"))
                .containsOnly("O");
        String next = work.visitOf(somchai, 3);
        assertThat(work.seen(next).getString("number"))
                .isNotEqualTo(work.seen(visit).getString("number"));
    }
}
