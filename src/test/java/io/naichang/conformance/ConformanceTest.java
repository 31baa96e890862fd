package io.naichang.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.testing.Given;
import io.naichang.testing.Node;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases that strangers hold their servers and clients to hold for this server.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ConformanceTest {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "mobile-api-spec", "conformance");

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("cases"))) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve("cases").resolve(file));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_case_holds(String file) throws IOException {
        assertThat(file).matches("[a-z0-9]+(-[a-z0-9]+)*\\.json");
        JsonNode test = Json.parse(text(file));
        assertThat(test.path("title").asText()).isNotBlank();
        assertThat(test.path("about").asText()).contains("§");
        assertThat(test.path("steps")).isNotEmpty();

        CaseRun.of(test);
    }

    /// What the cases would not find, they would not prove.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            push-gap.json            | "status": 409          | "status": 200        | wanted 200, was answered 409
            merge-same-field.json    | "kept": "yours"        | "kept": "theirs"     | wanted "theirs", got "yours"
            push-lost-answer.json    | "<size>": 3            | "<size>": 2          | /notes?visitId=
            push-lost-answer.json    | "<receipt>"            | "<absent>"           | .receipt: wanted "<absent>"
            push-lost-answer.json    | "<receipt>"            | "<any as slip>"      | learnt and never used: [slip]
            push-lost-answer.json    | "<receipt>"            | "<recipe>"           | there is no matcher <recipe>
            push-lost-answer.json    | "overlays": [1, 2]     | "overlays": [1]      | phone.overlays: wanted [1]
            pull-hides-own-work.json | "hidden": ["visits/${visit}"] | "hidden": []  | phone.hidden: wanted []
            scope-enter-leave-reenter.json | "lacks": ["visits/${visit}", | "lacks": ["visits/${visit2}", | wanted "<absent>"
            pull-ndjson.json         | "type": "end"          | "type": "ende"       | answer.lines[2].type
            pull-ndjson.json         | "${note}"              | "${node}"            | nothing is known of node
            pull-ndjson.json         | "say":                 | "says":              | a STEP has no key [says]
            scope-enter-leave-reenter.json | "<contains>"     | "<none>"             | answer.body.changes: wanted
            wire-problems.json       | problem+json           | problem+xml          | content-type: wanted
            """)
    void a_wrong_expectation_fails(String file, String right, String wrong, String message) throws IOException {
        assertThat(text(file)).contains(right);

        assertThatThrownBy(() -> CaseRun.of(Json.parse(text(file).replace(right, wrong))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }

    @Test
    void node_runs_the_cases_too() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Node.version() >= Node.OLDEST,
                "run.mjs is NOT tested: that needs Node " + Node.OLDEST + " or newer on the PATH");

        Node.Ended ended = Node.run(
                FOLDER,
                List.of(
                        "node",
                        "run.mjs",
                        "--url",
                        "http://localhost:" + RestAssured.port,
                        "--admin",
                        Given.tenant().admin().username(),
                        "--password",
                        Given.PASSWORD),
                Map.of());

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said().lines().filter(each -> each.startsWith("ok "))).hasSameSizeAs(cases());
    }
}
