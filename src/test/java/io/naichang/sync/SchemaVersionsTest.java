package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Apps of the newest schema and of the one before it, on the same rows.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SchemaVersionsTest extends HardCase {
    private static final Map<String, String> DROVE = Map.of("kind", "travel", "startedAt", "2026-11-23T01:00:00.000Z");

    private static Map<String, String> with(Map<String, String> entry, String visit, String name, String value) {
        Map<String, String> set = new java.util.HashMap<>(entry);
        set.put("visitId", visit);
        set.put(name, value);
        return set;
    }

    @Test
    void each_app_reads_rows_in_its_own_form() {
        work.visitOf(somchai, 1);

        JsonNode now = Phone.of(somchai).pull().row("sites", work.site());
        JsonNode before = Phone.of(somchai, 1).pull().row("sites", work.site());

        assertThat(now.at("/position/lat").asDouble()).isEqualTo(18.789);
        assertThat(now.has("lat")).isFalse();
        assertThat(before.path("lat").asDouble()).isEqualTo(18.789);
        assertThat(before.path("lon").asDouble()).isEqualTo(98.993);
        assertThat(before.has("position")).isFalse();
    }

    @Test
    void what_an_older_app_creates_is_read_by_both_and_made_once() {
        String visit = work.visitOf(somchai, 1);
        Phone old = Phone.of(somchai, 1).pull();
        Phone now = Phone.of(somchai).pull();
        UUID drive = old.creates("time_entries", with(DROVE, visit, "endedAt", "2026-11-23T01:45:00.000Z"));
        UUID work = now.creates("time_entries", with(DROVE, visit, "duration", "PT1H30M"));
        now.does("create", "time_entries", drive)
                .set("set", io.naichang.platform.Json.MAPPER.valueToTree(with(DROVE, visit, "duration", "PT2700S")));

        assertThat(statuses(old.push())).containsExactly("applied");
        assertThat(statuses(now.push()))
                .as("the same content again is no other row")
                .containsExactly("applied", "applied");

        assertThat(now.pull().row("time_entries", drive).path("duration").asText())
                .isEqualTo("PT45M");
        assertThat(old.pull().row("time_entries", work).path("endedAt").asText())
                .isEqualTo("2026-11-23T02:30:00.000Z");
        assertThat(old.row("time_entries", drive).path("endedAt").asText()).isEqualTo("2026-11-23T01:45:00.000Z");
        assertThat(old.row("time_entries", drive).has("duration")).isFalse();
    }

    @Test
    void fields_that_an_older_app_does_not_know_survive_what_it_writes() {
        String visit = work.visitOf(somchai, 1);
        Phone old = Phone.of(somchai, 1).pull();
        old.patches("sites", work.site(), "accessNotes", "กดกริ่งหน้าบ้าน");

        assertThat(statuses(old.push())).containsExactly("applied");

        JsonNode site = Phone.of(somchai).pull().row("sites", work.site());
        assertThat(site.path("accessNotes").asText()).isEqualTo("กดกริ่งหน้าบ้าน");
        assertThat(site.at("/position/lon").asDouble()).isEqualTo(98.993);
        assertThat(visit).isNotEmpty();
    }

    @Test
    void what_an_older_app_may_not_write_is_kept_under_the_name_of_today() {
        work.visitOf(somchai, 1);
        Phone old = Phone.of(somchai, 1).pull();
        old.patches("sites", work.site(), "lat", 13.75);

        JsonNode result = old.push().get(0);

        assertThat(result.path("status").asText()).isEqualTo("superseded");
        assertThat(result.path("code").asText()).isEqualTo("not-owner");
        assertThat(entry(result).getFloat("mutation.set.position.lat")).isEqualTo(13.75f);
    }

    @Test
    void a_call_that_says_no_schema_is_of_the_one_that_was_registered() {
        work.visitOf(somchai, 1);
        Phone old = Phone.of(somchai, 1);
        var request = old.asks();
        request.remove("schema");

        assertThat(old.asks(request).asString()).contains("\"lat\"").doesNotContain("\"position\"");
    }

    @Test
    void nonsense_of_an_older_app_is_refused_as_ever() {
        String visit = work.visitOf(somchai, 1);
        Phone old = Phone.of(somchai, 1).pull();
        old.creates("time_entries", with(DROVE, visit, "endedAt", "2026-11-22T01:00:00.000Z"));
        old.creates("time_entries", with(DROVE, visit, "endedAt", "nie"));
        old.creates("time_entries", with(DROVE, visit, "comment", "no end"));

        assertThat(old.push()).allSatisfy(each -> {
            assertThat(each.path("status").asText()).isEqualTo("rejected");
            assertThat(each.path("field").asText()).isEqualTo("duration");
        });
    }
}
