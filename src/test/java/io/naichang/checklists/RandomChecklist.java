package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Valid items with conditions over each other, and answers good and bad, all from one seed.
final class RandomChecklist {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> KINDS =
            List.of("yes-no", "choice", "multi-choice", "number", "text", "photo", "signature", "meter");
    private static final List<String> VALUES = List.of("r32", "r410a", "r22");
    private static final List<String> TEXTS = List.of("", " \n", "ล้างแอร์แล้ว", "ท่อรั่ว", "a\0");
    private static final String PHOTO = "01890a5d-ac96-774b-bcce-b302099a8057";

    private final Random random;
    private final ArrayNode items = NODES.arrayNode();

    RandomChecklist(long seed) {
        random = new Random(seed);
        int count = 1 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            items.add(item("item-" + i));
        }
    }

    ArrayNode items() {
        return items;
    }

    Map<String, JsonNode> answers() {
        Map<String, JsonNode> answers = new HashMap<>();
        for (JsonNode item : items) {
            if (random.nextInt(5) > 0) {
                // Mostly what the kind asks for, sometimes what another kind would.
                String kind = random.nextInt(8) > 0 ? item.get("kind").asText() : oneOf(KINDS);
                answers.put(item.get("id").asText(), answer(kind));
            }
        }
        answers.put("no-such-item", NODES.booleanNode(true));
        return answers;
    }

    private ObjectNode item(String id) {
        String kind = oneOf(KINDS);
        ObjectNode item = NODES.objectNode().put("id", id);
        item.set("title", new Bilingual("ข้อ " + id, id).toJson());
        item.put("kind", kind);
        if (kind.endsWith("choice")) {
            ArrayNode choices = item.putArray("choices");
            VALUES.forEach(value ->
                    choices.addObject().put("value", value).set("title", new Bilingual(value, value).toJson()));
        }
        if (kind.equals("number") || kind.equals("meter")) {
            if (random.nextBoolean()) {
                item.put("min", random.nextInt(3));
            }
            if (random.nextBoolean()) {
                item.put("max", 2 + random.nextInt(2) + 0.5);
            }
        }
        item.put("required", random.nextBoolean());
        if (!items.isEmpty() && random.nextInt(4) > 0) {
            item.set("shownIf", condition(3));
        }
        return item;
    }

    private ObjectNode condition(int deepest) {
        int form = deepest == 1 ? 0 : random.nextInt(6);
        ObjectNode condition = NODES.objectNode();
        if (form == 3 || form == 4) {
            ArrayNode parts = condition.putArray(form == 3 ? "all" : "any");
            parts.add(condition(deepest - 1));
            if (random.nextBoolean()) {
                parts.add(condition(deepest - 1));
            }
            return condition;
        }
        if (form == 5) {
            condition.set("not", condition(deepest - 1));
            return condition;
        }
        JsonNode over = items.get(random.nextInt(items.size()));
        return comparison(
                condition.put("item", over.get("id").asText()), over.get("kind").asText());
    }

    private ObjectNode comparison(ObjectNode condition, String kind) {
        switch (random.nextInt(4) == 0 ? "any" : kind) {
            case "yes-no" -> condition.put("is", random.nextBoolean());
            case "choice" -> oneOrSeveral(condition, NODES.textNode(oneOf(VALUES)), NODES.textNode("r32"));
            case "text" -> oneOrSeveral(condition, NODES.textNode("ท่อรั่ว"), NODES.textNode("ล้างแอร์แล้ว"));
            case "multi-choice" -> condition.put("has", oneOf(VALUES));
            case "number", "meter" -> {
                switch (random.nextInt(3)) {
                    case 0 -> condition.put("above", random.nextInt(5));
                    case 1 -> condition.put("below", random.nextInt(5) - 0.5);
                    default -> oneOrSeveral(condition, NODES.numberNode(random.nextInt(5)), NODES.numberNode(2.0));
                }
            }
            default -> condition.put("answered", random.nextBoolean());
        }
        return condition;
    }

    private void oneOrSeveral(ObjectNode condition, JsonNode one, JsonNode other) {
        if (random.nextBoolean()) {
            condition.set("is", one);
        } else {
            condition.putArray("in").add(one).add(other);
        }
    }

    private JsonNode answer(String kind) {
        if (random.nextInt(12) == 0) {
            return NODES.nullNode();
        }
        return switch (kind) {
            case "yes-no" -> NODES.booleanNode(random.nextBoolean());
            case "choice" -> NODES.textNode(random.nextInt(8) > 0 ? oneOf(VALUES) : oneOf(List.of("", "r134a")));
            case "multi-choice" -> array(random.nextInt(8) > 0 ? VALUES : List.of("r134a", "r32", ""));
            case "number", "meter" -> number();
            case "text" -> NODES.textNode(random.nextInt(200) > 0 ? oneOf(TEXTS) : "ก".repeat(10_001));
            default ->
                random.nextInt(3) == 0
                        ? NODES.textNode(oneOf(List.of("", PHOTO, "IMG_0042.jpg")))
                        : array(List.of(PHOTO, PHOTO.toUpperCase(Locale.ROOT)));
        };
    }

    private JsonNode number() {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.numberNode(Double.NaN);
            case 1 -> NODES.numberNode(-1e15);
            case 2, 3, 4 -> NODES.numberNode(random.nextInt(6) - 1);
            default -> NODES.numberNode(random.nextInt(12) / 2.0 - 1);
        };
    }

    private ArrayNode array(List<String> from) {
        ArrayNode array = NODES.arrayNode();
        int count = random.nextInt(40) == 0 ? 51 : random.nextInt(4);
        for (int i = 0; i < count; i++) {
            array.add(oneOf(from));
        }
        if (random.nextInt(20) == 0) {
            array.add(7);
        }
        return array;
    }

    private String oneOf(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
