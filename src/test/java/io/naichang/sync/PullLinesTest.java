package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.naichang.platform.Json;
import io.naichang.testing.Answer;
import io.naichang.testing.Contract;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The answer to a pull line by line.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class PullLinesTest {
    private Person somchai;
    private Phone phone;
    private String visit;

    @BeforeEach
    void a_phone_that_has_pulled_nothing() {
        Tenant siam = Given.tenant();
        somchai = siam.technician("somchai");
        visit = Work.at(siam.dispatcher("nok")).visitOf(somchai, 1);
        phone = Phone.of(somchai);
    }

    private Answer asks(String accept) {
        return Answer.to(
                "POST",
                "/api/v1/sync/pull",
                Map.of(
                        "Authorization",
                        "Bearer " + somchai.token(),
                        "Content-Type",
                        "application/json",
                        "Accept",
                        accept),
                phone.asks().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> lines(Answer answer) {
        assertThat(answer.type()).startsWith("application/x-ndjson");
        assertThat(answer.body()).endsWith("}\n");
        return answer.body().lines().map(Json::parse).toList();
    }

    @Test
    void a_page_in_lines_says_what_the_page_in_one_piece_says() {
        List<JsonNode> lines = lines(asks("application/x-ndjson"));
        JsonNode page = asks("application/json").json();

        assertThat(lines.getFirst().path("type").asText()).isEqualTo("header");
        assertThat(lines.getFirst().path("epoch")).isEqualTo(page.path("epoch"));
        assertThat(lines.getFirst().path("durableSeq")).isEqualTo(page.path("durableSeq"));
        JsonNode end = lines.getLast();
        assertThat(end.path("type").asText()).isEqualTo("end");
        assertThat(end.path("more")).isEqualTo(page.path("more"));
        assertThat(end.path("lastSeq")).isEqualTo(page.path("lastSeq"));
        assertThat(end.path("outcomes")).isEqualTo(page.path("outcomes"));
        ArrayNode changes = Json.MAPPER.createArrayNode();
        lines.subList(1, lines.size() - 1).forEach(each -> {
            assertThat(each.path("type").asText()).isEqualTo("change");
            changes.add(Json.object().setAll(Map.copyOf(without(each))));
        });
        assertThat(changes).isEqualTo(page.path("changes")).isNotEmpty();
    }

    private static Map<String, JsonNode> without(JsonNode line) {
        Map<String, JsonNode> members = new java.util.TreeMap<>();
        line.properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        members.remove("type");
        return members;
    }

    @Test
    void what_asks_for_nothing_in_particular_gets_one_piece() {
        assertThat(asks("*/*").type()).startsWith("application/json");
        assertThat(asks("text/html").status()).isEqualTo(406);
    }

    @Test
    void a_refusal_is_a_problem_in_lines_too() {
        phone.limit(0);

        Answer refusal = asks("application/x-ndjson");

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.type()).startsWith("application/problem+json");
    }

    @Test
    void a_page_that_was_cut_in_the_middle_comes_again_and_harms_nobody() throws Exception {
        for (int i = 0; i < 100; i++) {
            phone.creates("notes", Map.of("visitId", visit, "text", "ย".repeat(9_000)));
        }
        phone.push();
        try (Socket line = new Socket("localhost", RestAssured.port)) {
            byte[] body = phone.asks().toString().getBytes(StandardCharsets.UTF_8);
            line.getOutputStream()
                    .write(("POST /api/v1/sync/pull HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + somchai.token()
                                    + "\r\nContent-Type: application/json\r\nAccept: application/x-ndjson"
                                    + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            line.getOutputStream().write(body);
            assertThat(new String(line.getInputStream().readNBytes(100_000), StandardCharsets.UTF_8))
                    .contains("\"type\":\"header\"")
                    .doesNotContain("\"type\":\"end\"");
        }

        List<JsonNode> lines = lines(asks("application/x-ndjson"));

        assertThat(lines.getLast().path("type").asText()).isEqualTo("end");
        assertThat(lines)
                .filteredOn(each -> each.path("collection").asText().equals("notes"))
                .hasSize(100);
        assertThat(phone.pull().versions()).hasSize(lines.size() - 2);
    }

    @Test
    void the_contract_describes_both_forms() {
        JsonNode content = Contract.operation("pull").response(200).path("content");

        assertThat(content.has("application/json")).isTrue();
        assertThat(content.has("application/x-ndjson")).isTrue();
    }
}
