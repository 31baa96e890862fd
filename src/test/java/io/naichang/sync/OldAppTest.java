package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A server two versions ahead of an app.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(OldAppTest.Schema3.class)
class OldAppTest extends HardCase {
    public static class Schema3 implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("naichang.testing.schema-3", "true");
        }
    }

    @Test
    void hard_case_19_schema_1_client_schema_3_server() {
        String visit = work.visitOf(somchai, 1);
        Phone first = Phone.of(somchai, 1);
        Phone second = Phone.of(somchai, 2);
        Phone third = Phone.of(somchai, 3);

        Response refusal = first.asks(first.asks());

        assertThat(refusal.statusCode()).isEqualTo(426);
        assertThat(refusal.<String>path("code")).isEqualTo("client-too-old");
        assertThat(refusal.<Integer>path("oldest")).isEqualTo(2);
        UUID drive = first.creates(
                "time_entries",
                Map.of(
                        "visitId", visit,
                        "kind", "travel",
                        "startedAt", "2026-11-23T01:00:00.000Z",
                        "endedAt", "2026-11-23T01:45:00.000Z"));
        UUID oldest = first.creates("notes", Map.of("visitId", visit, "body", "จากแอปรุ่นแรก"));
        UUID older = second.creates("notes", Map.of("visitId", visit, "body", "จากแอปรุ่นสอง"));
        UUID newest = third.creates("notes", Map.of("visitId", visit, "text", "จากแอปรุ่นสาม"));
        JsonNode sent = io.naichang.platform.Json.parse(
                first.sends(first.batch()).then().statusCode(200).extract().asString());
        assertThat(first.push()).as("the same again").isEqualTo(sent.path("results"));
        assertThat(statuses(sent.path("results"))).containsExactly("applied", "applied");
        assertThat(statuses(second.push())).containsExactly("applied");
        assertThat(statuses(third.push())).containsExactly("applied");

        second.pull();
        third.pull();

        assertThat(third.row("time_entries", drive).path("duration").asText()).isEqualTo("PT45M");
        assertThat(third.row("notes", oldest).path("text").asText()).isEqualTo("จากแอปรุ่นแรก");
        assertThat(third.row("notes", older).path("text").asText()).isEqualTo("จากแอปรุ่นสอง");
        assertThat(second.row("notes", newest).path("body").asText()).isEqualTo("จากแอปรุ่นสาม");
        assertThat(second.row("notes", newest).has("text")).isFalse();
        assertThat(second.versions()).isEqualTo(third.versions());
    }
}
