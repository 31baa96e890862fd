package io.naichang;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.testing.Generated;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The published contract is the one that the code keeps, and says enough to write a client from.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ApiSpecTest {
    private final Map<String, JsonNode> operations = new TreeMap<>();
    private JsonNode api;

    @BeforeEach
    void read() {
        api = Json.parse(served("json"));
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(each -> {
                    if (each.getValue().has("responses")) {
                        operations.put(each.getKey() + " " + path.getKey(), each.getValue());
                    }
                }));
    }

    private static String served(String format) {
        return given().queryParam("format", format)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void the_published_contract_is_what_the_server_serves() {
        Generated.file("openapi.yaml").mustBe(served("yaml"));
    }

    @Test
    void it_is_openapi_3_1_with_bearer_tokens() {
        assertThat(api.path("openapi").asText()).startsWith("3.1");
        JsonNode bearer = api.at("/components/securitySchemes/bearer");
        assertThat(bearer.path("scheme").asText()).isEqualTo("bearer");
        assertThat(bearer.path("bearerFormat").asText()).isEqualTo("JWT");
        assertThat(api.at("/components/securitySchemes")).hasSize(1);
    }

    @Test
    void every_operation_has_an_id_of_its_own_and_a_summary() {
        assertThat(operations).hasSizeGreaterThan(60);
        assertThat(operations.values())
                .extracting(each -> each.path("operationId").asText())
                .doesNotHaveDuplicates();
        assertThat(those(each -> each.path("operationId").asText().isEmpty()
                        || each.path("summary").asText().isEmpty()))
                .isEmpty();
    }

    @Test
    void every_operation_describes_a_success_and_what_it_holds() {
        assertThat(those(each -> !succeeds(each.path("responses")))).isEmpty();
    }

    @Test
    void every_operation_may_answer_a_problem() {
        assertThat(those(each -> !each.at("/responses/default/content/application~1problem+json/schema/$ref")
                        .asText()
                        .equals("#/components/schemas/Problem")))
                .isEmpty();
    }

    @Test
    void every_json_body_has_a_schema() {
        assertThat(those(each -> StreamSupport.stream(
                                each.path("requestBody").path("content").spliterator(), false)
                        .anyMatch(content -> content.path("schema").isEmpty())))
                .isEmpty();
    }

    private List<String> those(Predicate<JsonNode> operation) {
        List<String> found = new ArrayList<>();
        operations.forEach((name, each) -> {
            if (operation.test(each)) {
                found.add(name);
            }
        });
        return found;
    }

    /// 204 and 3xx hold nothing; every other success has content, and JSON has a schema.
    private static boolean succeeds(JsonNode responses) {
        return responses.properties().stream()
                .filter(each -> each.getKey().startsWith("2"))
                .anyMatch(each -> !each.getValue().path("description").asText().isEmpty()
                        && (each.getKey().equals("204")
                                || isFull(each.getValue().path("content"))));
    }

    private static boolean isFull(JsonNode content) {
        return !content.isEmpty()
                && StreamSupport.stream(content.spliterator(), false)
                        .noneMatch(each -> each.path("schema").isEmpty());
    }
}
