package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table of values in the README, row by row.
record ObviousVerdict(boolean isAnswer, @Nullable String problem) {
    private static final ObviousVerdict ANSWERED = new ObviousVerdict(true, null);
    private static final ObviousVerdict UNANSWERED = new ObviousVerdict(false, null);

    static ObviousVerdict of(JsonNode item, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return UNANSWERED;
        }
        return switch (item.get("kind").asText()) {
            case "yes-no" -> value.isBoolean() ? ANSWERED : refused("wrong-type");
            case "choice" -> choice(item, value);
            case "multi-choice" -> multiChoice(item, value);
            case "number", "meter" -> number(item, value);
            case "text" -> text(value);
            case "photo", "signature" -> files(value);
            default -> throw new IllegalArgumentException(item.toString());
        };
    }

    private static ObviousVerdict choice(JsonNode item, JsonNode value) {
        if (!value.isTextual()) {
            return refused("wrong-type");
        }
        if (value.asText().equals("")) {
            return UNANSWERED;
        }
        return item.get("choices").findValuesAsText("value").contains(value.asText())
                ? ANSWERED
                : refused("unknown-choice");
    }

    private static ObviousVerdict multiChoice(JsonNode item, JsonNode value) {
        if (!isTexts(value)) {
            return refused("wrong-type");
        }
        if (value.isEmpty()) {
            return UNANSWERED;
        }
        return item.get("choices").findValuesAsText("value").containsAll(texts(value))
                ? ANSWERED
                : refused("unknown-choice");
    }

    private static ObviousVerdict number(JsonNode item, JsonNode value) {
        if (!value.isNumber()) {
            return refused("wrong-type");
        }
        if (Double.isNaN(value.doubleValue()) || Math.abs(value.doubleValue()) > 1e12) {
            return refused("bad-number");
        }
        BigDecimal number = value.decimalValue();
        boolean low = item.has("min") && number.compareTo(item.get("min").decimalValue()) < 0;
        boolean high = item.has("max") && number.compareTo(item.get("max").decimalValue()) > 0;
        return low || high ? new ObviousVerdict(true, "out-of-limits") : ANSWERED;
    }

    private static ObviousVerdict text(JsonNode value) {
        if (!value.isTextual()) {
            return refused("wrong-type");
        }
        if (value.asText().matches("[ \t\r\n]*")) {
            return UNANSWERED;
        }
        if (value.asText().indexOf('\0') >= 0) {
            return refused("bad-text");
        }
        return value.asText().codePoints().count() > 10_000 ? refused("too-long") : ANSWERED;
    }

    private static ObviousVerdict files(JsonNode value) {
        if (!value.isTextual() && !isTexts(value)) {
            return refused("wrong-type");
        }
        List<String> ids = value.isTextual() ? List.of(value.asText()) : texts(value);
        if (ids.isEmpty() || (value.isTextual() && value.asText().equals(""))) {
            return UNANSWERED;
        }
        if (ids.size() > 50) {
            return refused("too-many");
        }
        String hex = "[0-9a-fA-F]";
        String form = hex + "{8}-" + hex + "{4}-" + hex + "{4}-" + hex + "{4}-" + hex + "{12}";
        return ids.stream().allMatch(id -> id.matches(form)) ? ANSWERED : refused("not-an-id");
    }

    private static boolean isTexts(JsonNode value) {
        if (!value.isArray()) {
            return false;
        }
        for (JsonNode each : value) {
            if (!each.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static ObviousVerdict refused(String code) {
        return new ObviousVerdict(false, code);
    }
}
