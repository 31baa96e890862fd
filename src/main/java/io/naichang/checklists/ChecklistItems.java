package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The items of one version of a checklist template, in order, known to make sense.
record ChecklistItems(List<Item> items) {
    public ChecklistItems {
        items = List.copyOf(items);
    }

    /// Reads items that somebody wrote, and says everything that is wrong with them at once.
    public static ItemsOutcome parse(JsonNode items) {
        return new ItemsParser().parse(items);
    }

    /// Reads items that were accepted before; only a damaged row fails here.
    public static ChecklistItems stored(JsonNode items) {
        return switch (parse(items)) {
            case ItemsOutcome.Valid(ChecklistItems valid) -> valid;
            case ItemsOutcome.Invalid(List<ItemProblem> problems) ->
                throw new IllegalStateException("Stored checklist items are no longer valid: " + problems);
        };
    }

    /// The one evaluator: what is shown, answered, missing. `answers` maps item ids to bare values.
    public Evaluation evaluate(Map<String, JsonNode> answers) {
        return Evaluation.of(this, answers);
    }

    /// Why this value can never be the answer to that item, whether or not the item is shown now.
    public Optional<AnswerProblem> refusal(String itemId, JsonNode value) {
        return find(itemId)
                .map(item -> Reading.of(item.kind(), value) instanceof Reading.Refused(AnswerProblem why)
                        ? Optional.of(why)
                        : Optional.<AnswerProblem>empty())
                .orElse(Optional.of(AnswerProblem.UNKNOWN_ITEM));
    }

    /// The items as phones get them: optional fields that are absent are left out.
    public ArrayNode toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> array.add(item.toJson()));
        return array;
    }

    Optional<Item> find(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }
}
