package io.naichang.routing;

import java.util.Map;

/// Why something is not possible, or is dear: the rule and by how much, for a machine to put into words.
///
/// Values are numbers, texts and UUIDs under the names that [Rule] documents; `seconds` is always an Integer.
public record Reason(Rule rule, Map<String, Object> values) {
    public Reason {
        values = Map.copyOf(values);
    }

    static Reason of(Rule rule) {
        return new Reason(rule, Map.of());
    }

    static Reason of(Rule rule, String name, Object value) {
        return new Reason(rule, Map.of(name, value));
    }

    /// By how many seconds the rule is missed, or 0 where seconds do not measure it.
    public int seconds() {
        return values.get("seconds") instanceof Integer seconds ? seconds : 0;
    }
}
