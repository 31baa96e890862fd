package io.naichang.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.naichang.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// The contract as phones get it: `mobile-api-spec/openapi.yaml`, which ApiSpecTest holds to the code.
public final class Contract {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final JsonNode API = read();

    private Contract() {}

    /// One call of the API.
    ///
    /// @param path from the server's root, with its parameters in braces
    public record Operation(String id, String method, String path, JsonNode description) {
        /// Names of the parameters in its path.
        public List<String> inPath() {
            return new ArrayList<>(
                    PARAMETER.matcher(path).results().map(each -> each.group(1)).toList());
        }

        /// Its query parameters: name and schema.
        public List<JsonNode> inQuery() {
            return StreamSupport.stream(description.path("parameters").spliterator(), false)
                    .filter(each -> each.path("in").asText().equals("query"))
                    .toList();
        }

        /// True if nobody need sign in.
        public boolean isPublic() {
            return description.path("security").isEmpty();
        }

        /// The media type of its body if that is JSON, else an empty text.
        public String jsonBody() {
            List<String> types = new ArrayList<>();
            description.path("requestBody").path("content").fieldNames().forEachRemaining(types::add);
            return types.stream()
                    .filter(each -> each.endsWith("json"))
                    .findFirst()
                    .orElse("");
        }

        /// The schema of its JSON body.
        public JsonNode bodySchema() {
            return description
                    .path("requestBody")
                    .path("content")
                    .path(jsonBody())
                    .path("schema");
        }

        /// What it answers with this status; nothing if the contract names no such status.
        public JsonNode response(int status) {
            JsonNode responses = description.path("responses");
            JsonNode named = responses.path(String.valueOf(status));
            return named.isMissingNode() && status >= 400 ? responses.path("default") : named;
        }

        /// Its path with ids of these kinds; a kind is the segment before the parameter, or the parameter's name.
        public String with(Map<String, String> ids) {
            return PARAMETER.matcher(path).replaceAll(each -> Matcher.quoteReplacement(id(each, ids)));
        }

        private String id(java.util.regex.MatchResult parameter, Map<String, String> ids) {
            String before = path.substring(0, parameter.start() - 1);
            String kind = before.substring(before.lastIndexOf('/') + 1);
            String id = ids.get(kind);
            if (id == null) {
                throw new IllegalStateException("no id is known for " + kind + " in " + path);
            }
            return id;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /// All operations, in the order of the file.
    public static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        API.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(each -> {
                    if (METHODS.contains(each.getKey())) {
                        String id = each.getValue().path("operationId").asText();
                        all.add(new Operation(
                                id, each.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), each.getValue()));
                    }
                }));
        return all;
    }

    /// The operation of this id.
    public static Operation operation(String id) {
        return operations().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the contract has no operation " + id));
    }

    /// What a `$ref` leads to; every other schema as it is.
    public static JsonNode resolved(JsonNode schema) {
        JsonNode target = schema;
        while (target.has("$ref")) {
            target = API.at(target.get("$ref").asText().substring(1));
        }
        return target;
    }

    /// The schema of a problem.
    public static JsonNode problem() {
        return API.at("/components/schemas/Problem");
    }

    private static JsonNode read() {
        Path file = Path.of(System.getProperty("basedir", "")).resolve("mobile-api-spec/openapi.yaml");
        try {
            return Json.MAPPER.readTree(
                    new YAMLMapper().readTree(Files.readString(file)).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
