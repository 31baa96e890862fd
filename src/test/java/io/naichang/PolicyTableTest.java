package io.naichang;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.testing.Generated;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `mobile-api-spec/policy.md` is the table that the server enforces and publishes.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class PolicyTableTest {
    private static final String HEAD = """
            # Who may write what

            Generated from the code that enforces it, which also serves it as `GET /api/v1/sync/policy`; a test compares the two.

            Owners: **office**: phones read it. **field**: the technician's value wins. **both**: texts of both sides are kept.
            **append**: written once, when the row is created. **state**: changed by commands only. **computed**: by the server
            only. A value for a field that is not the phone's to write goes to the conflict ledger (`not-owner`); the other
            fields of the mutation apply. A field that is not listed does too (`unknown-field`).
            """;

    @Test
    void the_published_table_is_the_one_that_is_enforced() {
        JsonNode policy = Json.parse(given().get("/api/v1/sync/policy")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        StringBuilder text = new StringBuilder(HEAD);
        text.append("\nSchema ").append(policy.path("schema").asInt()).append(".\n");
        policy.path("collections").properties().forEach(each -> collection(text, each.getKey(), each.getValue()));

        Generated.file("policy.md").mustBe(text.toString());
    }

    private static void collection(StringBuilder text, String name, JsonNode collection) {
        List<String> ops = new ArrayList<>();
        collection.path("phoneOps").forEach(each -> ops.add('`' + each.asText() + '`'));
        text.append("\n## ").append(name).append("\n\nPhones may: ");
        text.append(ops.isEmpty() ? "read" : String.join(", ", ops)).append(".\n\n");
        text.append("| Field | Owner | Form |\n|---|---|---|\n");
        for (Map.Entry<String, JsonNode> field : collection.path("fields").properties()) {
            text.append("| `").append(field.getKey());
            text.append("` | ").append(field.getValue().path("owner").asText());
            text.append(" | ").append(field.getValue().path("type").asText()).append(" |\n");
        }
    }
}
