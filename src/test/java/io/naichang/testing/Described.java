package io.naichang.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/// Compares answers with the contract: JSON Schema 2020-12 as far as the contract uses it, and stricter in one thing: a
/// member that no schema names is a fault, since nobody could know of it.
public final class Described {
    private final List<String> faults = new ArrayList<>();

    private Described() {}

    /// What in an answer is not as its operation says.
    public static List<String> faults(Contract.Operation operation, Answer answer) {
        JsonNode response = operation.response(answer.status());
        if (response.isMissingNode()) {
            return List.of("the contract has no answer " + answer.status());
        }
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            return answer.body().isEmpty() ? List.of() : List.of("the contract has no content here");
        }
        String type = answer.type().replaceFirst(";.*", "");
        if (content.path(type).isMissingNode()) {
            return List.of("the contract has no content of type " + answer.type());
        }
        if (!type.endsWith("json")) {
            return List.of();
        }
        Described check = new Described();
        check.value("", answer.json(), content.path(type).path("schema"));
        return List.copyOf(check.faults);
    }

    private void value(String at, JsonNode value, JsonNode reference) {
        JsonNode schema = Contract.resolved(reference);
        for (String either : List.of("oneOf", "anyOf")) {
            if (schema.has(either)) {
                boolean fits = StreamSupport.stream(schema.get(either).spliterator(), false)
                        .anyMatch(each -> fits(at, value, each));
                fault(fits, at, "fits none of " + either);
                return;
            }
        }
        Set<String> types = types(schema);
        if (!types.isEmpty() && types.stream().noneMatch(each -> is(each, value))) {
            fault(false, at, "is " + value + " and not " + types);
            return;
        }
        if (schema.has("enum")) {
            boolean known = StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .anyMatch(value::equals);
            fault(known || value.isNull(), at, "is none of the named values: " + value);
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                value(at + "/" + i, value.get(i), schema.get("items"));
            }
        }
        if (value.isObject()) {
            object(at, value, schema);
        }
    }

    private void object(String at, JsonNode value, JsonNode schema) {
        Map<String, JsonNode> properties = properties(schema);
        JsonNode others = schema.path("additionalProperties");
        boolean open = properties.isEmpty() || !others.isMissingNode();
        value.properties().forEach(each -> {
            JsonNode member = properties.get(each.getKey());
            if (member != null) {
                value(at + "/" + each.getKey(), each.getValue(), member);
            } else if (others.isObject()) {
                value(at + "/" + each.getKey(), each.getValue(), others);
            } else {
                fault(open, at, "has a member that the contract does not name: " + each.getKey());
            }
        });
        required(schema).forEach(each -> fault(value.has(each), at, "lacks " + each));
    }

    private boolean fits(String at, JsonNode value, JsonNode schema) {
        Described check = new Described();
        check.value(at, value, schema);
        return check.faults.isEmpty();
    }

    private void fault(boolean right, String at, String what) {
        if (!right) {
            faults.add((at.isEmpty() ? "the answer" : at) + " " + what);
        }
    }

    /// The JSON types that a schema allows; none if it allows any.
    static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new))
                : type.isTextual() ? Set.of(type.asText()) : Set.of();
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalStateException("JSON has no type " + type);
        };
    }

    /// Name and schema of what an object may hold, of all its parts.
    public static Map<String, JsonNode> properties(JsonNode reference) {
        JsonNode schema = Contract.resolved(reference);
        Map<String, JsonNode> all = new LinkedHashMap<>();
        schema.path("allOf").forEach(part -> all.putAll(properties(part)));
        schema.path("properties").properties().forEach(each -> all.put(each.getKey(), each.getValue()));
        return all;
    }

    /// Names that must be there, of all parts.
    public static List<String> required(JsonNode reference) {
        JsonNode schema = Contract.resolved(reference);
        List<String> all = new ArrayList<>();
        schema.path("allOf").forEach(part -> all.addAll(required(part)));
        schema.path("required").forEach(each -> all.add(each.asText()));
        return all;
    }
}
