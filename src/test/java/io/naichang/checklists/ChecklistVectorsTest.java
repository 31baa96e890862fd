package io.naichang.checklists;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The server passes the vectors that phone developers are given, and the page beside them names every code.
class ChecklistVectorsTest {
    private static final String FOLDER = "mobile-api-spec/checklists/";
    private static final JsonNode VECTORS = Json.file(FOLDER + "vectors.json").get("cases");

    @TestFactory
    Stream<DynamicTest> every_vector_gives_its_expected_result() {
        return VECTORS.valueStream()
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asText(), () -> check(vector)));
    }

    private static void check(JsonNode vector) {
        ChecklistItems items = ChecklistItems.stored(vector.get("items"));

        assertThat(items.evaluate(Json.answers(vector.get("answers"))).toJson()).isEqualTo(vector.get("expected"));
    }

    @Test
    void the_vectors_are_many_and_their_names_are_unique() {
        assertThat(VECTORS.valueStream().map(vector -> vector.get("name").asText()))
                .hasSizeGreaterThanOrEqualTo(100)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(_[a-z]+)+"));
    }

    @Test
    void the_page_for_phone_developers_names_every_code() throws Exception {
        String page = Files.readString(Path.of(FOLDER + "README.md"));

        for (AnswerProblem problem : AnswerProblem.values()) {
            assertThat(page).contains("`" + problem.code() + "`");
        }
        for (ItemProblem.Code code : ItemProblem.Code.values()) {
            assertThat(page).contains("`" + code.wire() + "`");
        }
    }
}
