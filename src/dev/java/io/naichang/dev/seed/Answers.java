package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.naichang.dev.seed.Diary.Planned;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Answers a checklist as its items want it: what is hidden stays open, what is measured lies mostly within limits.
final class Answers {
    /// Questions to which yes is the bad news.
    private static final Set<String> ALARMING = Set.of("battery-swollen", "seal-leak", "refrigerant-low");

    private static final int OUT_OF_LIMITS = 4;

    private final Planned visit;
    private final Chance chance;
    private final JsonNode texts = Facts.json("talk").path("texts");
    private final Function<JsonNode, String> attachment;
    private final Map<String, JsonNode> given = new LinkedHashMap<>();

    /// @param attachment takes the picture or signature for an item and says its id
    Answers(Planned visit, Function<JsonNode, String> attachment) {
        this.visit = visit;
        this.chance = visit.chance("answers");
        this.attachment = attachment;
    }

    /// The value for each item that is shown and answered.
    Map<String, JsonNode> to(JsonNode items) {
        for (JsonNode item : items) {
            boolean shown = !item.has("shownIf") || holds(item.get("shownIf"));
            if (shown && (item.path("required").asBoolean() || chance.percent(35))) {
                given.put(item.path("id").asText(), value(item));
            }
        }
        return given;
    }

    private JsonNode value(JsonNode item) {
        String id = item.path("id").asText();
        return switch (item.path("kind").asText()) {
            case "yes-no" -> BooleanNode.valueOf(ALARMING.contains(id) != chance.percent(94));
            case "choice" -> TextNode.valueOf(choice(item));
            case "multi-choice" -> several(item);
            case "number" -> number(item);
            case "meter" -> DecimalNode.valueOf(meter());
            case "photo", "signature" -> TextNode.valueOf(attachment.apply(item));
            case "text" ->
                TextNode.valueOf(id.endsWith("-serial") ? "CP" + chance.between(100_000, 999_999) : chance.text(texts));
            default -> throw new IllegalStateException("no answer to an item of kind " + item.path("kind"));
        };
    }

    /// What the machine's counter shows on that day.
    private BigDecimal meter() {
        return meter(visit);
    }

    static BigDecimal meter(Planned visit) {
        long days = visit.start().getEpochSecond() / 86_400 % 3_000;
        return BigDecimal.valueOf(Math.floorMod(visit.machine().id().hashCode(), 4_000) + days);
    }

    private String choice(JsonNode item) {
        List<String> values = new ArrayList<>();
        item.path("choices").forEach(each -> values.add(each.path("value").asText()));
        for (String told :
                List.of(visit.machine().category(), visit.job().path("kind").asText())) {
            if (values.contains(told)) {
                return told;
            }
        }
        return chance.percent(50) ? values.getFirst() : chance.one(values);
    }

    private ArrayNode several(JsonNode item) {
        ArrayNode picked = Facts.MAPPER.createArrayNode();
        item.path("choices").forEach(each -> {
            if (chance.percent(70)) {
                picked.add(each.path("value").asText());
            }
        });
        return picked.isEmpty()
                ? picked.add(item.path("choices").get(0).path("value").asText())
                : picked;
    }

    private JsonNode number(JsonNode item) {
        double least = item.path("min").asDouble(0);
        double most = item.has("max") ? item.get("max").asDouble() : Math.max(20, least * 4);
        double middle = chance.between(least + (most - least) * 0.1, most - (most - least) * 0.1);
        double value = !chance.percent(OUT_OF_LIMITS) || !item.has("max") ? middle : most * 1.1;
        int decimals = item.path("decimals").asInt(0);
        return DecimalNode.valueOf(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN));
    }

    /// A condition over what was answered so far (see mobile-api-spec/checklists).
    private boolean holds(JsonNode condition) {
        if (condition.has("all")) {
            return each(condition.get("all")).stream().allMatch(this::holds);
        }
        if (condition.has("any")) {
            return each(condition.get("any")).stream().anyMatch(this::holds);
        }
        if (condition.has("not")) {
            return !holds(condition.get("not"));
        }
        JsonNode answer = given.get(condition.path("item").asText());
        if (condition.has("answered")) {
            return condition.get("answered").asBoolean() == (answer != null);
        }
        if (answer == null) {
            return false;
        }
        if (condition.has("is")) {
            return answer.equals(condition.get("is"));
        }
        if (condition.has("in")) {
            return each(condition.get("in")).contains(answer);
        }
        if (condition.has("has")) {
            return each(answer).contains(condition.get("has"));
        }
        return condition.has("above")
                ? answer.asDouble() > condition.get("above").asDouble()
                : answer.asDouble() < condition.path("below").asDouble();
    }

    private static List<JsonNode> each(JsonNode list) {
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        return all;
    }
}
