package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.checklists.ItemProblem.Code;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the fields of a template one by one; what cannot be read is empty, and its problem is noted.
record TemplateFields(Problems problems) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");
    private static final int LONGEST_ID = 64;

    /// As many as a double keeps exactly, so that a phone may compare doubles and agree with the server.
    private static final int MOST_DIGITS = 15;

    /// A field that is null is as good as absent: many JSON writers cannot leave one out.
    static boolean has(JsonNode object, String field) {
        return object.hasNonNull(field);
    }

    void allowOnly(JsonNode object, String path, Set<String> known) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!known.contains(entry.getKey())) {
                problems.add(path + "." + Problems.quoted(entry.getKey()), Code.UNKNOWN_FIELD, "No such field");
            }
        }
    }

    boolean require(JsonNode object, String field, String path) {
        if (!has(object, field)) {
            problems.add(path + "." + field, Code.MISSING_FIELD, "This field is required");
            return false;
        }
        return true;
    }

    Optional<String> id(JsonNode object, String field, String path) {
        if (!require(object, field, path)) {
            return Optional.empty();
        }
        JsonNode node = object.get(field);
        if (!node.isTextual()) {
            return wrongType(path + "." + field, "a string");
        }
        if (node.textValue().length() > LONGEST_ID
                || !ID.matcher(node.textValue()).matches()) {
            problems.add(
                    path + "." + field,
                    Code.BAD_ID,
                    "Use letters a-z, digits and single hyphens, at most " + LONGEST_ID + " characters");
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    Optional<Bilingual> bilingual(JsonNode object, String field, String path, int longest) {
        if (!require(object, field, path)) {
            return Optional.empty();
        }
        JsonNode node = object.get(field);
        String here = path + "." + field;
        if (!node.isObject()) {
            return wrongType(here, "an object with th and en");
        }
        allowOnly(node, here, Set.of("th", "en"));
        Optional<String> thai =
                require(node, "th", here) ? text(node.get("th"), here + ".th", longest) : Optional.empty();
        Optional<String> english =
                require(node, "en", here) ? text(node.get("en"), here + ".en", longest) : Optional.empty();
        return thai.flatMap(th -> english.map(en -> new Bilingual(th, en)));
    }

    Optional<String> text(JsonNode node, String here, int longest) {
        if (!node.isTextual()) {
            return wrongType(here, "a string");
        }
        String text = node.textValue();
        if (PlainText.isBlank(text)) {
            problems.add(here, Code.BLANK, "Write something here");
        } else if (!PlainText.isStorable(text)) {
            problems.add(here, Code.BAD_TEXT, "U+0000 and unpaired surrogates cannot be stored");
        } else if (PlainText.length(text) > longest) {
            problems.add(here, Code.TOO_LONG, "At most " + longest + " characters");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    Optional<Answer.Quantity> number(JsonNode node, String path) {
        if (!node.isNumber()) {
            return wrongType(path, "a number");
        }
        Optional<Answer.Quantity> number = Answer.Quantity.of(node)
                .filter(quantity -> quantity.value().stripTrailingZeros().precision() <= MOST_DIGITS);
        if (number.isEmpty()) {
            problems.add(
                    path, Code.BAD_NUMBER, "Numbers lie within ±10^12 and have at most " + MOST_DIGITS + " digits");
        }
        return number;
    }

    Optional<BigDecimal> optionalNumber(JsonNode object, String field, String path) {
        return has(object, field)
                ? number(object.get(field), path + "." + field).map(Answer.Quantity::value)
                : Optional.empty();
    }

    <T> Optional<T> wrongType(String path, String needed) {
        problems.add(path, Code.WRONG_TYPE, "This must be " + needed);
        return Optional.empty();
    }
}
