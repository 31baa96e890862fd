package io.naichang.checklists;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The templates of the demo company are ones that the office could have saved.
class SeedTemplatesTest {
    private static final JsonNode TEMPLATES = Json.file("src/dev/resources/seed/checklist-templates.json");

    @Test
    void there_are_six_templates_with_keys_of_their_own() {
        assertThat(TEMPLATES.valueStream().map(template -> template.get("key").asText()))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> every_template_is_valid_and_of_a_length_that_gets_done() {
        return TEMPLATES
                .valueStream()
                .map(template -> DynamicTest.dynamicTest(template.get("key").asText(), () -> check(template)));
    }

    private static void check(JsonNode template) {
        assertThat(template.at("/title/th").asText()).isNotBlank();
        assertThat(template.at("/title/en").asText()).isNotBlank();
        assertThat(ChecklistItems.parse(template.get("items"))).isInstanceOf(ItemsOutcome.Valid.class);

        ChecklistItems checklist = ChecklistItems.stored(template.get("items"));
        assertThat(checklist.items()).hasSizeBetween(8, 20);
        assertThat(checklist.items()).anyMatch(item -> item.shownIf() != null);
        assertThat(checklist.items()).anyMatch(item -> item.kind() instanceof Kind.Photo);
        assertThat(checklist.items().getLast().kind()).isEqualTo(new Kind.Signature());
        assertThat(checklist.evaluate(Map.of()).progress().complete()).isFalse();
    }
}
