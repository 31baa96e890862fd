package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/// When an item is shown, over the answers to items before it.
///
/// Two values only: a comparison with an answer that is not there is false, and `not` turns that into true.
sealed interface Condition {

    record Is(String item, Answer value) implements Condition {}

    record In(String item, List<Answer> values) implements Condition {
        public In {
            values = List.copyOf(values);
        }
    }

    record Has(String item, String choice) implements Condition {}

    record Above(String item, Answer.Quantity limit) implements Condition {}

    record Below(String item, Answer.Quantity limit) implements Condition {}

    record Answered(String item, boolean expected) implements Condition {}

    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {}

    /// `answers` holds only what counts: shown items whose answer is neither empty nor refused.
    default boolean holds(Map<String, Answer> answers) {
        return switch (this) {
            case Is(String item, Answer value) -> value.equals(answers.get(item));
            case In(String item, List<Answer> values) ->
                answers.containsKey(item) && values.contains(answers.get(item));
            case Has(String item, String choice) ->
                answers.get(item) instanceof Answer.Picks(var values) && values.contains(choice);
            case Above(String item, Answer.Quantity limit) ->
                answers.get(item) instanceof Answer.Quantity(var value) && value.compareTo(limit.value()) > 0;
            case Below(String item, Answer.Quantity limit) ->
                answers.get(item) instanceof Answer.Quantity(var value) && value.compareTo(limit.value()) < 0;
            case Answered(String item, boolean expected) -> answers.containsKey(item) == expected;
            case All(List<Condition> parts) -> parts.stream().allMatch(part -> part.holds(answers));
            case Any(List<Condition> parts) -> parts.stream().anyMatch(part -> part.holds(answers));
            case Not(Condition part) -> !part.holds(answers);
        };
    }

    default JsonNode toJson() {
        return switch (this) {
            case Is(String item, Answer value) -> over(item, "is", value.toJson());
            case In(String item, List<Answer> values) ->
                over(item, "in", array(values.stream().map(Answer::toJson).toList()));
            case Has(String item, String choice) -> over(item, "has", TextNode.valueOf(choice));
            case Above(String item, Answer.Quantity limit) -> over(item, "above", limit.toJson());
            case Below(String item, Answer.Quantity limit) -> over(item, "below", limit.toJson());
            case Answered(String item, boolean expected) -> over(item, "answered", BooleanNode.valueOf(expected));
            case All(List<Condition> parts) ->
                object("all", array(parts.stream().map(Condition::toJson).toList()));
            case Any(List<Condition> parts) ->
                object("any", array(parts.stream().map(Condition::toJson).toList()));
            case Not(Condition part) -> object("not", part.toJson());
        };
    }

    private static ObjectNode over(String item, String operator, JsonNode operand) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("item", item);
        node.set(operator, operand);
        return node;
    }

    private static ObjectNode object(String operator, JsonNode operand) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set(operator, operand);
        return node;
    }

    private static JsonNode array(List<JsonNode> nodes) {
        return JsonNodeFactory.instance.arrayNode().addAll(nodes);
    }
}
