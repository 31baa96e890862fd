package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.checklists.ItemProblem.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the items of one template, once; every problem is noted, none is thrown.
final class ItemsParser {
    static final int MOST_ITEMS = 200;

    /// Every phone that opens such a checklist downloads all of it.
    static final int MOST_BYTES = 256 * 1024;

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_HELP = 2_000;
    private static final Set<String> FIELDS =
            Set.of("id", "title", "help", "kind", "required", "choices", "unit", "min", "max", "decimals", "shownIf");

    private final Problems problems = new Problems();
    private final TemplateFields fields = new TemplateFields(problems);
    private final KindParser kinds = new KindParser(fields, problems);
    private final Set<String> all = new HashSet<>();
    private final Set<String> earlier = new HashSet<>();
    private final Map<String, Kind> kindsOfEarlier = new HashMap<>();

    ItemsOutcome parse(JsonNode array) {
        List<Item> items = fits(array) ? items(array) : List.of();
        return problems.found().isEmpty()
                ? new ItemsOutcome.Valid(new ChecklistItems(items))
                : new ItemsOutcome.Invalid(problems.found());
    }

    private boolean fits(JsonNode array) {
        if (!array.isArray()) {
            fields.wrongType("items", "an array");
        } else if (array.isEmpty()) {
            problems.add("items", Code.EMPTY, "A checklist has at least one item");
        } else if (array.size() > MOST_ITEMS) {
            problems.add("items", Code.TOO_MANY, "At most " + MOST_ITEMS + " items");
        } else if (array.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            problems.add("items", Code.TOO_LARGE, "At most " + MOST_BYTES + " bytes of JSON");
        } else {
            return true;
        }
        return false;
    }

    private List<Item> items(JsonNode array) {
        for (JsonNode node : array) {
            // Known before any condition is read: a later item and an unknown one are different mistakes.
            all.add(node.path("id").asText());
        }
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            item(array.get(i), "items[" + i + "]").ifPresent(items::add);
        }
        return items;
    }

    private Optional<Item> item(JsonNode node, String path) {
        if (!node.isObject()) {
            return fields.wrongType(path, "an object");
        }
        fields.allowOnly(node, path, FIELDS);
        Optional<String> id = fields.id(node, "id", path);
        Optional<Bilingual> title = fields.bilingual(node, "title", path, LONGEST_TITLE);
        Optional<Bilingual> help = TemplateFields.has(node, "help")
                ? fields.bilingual(node, "help", path, LONGEST_HELP)
                : Optional.empty();
        Optional<Kind> kind = kinds.parse(node, path);
        boolean required = required(node, path);
        Optional<Condition> shownIf = TemplateFields.has(node, "shownIf")
                ? new ConditionParser(fields, problems, all, earlier, kindsOfEarlier)
                        .parse(node.get("shownIf"), path + ".shownIf")
                : Optional.empty();
        id.ifPresent(known -> remember(known, kind, path));
        if (id.isEmpty() || title.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Item(id.get(), title.get(), help.orElse(null), kind.get(), required, shownIf.orElse(null)));
    }

    private boolean required(JsonNode node, String path) {
        if (TemplateFields.has(node, "required") && !node.get("required").isBoolean()) {
            fields.wrongType(path + ".required", "true or false");
        }
        return node.path("required").asBoolean(false);
    }

    private void remember(String id, Optional<Kind> kind, String path) {
        if (!earlier.add(id)) {
            problems.add(path + ".id", Code.DUPLICATE_ID, "An earlier item has this id");
        }
        kind.ifPresent(known -> kindsOfEarlier.putIfAbsent(id, known));
    }
}
