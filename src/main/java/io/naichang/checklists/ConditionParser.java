package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.checklists.ItemProblem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Reads the condition of one item against the items before it.
final class ConditionParser {
    static final int DEEPEST = 8;
    static final int MOST_PARTS = 100;
    static final int MOST_VALUES = 50;

    private final TemplateFields fields;
    private final OperandParser operands;
    private final Problems problems;
    private final Set<String> all;
    private final Set<String> earlier;
    private final Map<String, Kind> kindsOfEarlier;
    private int parts;

    ConditionParser(
            TemplateFields fields,
            Problems problems,
            Set<String> all,
            Set<String> earlier,
            Map<String, Kind> kindsOfEarlier) {
        this.fields = fields;
        this.operands = new OperandParser(fields, problems);
        this.problems = problems;
        this.all = all;
        this.earlier = earlier;
        this.kindsOfEarlier = kindsOfEarlier;
    }

    Optional<Condition> parse(JsonNode node, String path) {
        return condition(node, path, 1);
    }

    private Optional<Condition> condition(JsonNode node, String path, int depth) {
        parts++;
        if (parts > MOST_PARTS || depth > DEEPEST) {
            if (depth > DEEPEST) {
                problems.add(path, Code.TOO_DEEP, "Conditions nest at most " + DEEPEST + " deep");
            } else if (parts == MOST_PARTS + 1) {
                problems.add(path, Code.TOO_MANY, "A condition has at most " + MOST_PARTS + " parts");
            }
            return Optional.empty();
        }
        if (node.isObject() && node.size() == 1) {
            String operator = node.fieldNames().next();
            switch (operator) {
                case "all" -> {
                    return several(node.get("all"), path + ".all", depth).map(Condition.All::new);
                }
                case "any" -> {
                    return several(node.get("any"), path + ".any", depth).map(Condition.Any::new);
                }
                case "not" -> {
                    return condition(node.get("not"), path + ".not", depth + 1).map(Condition.Not::new);
                }
                default -> {}
            }
        }
        return comparison(node, path);
    }

    private Optional<List<Condition>> several(JsonNode node, String path, int depth) {
        return list(node, path, MOST_PARTS, (part, here) -> condition(part, here, depth + 1));
    }

    private Optional<Condition> comparison(JsonNode node, String path) {
        if (!node.isObject() || node.size() != 2 || !node.path("item").isTextual()) {
            return malformed(path);
        }
        String item = node.get("item").textValue();
        String operator = node.propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("item"))
                .findFirst()
                .orElseThrow();
        JsonNode operand = node.get(operator);
        String here = path + "." + operator;
        return switch (operator) {
            case "answered" ->
                operand.isBoolean()
                        ? known(item, path).map(_ -> new Condition.Answered(item, operand.booleanValue()))
                        : fields.wrongType(here, "true or false");
            case "is" ->
                over(item, path, kind -> operands.value(kind, operand, here).map(v -> new Condition.Is(item, v)));
            case "in" ->
                over(
                        item,
                        path,
                        kind -> list(operand, here, MOST_VALUES, (each, at) -> operands.value(kind, each, at))
                                .map(values -> new Condition.In(item, values)));
            case "has" ->
                over(item, path, kind -> operands.pick(kind, operand, here).map(c -> new Condition.Has(item, c)));
            case "above" ->
                over(item, path, kind -> operands.limit(kind, operand, here).map(n -> new Condition.Above(item, n)));
            case "below" ->
                over(item, path, kind -> operands.limit(kind, operand, here).map(n -> new Condition.Below(item, n)));
            default -> malformed(path);
        };
    }

    private Optional<Condition> over(String item, String path, Function<Kind, Optional<Condition>> reader) {
        // An earlier item whose own kind could not be read has its problem already; no second one here.
        return known(item, path)
                .flatMap(id -> Optional.ofNullable(kindsOfEarlier.get(id)))
                .flatMap(reader);
    }

    private Optional<String> known(String item, String path) {
        if (earlier.contains(item)) {
            return Optional.of(item);
        }
        if (all.contains(item)) {
            problems.add(path + ".item", Code.LATER_ITEM, "A condition looks only at items before its own");
        } else {
            problems.add(path + ".item", Code.UNKNOWN_ITEM, "There is no item " + Problems.quoted(item));
        }
        return Optional.empty();
    }

    private <T> Optional<List<T>> list(
            JsonNode node, String path, int most, BiFunction<JsonNode, String, Optional<T>> reader) {
        if (!node.isArray()) {
            return fields.wrongType(path, "an array");
        }
        if (node.isEmpty() || node.size() > most) {
            problems.add(path, node.isEmpty() ? Code.EMPTY : Code.TOO_MANY, "From 1 to " + most + " entries");
            return Optional.empty();
        }
        List<T> read = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            reader.apply(node.get(i), path + "[" + i + "]").ifPresent(read::add);
        }
        return read.size() == node.size() ? Optional.of(read) : Optional.empty();
    }

    private <T> Optional<T> malformed(String path) {
        problems.add(
                path,
                Code.MALFORMED_CONDITION,
                "A condition is {item, is|in|has|above|below|answered}, {all}, {any} or {not}");
        return Optional.empty();
    }
}
