package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The README read aloud: raw JSON, no passes, no memory; every question is asked again from the beginning.
record ObviousModel(JsonNode items, Map<String, JsonNode> answers) {

    ObjectNode result() {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        var states = result.putArray("items");
        for (JsonNode item : items) {
            states.addObject()
                    .put("id", item.get("id").asText())
                    .put("shown", shown(item))
                    .put("answered", shown(item) && verdict(item).isAnswer())
                    .put("missing", missing(item))
                    .put("problem", shown(item) ? verdict(item).problem() : null);
        }
        ObjectNode progress = result.putObject("progress")
                .put("shown", (int) all().filter(this::shown).count())
                .put("answered", (int) all().filter(this::counts).count())
                .put("required", (int) all().filter(this::asked).count())
                .put("requiredAnswered", (int)
                        all().filter(this::asked).filter(this::counts).count())
                .put("complete", all().noneMatch(this::missing));
        var outOfLimits = progress.putArray("outOfLimits");
        all().filter(item -> shown(item) && "out-of-limits".equals(verdict(item).problem()))
                .forEach(item -> outOfLimits.add(item.get("id")));
        var missing = progress.putArray("missing");
        all().filter(this::missing).forEach(item -> missing.add(item.get("id")));
        return result;
    }

    private Stream<JsonNode> all() {
        return StreamSupport.stream(items.spliterator(), false);
    }

    private boolean asked(JsonNode item) {
        return shown(item) && item.path("required").asBoolean();
    }

    private boolean missing(JsonNode item) {
        return asked(item) && !counts(item);
    }

    private boolean counts(JsonNode item) {
        return shown(item) && verdict(item).isAnswer();
    }

    private boolean shown(JsonNode item) {
        return !item.has("shownIf") || holds(item.get("shownIf"));
    }

    private boolean holds(JsonNode condition) {
        if (condition.has("all")) {
            for (JsonNode part : condition.get("all")) {
                if (!holds(part)) {
                    return false;
                }
            }
            return true;
        }
        if (condition.has("any")) {
            for (JsonNode part : condition.get("any")) {
                if (holds(part)) {
                    return true;
                }
            }
            return false;
        }
        if (condition.has("not")) {
            return !holds(condition.get("not"));
        }
        Optional<JsonNode> answer = all().filter(item -> item.get("id").equals(condition.get("item")))
                .filter(this::counts)
                .map(item -> answers.get(item.get("id").asText()))
                .findFirst();
        if (condition.has("answered")) {
            return answer.isPresent() == condition.get("answered").asBoolean();
        }
        return answer.isPresent() && compares(condition, answer.get());
    }

    private static boolean compares(JsonNode condition, JsonNode answer) {
        if (condition.has("above")) {
            return answer.decimalValue().compareTo(condition.get("above").decimalValue()) > 0;
        }
        if (condition.has("below")) {
            return answer.decimalValue().compareTo(condition.get("below").decimalValue()) < 0;
        }
        if (condition.has("has")) {
            return StreamSupport.stream(answer.spliterator(), false).anyMatch(condition.get("has")::equals);
        }
        JsonNode wanted = condition.has("is")
                ? JsonNodeFactory.instance.arrayNode().add(condition.get("is"))
                : condition.get("in");
        return StreamSupport.stream(wanted.spliterator(), false)
                .anyMatch(value -> answer.isNumber()
                        ? answer.decimalValue().compareTo(value.decimalValue()) == 0
                        : answer.equals(value));
    }

    private ObviousVerdict verdict(JsonNode item) {
        return ObviousVerdict.of(item, answers.get(item.get("id").asText()));
    }
}
