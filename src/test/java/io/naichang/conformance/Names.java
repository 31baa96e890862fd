package io.naichang.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.naichang.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of a case and what they stand for.
final class Names {
    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern TIME = Pattern.compile("now(?:([+-])(P.+))?");

    private final Instant now = Instant.now();
    private final Map<String, JsonNode> values = new HashMap<>();
    private final Set<String> learnt = new TreeSet<>();
    private final Set<String> used = new TreeSet<>();

    void set(String name, JsonNode value) {
        values.put(name, value);
    }

    void set(String name, String value) {
        set(name, TextNode.valueOf(value));
    }

    /// As [#set], from an answer: the case must ask for it some day.
    void learn(String name, JsonNode value) {
        learnt.add(name);
        set(name, value);
    }

    /// What was learnt and never asked for.
    Set<String> unused() {
        Set<String> unused = new TreeSet<>(learnt);
        unused.removeAll(used);
        return unused;
    }

    private JsonNode get(String name) {
        Matcher time = TIME.matcher(name);
        if (time.matches()) {
            Duration apart = time.group(2) == null ? Duration.ZERO : Duration.parse(time.group(2));
            return TextNode.valueOf(("-".equals(time.group(1)) ? now.minus(apart) : now.plus(apart)).toString());
        }
        if (name.startsWith("new:")) {
            values.computeIfAbsent(
                    name, each -> TextNode.valueOf(UUID.randomUUID().toString()));
        }
        JsonNode value = values.get(name);
        if (value == null) {
            throw new AssertionError("nothing is known of " + name);
        }
        used.add(name);
        return value;
    }

    String filled(String text) {
        return NAME.matcher(text)
                .replaceAll((MatchResult each) ->
                        Matcher.quoteReplacement(get(each.group(1)).asText()));
    }

    /// With values in place of names; a text that is one name and nothing else becomes the value itself.
    JsonNode filled(JsonNode node) {
        if (node.isTextual()) {
            Matcher whole = NAME.matcher(node.asText());
            return whole.matches() ? get(whole.group(1)) : TextNode.valueOf(filled(node.asText()));
        }
        if (node.isArray()) {
            ArrayNode filled = Json.MAPPER.createArrayNode();
            node.forEach(each -> filled.add(filled(each)));
            return filled;
        }
        if (node.isObject()) {
            ObjectNode filled = Json.object();
            node.properties().forEach(each -> filled.set(filled(each.getKey()), filled(each.getValue())));
            return filled;
        }
        return node;
    }
}
