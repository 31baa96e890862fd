package io.naichang.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Values that no field or parameter of a form may take.
public final class Nonsense {
    private static final String LONG = "\"" + "ก".repeat(200_000) + "\"";

    private Nonsense() {}

    /// JSON that is not what a schema asks for.
    public static List<JsonNode> insteadOf(JsonNode reference) {
        JsonNode schema = Contract.resolved(reference);
        Set<String> types = Described.types(schema);
        List<String> texts = new ArrayList<>();
        if (types.contains("string")) {
            texts.addAll(List.of("12", "1.5", "true", "{\"a\":1}", "[\"a\"]", "\"a\\u0000b\"", LONG));
            texts.addAll(texts(schema).stream().map(each -> "\"" + each + "\"").toList());
        } else if (types.contains("integer")) {
            texts.addAll(List.of("\"12\"", "\"x\"", "true", "{}", "[1]", "1.5", "1e400", "99999999999999999999", "-7"));
        } else if (types.contains("number")) {
            texts.addAll(
                    List.of("\"12\"", "\"x\"", "true", "{}", "[1]", "1e400", "-1e400", "1E999999999", "0.12345678901"));
        } else if (types.contains("boolean")) {
            texts.addAll(List.of("\"true\"", "1", "{}", "[true]"));
        } else if (types.contains("array")) {
            texts.addAll(List.of("\"x\"", "12", "{}", "[[]]", "[null]", "[{\"a\":[]}]"));
        } else if (!Described.properties(schema).isEmpty() || types.contains("object")) {
            texts.addAll(List.of("\"x\"", "12", "[1]", "true"));
        }
        return texts.stream().map(Json::parse).toList();
    }

    /// Text that is not what a schema of type string asks for; nothing if any text will do.
    public static List<String> texts(JsonNode schema) {
        String format = schema.path("format").asText();
        return switch (format) {
            case "uuid" ->
                List.of("x", "", "019ca000-0000-7000-8000-00000000000g", "'; DROP TABLE visit; --", "../../etc/passwd");
            case "date-time" ->
                List.of(
                        "yesterday",
                        "",
                        "2026-02-30T00:00:00Z",
                        "2026-11-23",
                        "2026-11-23T25:00:00Z",
                        "+999999999-01-01T00:00:00Z");
            case "date" -> List.of("yesterday", "", "2026-02-30", "2026-13-01", "23.11.2026");
            case "duration" -> List.of("soon", "", "90", "PT-1H", "P99999D");
            default ->
                List.of("no such value ☃", "'; DROP TABLE visit; --", "../../etc/passwd").stream()
                        .filter(each -> schema.has("enum")
                                || (schema.has("pattern")
                                        && !Pattern.compile(
                                                        schema.path("pattern").asText())
                                                .matcher(each)
                                                .find()))
                        .toList();
        };
    }
}
