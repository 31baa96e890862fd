package io.naichang.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Caller;
import io.naichang.platform.Json;
import io.naichang.platform.ObjectStore;
import io.naichang.platform.Sql;
import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tracks as they come in: what the policy lets us keep, once, and nothing else.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class TrackIntakeTest {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Asia/Bangkok"));

    @Inject
    Caller caller;

    @Inject
    Sql sql;

    @Inject
    ObjectStore store;

    @Inject
    TrackRetention retention;

    @Inject
    MovableClock clock;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private Tenant siam;
    private Person somchai;
    private Work work;
    private String visit;
    private TrackedPhone phone;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        caller.actAs(siam.id(), null);
        somchai = siam.technician("somchai");
        work = Work.at(siam.dispatcher("nok"));
        visit = work.visitOf(somchai, 1);
        phone = TrackedPhone.of(somchai);
    }

    @AfterEach
    void clock_right() {
        clock.reset();
    }

    private Instant ago(int minutes) {
        return now.minus(minutes, ChronoUnit.MINUTES);
    }

    private void policy(Map<String, ?> patch) {
        siam.admin()
                .request()
                .header("If-Match", "*")
                .body(patch)
                .patch("/tracking-policy")
                .then()
                .statusCode(200);
    }

    private List<String> rows(String query) {
        return QuarkusTransaction.requiringNew().call(() -> sql.list(query, row -> row.getString(1)));
    }

    private ObjectNode stored(String key) throws IOException {
        try (InputStream in = store.read(key).orElseThrow()) {
            return TrackChunk.stored(in).json();
        }
    }

    private static ObjectNode kept(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return (ObjectNode) answer.json();
    }

    @Test
    void only_points_on_the_way_to_a_visit_and_at_it_are_kept() throws IOException {
        phone.steps(visit, "depart", ago(120).minusSeconds(30));
        phone.steps(visit, "start", ago(100));
        phone.steps(visit, "complete", ago(30).minusSeconds(30));

        ObjectNode answer = kept(phone.puts(1, phone.minutes(ago(150), 150)));

        assertThat(answer.path("received").asInt()).isEqualTo(150);
        assertThat(answer.path("kept").asInt()).isEqualTo(90);
        assertThat(answer.path("quality").asText()).isEqualTo("exact");
        assertThat(Instant.parse(answer.path("from").asText()))
                .isBetween(ago(120).minusSeconds(5), ago(120).plusSeconds(5));
        List<String> keys = rows("SELECT object_key FROM track_chunk");
        assertThat(keys).singleElement().asString().startsWith(siam.id() + "/tracks/");
        ArrayNode points = (ArrayNode) stored(keys.getFirst()).path("points");
        assertThat(points).hasSize(90);
        assertThat(points.get(0).get(0).asLong()).isEqualTo(30 * 60_000L);
        assertThat(rows("SELECT (max_lat < 18.7883 AND min_lat > 18.58 AND max_lat > min_lat)::text FROM track_chunk"))
                .containsExactly("true");
        assertThat(rows("SELECT lat::text FROM track_position"))
                .containsExactly(points.get(89).get(1).asText());
    }

    @Test
    void the_crew_is_tracked_with_who_steps_and_nobody_else_is() {
        Person malee = siam.technician("malee");
        TrackedPhone hers = TrackedPhone.of(malee);
        phone.steps(visit, "depart", ago(60));

        assertThat(kept(hers.puts(1, hers.minutes(ago(40), 30))).path("kept").asInt())
                .isZero();
        assertThat(kept(phone.puts(1, phone.minutes(ago(40), 30))).path("kept").asInt())
                .isEqualTo(30);
    }

    @Test
    void a_visit_that_was_cancelled_on_the_way_tracks_nobody_any_more() {
        phone.steps(visit, "depart", ago(60));
        work.step(visit, "cancel", Map.of("reason", "ลูกค้าขอยกเลิก"));
        clock.move(Duration.ofMinutes(30));

        assertThat(kept(phone.puts(
                                1,
                                phone.chunk(
                                        ago(-10),
                                        Drive.toLamphun(5, Duration.ofMinutes(1))
                                                .points())))
                        .path("kept")
                        .asInt())
                .isZero();
    }

    @Test
    void a_chunk_that_may_be_kept_whole_is_stored_as_it_came() throws IOException {
        phone.steps(visit, "depart", ago(120));
        ObjectNode chunk = phone.minutes(ago(60), 20).put("app", "ยังไม่รู้จัก");

        assertThat(kept(phone.puts(1, chunk)).path("kept").asInt()).isEqualTo(20);

        assertThat(stored(rows("SELECT object_key FROM track_chunk").getFirst()))
                .isEqualTo(Json.parse(chunk.toString()));
    }

    @Test
    void of_points_that_may_not_be_kept_nothing_is() {
        ObjectNode answer = kept(phone.puts(1, phone.minutes(ago(60), 20)));

        assertThat(answer.path("kept").asInt()).isZero();
        assertThat(answer.has("from")).isFalse();
        assertThat(rows("SELECT id::text FROM track_chunk")).isEmpty();
        assertThat(rows("SELECT at::text FROM track_position")).isEmpty();
        assertThat(store.keys(siam.id() + "/tracks/", Instant.now().plusSeconds(60), 10))
                .isEmpty();
    }

    @Test
    void points_that_came_before_the_push_that_tells_of_the_visit_can_be_sent_again() {
        ObjectNode chunk = phone.minutes(ago(60), 20);
        assertThat(kept(phone.puts(1, chunk)).path("kept").asInt()).isZero();

        phone.steps(visit, "depart", ago(120));

        assertThat(kept(phone.puts(1, chunk)).path("kept").asInt()).isEqualTo(20);
    }

    @Test
    void a_shift_is_working_hours_in_the_companys_zone() {
        Instant start = ago(60).truncatedTo(ChronoUnit.MINUTES);
        policy(Map.of(
                "tracking", "shift",
                "shiftDays", List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
                "shiftStart", HOUR.format(start.plus(10, ChronoUnit.MINUTES)),
                "shiftEnd", HOUR.format(start.plus(25, ChronoUnit.MINUTES))));

        ObjectNode answer = kept(phone.puts(1, phone.minutes(start.plusSeconds(20), 40)));

        assertThat(answer.path("kept").asInt()).isEqualTo(15);
    }

    @Test
    void where_tracking_is_off_nothing_is_kept_even_at_a_visit() {
        policy(Map.of("tracking", "off"));
        phone.steps(visit, "depart", ago(120));

        assertThat(kept(phone.puts(1, phone.minutes(ago(60), 20))).path("kept").asInt())
                .isZero();
    }

    @Test
    void the_same_points_again_get_the_same_answer_and_other_points_none() throws Exception {
        phone.steps(visit, "depart", ago(120));
        ObjectNode chunk = phone.minutes(ago(60), 20);
        Answer first = phone.puts(7, chunk);
        chunk.set("clock", phone.clock(Duration.ofMinutes(4)));

        assertThat(phone.puts(7, chunk)).isEqualTo(first);

        ObjectNode other = phone.minutes(ago(60), 21);
        Answer refused = phone.puts(7, other);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("track-reused");
        assertThat(rows("SELECT received::text FROM track_chunk")).containsExactly("20");
        assertThat(store.keys(siam.id() + "/tracks/", Instant.now().plusSeconds(60), 10))
                .hasSize(1);
    }

    @Test
    void the_same_points_at_once_are_kept_once() throws Exception {
        phone.steps(visit, "depart", ago(120));
        ObjectNode chunk = phone.minutes(ago(60), 20);
        Callable<Answer> send = () -> phone.puts(1, chunk);

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Answer>> answers = threads.invokeAll(java.util.Collections.nCopies(4, send));
            for (Future<Answer> each : answers) {
                assertThat(kept(each.get()).path("kept").asInt()).isEqualTo(20);
            }
        }
        assertThat(rows("SELECT object_key FROM track_chunk"))
                .isEqualTo(store.keys(siam.id() + "/tracks/", Instant.now().plusSeconds(60), 10))
                .hasSize(1);
    }

    @Test
    void a_clock_three_days_ahead_is_corrected_by_the_clocks_of_the_call() {
        phone.steps(visit, "depart", ago(120));
        Duration wrong = Duration.ofDays(3);
        ObjectNode chunk =
                phone.minutes(ago(60), 20).put("startedAt", ago(60).plus(wrong).toString());
        chunk.remove("mono");
        chunk.set("clock", phone.clock(wrong));

        ObjectNode answer = kept(phone.puts(1, chunk));

        assertThat(answer.path("quality").asText()).isEqualTo("bounded");
        assertThat(answer.path("kept").asInt()).isEqualTo(20);
        assertThat(Instant.parse(answer.path("from").asText()))
                .isBetween(ago(60).minusSeconds(30), ago(60).plusSeconds(30));
    }

    @Test
    void a_clock_three_days_ahead_that_nothing_corrects_is_refused() {
        ObjectNode chunk = phone.minutes(ago(60), 20)
                .put("startedAt", ago(60).plus(Duration.ofDays(3)).toString());
        chunk.remove(List.of("mono", "clock"));

        Answer answer = phone.puts(1, chunk);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo("startedAt");
        assertThat(rows("SELECT id::text FROM track_chunk")).isEmpty();
    }

    @Test
    void bad_input_gets_a_problem_that_names_the_field_and_changes_nothing() {
        phone.steps(visit, "depart", ago(120));
        Map<String, Consumer<ObjectNode>> faults = new LinkedHashMap<>();
        faults.put("startedAt", each -> each.put("startedAt", 1_795_000_000));
        faults.put("mono", each -> each.put("mono", "soon"));
        faults.put("points", each -> each.putArray("points"));
        faults.put("points.1", each -> point(each, 1).insert(0, -1).removeAll().add("x"));
        faults.put("points.2", each -> point(each, 2).set(0, Json.MAPPER.valueToTree(59_999)));
        faults.put("points.0.0", each -> point(each, 0).set(0, Json.MAPPER.valueToTree(-1)));
        faults.put("points.2.0", each -> point(each, 2).set(0, Json.MAPPER.valueToTree(86_400_001)));
        faults.put("points.0.1", each -> point(each, 0).set(1, Json.MAPPER.valueToTree(90.01)));
        faults.put("points.0.2", each -> point(each, 0).set(2, Json.parse("-180.5")));
        faults.put("points.1.3", each -> point(each, 1).set(3, Json.parse("-1e-3")));
        faults.put("points.1.4", each -> point(each, 1).set(4, Json.parse("1e900")));
        faults.put("points.1.5", each -> point(each, 1).set(5, Json.parse("361")));
        faults.put("points.1.6", each -> point(each, 1).set(6, Json.parse("\"yes\"")));

        faults.forEach((field, fault) -> {
            ObjectNode chunk = phone.minutes(ago(60), 3);
            fault.accept(chunk);
            Answer answer = phone.puts(1, chunk);
            assertThat(answer.status()).as("%s: %s", field, answer.body()).isEqualTo(400);
            assertThat(answer.json().path("field").asText()).isEqualTo(field);
        });
        nothingCame();
    }

    private static ArrayNode point(ObjectNode chunk, int at) {
        return (ArrayNode) chunk.path("points").get(at);
    }

    private void nothingCame() {
        assertThat(rows("SELECT id::text FROM track_chunk")).isEmpty();
        assertThat(rows("SELECT at::text FROM track_position")).isEmpty();
        assertThat(store.keys(siam.id() + "/tracks/", Instant.now().plusSeconds(60), 10))
                .isEmpty();
    }

    @Test
    void bodies_that_are_no_piece_of_a_track_get_a_problem() {
        byte[] good = TrackedPhone.gzip(phone.minutes(ago(60), 20).toString());
        String bomb = "{\"a\":\"" + "0".repeat(10 << 20) + "\"}";

        refused(phone.puts("b1/1", Arrays.copyOf(good, good.length / 2), "gzip"), 400, "malformed");
        refused(phone.puts("b1/1", new byte[] {1, 2, 3}, "gzip"), 400, "malformed");
        refused(phone.puts("b1/1", good, "br"), 400, "malformed");
        refused(phone.puts("b1/1", good, "identity"), 400, "malformed");
        refused(phone.puts("b1/1", TrackedPhone.gzip("[1]"), "gzip"), 400, "malformed");
        refused(phone.puts("b1/1", TrackedPhone.gzip(""), "gzip"), 400, "malformed");
        refused(phone.puts("b1/1", TrackedPhone.gzip("[".repeat(10_000)), "gzip"), 400, "malformed");
        refused(phone.puts("b1/1", TrackedPhone.gzip("{\"points\":1,\"points\":2}"), "gzip"), 400, "malformed");
        refused(phone.puts("b1/1", TrackedPhone.gzip(bomb), "gzip"), 413, "too-large");
        refused(phone.puts(1, phone.minutes(ago(400), 301)), 413, "too-large");
        refused(phone.puts("b1/-1", good, "gzip"), 400, "invalid");
        refused(phone.puts("b%00/1", good, "gzip"), 400, "invalid");
        refused(phone.puts("b".repeat(101) + "/1", good, "gzip"), 400, "invalid");
        refused(phone.puts("b1/one", good, "gzip"), 404, "not-found");
        nothingCame();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.faultsOfRefusal()).isEmpty();
    }

    @Test
    void plain_json_is_taken_too() {
        byte[] plain = phone.minutes(ago(60), 20).toString().getBytes(StandardCharsets.UTF_8);

        assertThat(kept(phone.puts("b1/1", plain, "identity")).path("received").asInt())
                .isEqualTo(20);
    }

    @Test
    void only_the_owner_of_a_phone_that_was_not_revoked_sends_tracks() {
        byte[] body = TrackedPhone.gzip(phone.minutes(ago(60), 20).toString());
        String path = phone.device() + "/b1/1";
        refused(TrackedPhone.puts(path, siam.technician("malee"), body, "gzip"), 404, "device-unknown");
        refused(TrackedPhone.puts(path, Given.tenant().technician("kham"), body, "gzip"), 404, "device-unknown");
        refused(TrackedPhone.puts(path, siam.dispatcher("fah"), body, "gzip"), 403, "not-permitted");
        refused(TrackedPhone.puts(UUID.randomUUID() + "/b1/1", somchai, body, "gzip"), 404, "device-unknown");

        kept(phone.puts("b1/1", body, "gzip"));
        somchai.request().delete("/sync/devices/" + phone.device()).then().statusCode(204);

        refused(phone.puts("b1/1", body, "gzip"), 401, "device-revoked");
        refused(phone.puts("b1/21", body, "gzip"), 401, "device-revoked");
    }

    @Test
    void what_is_older_than_the_retention_goes_with_its_bytes_and_no_more() {
        policy(Map.of("retentionDays", 3));
        phone.steps(visit, "depart", ago(300));
        kept(phone.puts(1, phone.minutes(ago(280), 20)));
        kept(phone.puts(21, phone.minutes(ago(60), 20)));
        assertThat(retention.sweep()).isZero();

        clock.move(Duration.ofDays(3).minusMinutes(200));
        assertThat(retention.sweep()).isEqualTo(1);
        assertThat(rows("SELECT object_key FROM track_chunk"))
                .isEqualTo(store.keys(siam.id() + "/tracks/", Instant.now().plusSeconds(60), 10))
                .hasSize(1);
        assertThat(rows("SELECT at::text FROM track_position")).hasSize(1);

        clock.move(Duration.ofMinutes(200));
        assertThat(retention.sweep()).isEqualTo(1);
        nothingCame();
    }

    @Test
    void a_track_that_comes_after_its_retention_is_not_kept() {
        policy(Map.of(
                "retentionDays",
                1,
                "tracking",
                "shift",
                "shiftStart",
                "00:00",
                "shiftEnd",
                "00:00",
                "shiftDays",
                List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")));

        assertThat(kept(phone.puts(1, phone.minutes(ago(24 * 60 + 30), 20)))
                        .path("kept")
                        .asInt())
                .isZero();
        assertThat(kept(phone.puts(21, phone.minutes(ago(60), 20))).path("kept").asInt())
                .isEqualTo(20);
    }
}
