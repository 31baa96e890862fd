package io.naichang.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Answer;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Tracks as they come in: what the policy lets us keep, once, and nothing else.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class TrackIntakeTest extends TrackCase {
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
    void plain_json_is_taken_too() {
        byte[] plain = phone.minutes(ago(60), 20).toString().getBytes(StandardCharsets.UTF_8);

        assertThat(kept(phone.puts("b1/1", plain, "identity")).path("received").asInt())
                .isEqualTo(20);
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
