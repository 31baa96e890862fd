package io.naichang.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Pieces of tracks that are not taken.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class TrackRefusalTest extends TrackCase {
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
}
