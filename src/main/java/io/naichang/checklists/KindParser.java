package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.checklists.ItemProblem.Code;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads an item's kind with the fields that belong to it, and points at fields that belong to another.
record KindParser(TemplateFields fields, Problems problems) {
    private static final int MOST_CHOICES = 50;
    private static final int LONGEST_CHOICE = 200;
    private static final int LONGEST_UNIT = 20;
    private static final int MOST_DECIMALS = 6;
    private static final List<String> OF_MEASURES = List.of("unit", "min", "max", "decimals");

    Optional<Kind> parse(JsonNode item, String path) {
        if (!fields.require(item, "kind", path)) {
            return Optional.empty();
        }
        if (!item.get("kind").isTextual()) {
            return fields.wrongType(path + ".kind", "a string");
        }
        String word = item.get("kind").textValue();
        return switch (word) {
            case "yes-no" -> bare(new Kind.YesNo(), item, path);
            case "text" -> bare(new Kind.Text(), item, path);
            case "photo" -> bare(new Kind.Photo(), item, path);
            case "signature" -> bare(new Kind.Signature(), item, path);
            case "choice" -> choices(item, path).map(Kind.Choice::new);
            case "multi-choice" -> choices(item, path).map(Kind.MultiChoice::new);
            case "number" -> measure(item, path).map(Kind.Numeric::new);
            case "meter" -> measure(item, path).map(Kind.Meter::new);
            default -> {
                problems.add(
                        path + ".kind",
                        Code.UNKNOWN_KIND,
                        "One of yes-no, choice, multi-choice, number, text, photo, signature, meter; not "
                                + Problems.quoted(word));
                yield Optional.empty();
            }
        };
    }

    private Optional<Kind> bare(Kind kind, JsonNode item, String path) {
        refuse(item, path, OF_MEASURES);
        refuse(item, path, List.of("choices"));
        return Optional.of(kind);
    }

    private Optional<List<Kind.Option>> choices(JsonNode item, String path) {
        refuse(item, path, OF_MEASURES);
        JsonNode array = item.path("choices");
        String here = path + ".choices";
        if (!TemplateFields.has(item, "choices") || (array.isArray() && array.isEmpty())) {
            problems.add(here, Code.CHOICES_MISSING, "An item of this kind needs choices");
            return Optional.empty();
        }
        if (!array.isArray()) {
            return fields.wrongType(here, "an array");
        }
        if (array.size() > MOST_CHOICES) {
            problems.add(here, Code.TOO_MANY, "At most " + MOST_CHOICES + " choices");
            return Optional.empty();
        }
        List<Kind.Option> options = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            choice(array.get(i), here + "[" + i + "]", seen).ifPresent(options::add);
        }
        return options.size() == array.size() ? Optional.of(options) : Optional.empty();
    }

    private Optional<Kind.Option> choice(JsonNode node, String path, Set<String> seen) {
        if (!node.isObject()) {
            return fields.wrongType(path, "an object with value and title");
        }
        fields.allowOnly(node, path, Set.of("value", "title"));
        Optional<String> value = fields.id(node, "value", path);
        Optional<Bilingual> title = fields.bilingual(node, "title", path, LONGEST_CHOICE);
        if (value.isPresent() && !seen.add(value.get())) {
            problems.add(path + ".value", Code.DUPLICATE_CHOICE, "This value is already a choice of the item");
        }
        return value.flatMap(v -> title.map(t -> new Kind.Option(v, t)));
    }

    private Optional<Kind.Measure> measure(JsonNode item, String path) {
        refuse(item, path, List.of("choices"));
        Optional<String> unit = TemplateFields.has(item, "unit")
                ? fields.text(item.get("unit"), path + ".unit", LONGEST_UNIT)
                : Optional.empty();
        Optional<BigDecimal> min = fields.optionalNumber(item, "min", path);
        Optional<BigDecimal> max = fields.optionalNumber(item, "max", path);
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            problems.add(path + ".min", Code.MIN_ABOVE_MAX, "min must not be above max");
        }
        Optional<Integer> decimals =
                fields.optionalNumber(item, "decimals", path).flatMap(number -> decimals(number, path));
        return Optional.of(
                new Kind.Measure(unit.orElse(null), min.orElse(null), max.orElse(null), decimals.orElse(null)));
    }

    private Optional<Integer> decimals(BigDecimal number, String path) {
        if (number.scale() > 0 || number.signum() < 0 || number.compareTo(BigDecimal.valueOf(MOST_DECIMALS)) > 0) {
            problems.add(path + ".decimals", Code.BAD_NUMBER, "A whole number from 0 to " + MOST_DECIMALS);
            return Optional.empty();
        }
        return Optional.of(number.intValueExact());
    }

    private void refuse(JsonNode item, String path, List<String> names) {
        for (String name : names) {
            if (TemplateFields.has(item, name)) {
                problems.add(
                        path + "." + name,
                        Code.NOT_FOR_KIND,
                        "An item of kind " + item.get("kind").textValue() + " has no " + name);
            }
        }
    }
}
