package io.naichang.checklists;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Twenty thousand checklists that nobody thought of; a failure names the seed that makes it again.
class RandomChecklistTest {
    private static final int CASES = 20_000;

    @Test
    void the_evaluator_agrees_with_the_slow_obvious_model() {
        Map<String, Integer> seen = new HashMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            var checklist = new RandomChecklist(seed);
            Map<String, JsonNode> answers = checklist.answers();

            Evaluation evaluation = ChecklistItems.stored(checklist.items()).evaluate(answers);

            assertThat(evaluation.toJson())
                    .as("seed %d: %s %s", seed, checklist.items(), answers)
                    .isEqualTo(new ObviousModel(checklist.items(), answers).result());
            evaluation.items().forEach(state -> seen.merge(outcome(state), 1, Integer::sum));
        }
        // Cases that never hide, refuse or exceed anything would agree about nothing.
        assertThat(seen)
                .containsKeys("wrong-type", "unknown-choice", "bad-number", "bad-text", "too-long", "too-many")
                .containsKeys("not-an-id");
        for (String common : List.of("hidden", "answered", "missing", "open", "out-of-limits")) {
            assertThat(seen.getOrDefault(common, 0)).as(common).isGreaterThan(1_000);
        }
    }

    private static String outcome(Evaluation.ItemState state) {
        if (state.problem() != null) {
            return state.problem().code();
        }
        if (!state.shown()) {
            return "hidden";
        }
        return state.answered() ? "answered" : state.missing() ? "missing" : "open";
    }

    @Test
    void a_refusal_is_what_the_evaluation_shows_when_the_item_is_shown() {
        for (int seed = 0; seed < CASES; seed++) {
            var checklist = new RandomChecklist(seed);
            Map<String, JsonNode> answers = checklist.answers();
            ChecklistItems items = ChecklistItems.stored(checklist.items());

            for (Evaluation.ItemState state : items.evaluate(answers).items()) {
                JsonNode answer = answers.get(state.id());
                if (state.shown() && answer != null) {
                    boolean refused = state.problem() != null && state.problem().isRefusal();
                    assertThat(items.refusal(state.id(), answer).isPresent())
                            .as("seed %d, %s", seed, state)
                            .isEqualTo(refused);
                }
            }
        }
    }

    @Test
    void a_damaged_template_is_either_valid_or_a_list_of_problems_and_never_an_exception() {
        int invalid = 0;
        for (int seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            ArrayNode items = new RandomChecklist(seed).items();
            damage(items, random);
            switch (ChecklistItems.parse(items)) {
                case ItemsOutcome.Valid(ChecklistItems valid) ->
                    assertThat(ChecklistItems.stored(valid.toJson()))
                            .as("seed %d", seed)
                            .isEqualTo(valid);
                case ItemsOutcome.Invalid(List<ItemProblem> problems) -> {
                    assertThat(problems).as("seed %d", seed).isNotEmpty();
                    invalid++;
                }
            }
        }
        assertThat(invalid).isBetween(CASES / 4, CASES - 100);
    }

    /// Puts a node from somewhere, or junk, in the place of another.
    private static void damage(JsonNode root, Random random) {
        List<JsonNode> nodes = new ArrayList<>(List.of(root));
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).forEach(nodes::add);
        }
        List<JsonNode> containers = nodes.stream()
                .filter(node -> node.isContainerNode() && !node.isEmpty())
                .toList();
        JsonNode into = containers.get(random.nextInt(containers.size()));
        JsonNode put = random.nextBoolean()
                ? nodes.get(random.nextInt(nodes.size())).deepCopy()
                : Json.json(List.of("null", "{}", "[]", "''", "-1", "1e400", "true", "'item-0'")
                        .get(random.nextInt(8)));
        if (into instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            object.set(names.get(random.nextInt(names.size())), put);
        } else if (into instanceof ArrayNode array) {
            array.set(random.nextInt(array.size()), put);
        }
    }
}
