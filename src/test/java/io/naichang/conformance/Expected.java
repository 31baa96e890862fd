package io.naichang.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares answers with the patterns of a case.
final class Expected {
    private static final Pattern MATCHER = Pattern.compile("<(.+?)(?: as (\\w+))?>", Pattern.DOTALL);
    private static final Pattern KIND =
            Pattern.compile("(integer above|instant within|text with|\\S+) ?(.*)", Pattern.DOTALL);
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private final Names names;
    private final Signature signature;

    /// Whether a receipt covers the answer that it is part of.
    interface Signature {
        boolean covers(String receipt, JsonNode answer);
    }

    Expected(Names names, Signature signature) {
        this.names = names;
        this.signature = signature;
    }

    /// In words where the actual is not as its pattern; empty if it is. Names are learnt on the way.
    Optional<String> misfit(JsonNode pattern, JsonNode actual, String at) {
        return misfit(pattern, actual, at, actual);
    }

    private Optional<String> misfit(JsonNode pattern, JsonNode actual, String at, JsonNode beside) {
        Matcher matcher = MATCHER.matcher(pattern.isTextual() ? pattern.asText() : "");
        if (matcher.matches()) {
            if (!is(names.filled(matcher.group(1)), actual, beside)) {
                return wrong(pattern, actual, at);
            }
            Optional.ofNullable(matcher.group(2)).ifPresent(name -> names.learn(name, actual));
            return Optional.empty();
        }
        if (pattern.isArray()) {
            return elements(pattern, actual, at);
        }
        if (pattern.isObject()) {
            return !actual.isContainerNode()
                    ? wrong(pattern, actual, at)
                    : pattern.propertyStream()
                            .flatMap(each -> member(each, actual, at).stream())
                            .findFirst();
        }
        return equal(names.filled(pattern), actual) ? Optional.empty() : wrong(pattern, actual, at);
    }

    private Optional<String> elements(JsonNode pattern, JsonNode actual, String at) {
        if (!actual.isArray() || actual.size() != pattern.size()) {
            return wrong(pattern, actual, at);
        }
        Optional<String> fault = Optional.empty();
        for (int i = 0; i < pattern.size() && fault.isEmpty(); i++) {
            fault = misfit(pattern.get(i), actual.get(i), at + "[" + i + "]");
        }
        return fault;
    }

    private Optional<String> member(Map.Entry<String, JsonNode> member, JsonNode actual, String at) {
        JsonNode part = member.getValue();
        Predicate<JsonNode> some = each ->
                actual.valueStream().anyMatch(one -> misfit(each, one, at).isEmpty());
        return switch (member.getKey()) {
            case "<contains>" -> fits(actual.isArray() && part.valueStream().allMatch(some), part, actual, at);
            case "<none>" -> fits(actual.isArray() && part.valueStream().noneMatch(some), part, actual, at);
            case "<size>" -> fits(actual.isArray() && actual.size() == part.asInt(), part, actual, at);
            default -> {
                String key = names.filled(member.getKey());
                yield misfit(part, actual.path(key), at + "." + key, actual);
            }
        };
    }

    private static Optional<String> fits(boolean fits, JsonNode pattern, JsonNode actual, String at) {
        return fits ? Optional.empty() : wrong(pattern, actual, at);
    }

    private static Optional<String> wrong(JsonNode pattern, JsonNode actual, String at) {
        return Optional.of(at + ": wanted " + pattern + ", got " + actual);
    }

    private static boolean equal(JsonNode wanted, JsonNode actual) {
        return (wanted.isNumber() && actual.isNumber())
                ? wanted.decimalValue().compareTo(actual.decimalValue()) == 0
                : wanted.equals(actual);
    }

    private boolean is(String kind, JsonNode actual, JsonNode beside) {
        Matcher words = KIND.matcher(kind);
        if (!words.matches()) {
            throw new AssertionError("there is no matcher <" + kind + ">");
        }
        String text = actual.isTextual() ? actual.asText() : "";
        String rest = words.group(2);
        return switch (words.group(1)) {
            case "any" -> !actual.isMissingNode() && !actual.isNull();
            case "absent" -> actual.isMissingNode();
            case "uuid" -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            case "cursor" -> !text.isEmpty() && text.length() <= 1024;
            case "integer" -> actual.isIntegralNumber();
            case "integer above" -> actual.isIntegralNumber() && actual.asLong() > Long.parseLong(rest);
            case "instant" -> INSTANT.matcher(text).matches();
            case "instant within" -> within(rest.split(" of ", 2), text);
            case "text with" ->
                actual.isTextual()
                        && Pattern.compile(" and ").splitAsStream(rest).allMatch(text::contains);
            case "receipt" -> signature.covers(text, beside);
            default -> throw new AssertionError("there is no matcher <" + kind + ">");
        };
    }

    private static boolean within(String[] apart, String text) {
        Duration distance = Duration.between(Instant.parse(text), Instant.parse(apart[1]));
        return distance.abs().compareTo(Duration.parse(apart[0])) <= 0;
    }
}
