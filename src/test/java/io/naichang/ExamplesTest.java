package io.naichang;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.naichang.platform.Json;
import io.naichang.testing.Answer;
import io.naichang.testing.Contract;
import io.naichang.testing.Described;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `mobile-api-spec/examples` work as they stand, step by step, against the server; what they answer is as the contract
/// describes it.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class ExamplesTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "")).resolve("mobile-api-spec/examples");
    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]+)}");

    private final Map<String, JsonNode> known = new TreeMap<>();

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @BeforeEach
    void aTechnicianWithOneVisit() {
        Tenant siam = Given.tenant();
        Person nok = siam.dispatcher("nok");
        Person somchai = siam.technician("somchai");
        Work.at(nok).visitOf(somchai, 1);
        set("somchai.username", somchai.username());
        set("nok.username", nok.username());
        set("password", Given.PASSWORD);
        set("now", Instant.now().toString());
    }

    private void set(String name, String value) {
        known.put(name, TextNode.valueOf(value));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_answered_as_it_says(String file) throws IOException {
        JsonNode example = Json.parse(Files.readString(FOLDER.resolve(file)));
        assertThat(example.path("steps")).isNotEmpty();
        for (JsonNode step : example.path("steps")) {
            String say = step.path("say").asText();
            Answer answer = call(step);
            assertThat(answer.status())
                    .as(say + " " + answer.body())
                    .isEqualTo(step.path("status").asInt());
            if (step.has("answer")) {
                assertThat(fits(step.get("answer"), answer.json()))
                        .as("%s%nwas answered %s%nwith %s", say, answer.body(), known)
                        .isTrue();
            }
            described(step, answer);
        }
    }

    private Answer call(JsonNode step) {
        String[] call = filled(step.path("call")).asText().split(" ", 2);
        boolean elsewhere = call[1].startsWith("http");
        Map<String, String> headers = new TreeMap<>();
        filled(step.path("headers"))
                .properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
        if (step.has("as")) {
            headers.put(
                    "Authorization", "Bearer " + value(step.get("as").asText()).asText());
        }
        if (step.has("body")) {
            headers.put("Content-Type", step.path("type").asText("application/json"));
        }
        byte[] body = step.has("bytes")
                ? Base64.getDecoder().decode(step.get("bytes").asText())
                : step.has("body") ? filled(step.get("body")).toString().getBytes(StandardCharsets.UTF_8) : new byte[0];
        return elsewhere
                ? Answer.from(call[0], call[1], headers, body)
                : Answer.to(call[0], "/api/v1" + call[1], headers, body);
    }

    /// With what is known in place of `${name}`; `${new:name}` makes an id.
    private JsonNode filled(JsonNode node) {
        if (node.isTextual()) {
            Matcher whole = NAME.matcher(node.asText());
            return whole.matches()
                    ? value(whole.group(1))
                    : TextNode.valueOf(whole.replaceAll(each ->
                            Matcher.quoteReplacement(value(each.group(1)).asText())));
        }
        if (node.isArray()) {
            var filled = Json.MAPPER.createArrayNode();
            node.forEach(each -> filled.add(filled(each)));
            return filled;
        }
        if (node.isObject()) {
            var filled = Json.object();
            node.properties().forEach(each -> filled.set(each.getKey(), filled(each.getValue())));
            return filled;
        }
        return node;
    }

    private JsonNode value(String name) {
        if (name.startsWith("new:")) {
            return known.computeIfAbsent(
                    name, each -> TextNode.valueOf(UUID.randomUUID().toString()));
        }
        return Optional.ofNullable(known.get(name))
                .orElseThrow(() -> new IllegalStateException("nothing is known of " + name));
    }

    /// True if the answer has at least what the example shows; a name that is not known yet is learnt.
    private boolean fits(JsonNode shown, JsonNode actual) {
        if (shown.isTextual()) {
            Matcher whole = NAME.matcher(shown.asText());
            if (whole.matches()) {
                JsonNode before = whole.group(1).equals("*") ? actual : known.putIfAbsent(whole.group(1), actual);
                return !actual.isMissingNode() && (before == null || before.equals(actual));
            }
        }
        if (shown.isArray()) {
            return StreamSupport.stream(shown.spliterator(), false)
                    .allMatch(each ->
                            StreamSupport.stream(actual.spliterator(), false).anyMatch(other -> tried(each, other)));
        }
        if (shown.isObject()) {
            return shown.properties().stream().allMatch(each -> fits(each.getValue(), actual.path(each.getKey())));
        }
        return shown.equals(actual);
    }

    /// Learns nothing from an element that does not fit.
    private boolean tried(JsonNode shown, JsonNode actual) {
        Map<String, JsonNode> before = new TreeMap<>(known);
        boolean fits = fits(shown, actual);
        if (!fits) {
            known.keySet().retainAll(before.keySet());
        }
        return fits;
    }

    private void described(JsonNode step, Answer answer) {
        String[] call = step.path("call").asText().split(" ", 2);
        String path = "/api/v1" + call[1].replaceAll("\\$\\{\\w+}|[0-9a-f]{64}", "{}");
        Contract.operations().stream()
                .filter(each -> each.method().equals(call[0])
                        && each.path().replaceAll("\\{\\w+}", "{}").equals(path))
                .forEach(each -> assertThat(Described.faults(each, answer))
                        .as(step.path("say").asText())
                        .isEmpty());
    }
}
