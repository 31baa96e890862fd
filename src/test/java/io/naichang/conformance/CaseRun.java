package io.naichang.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.ReceiptCheck;
import io.naichang.testing.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// One case, run once, in a company of its own.
final class CaseRun {
    private final Names names = new Names();
    private final Expected expected =
            new Expected(names, (receipt, answer) -> ReceiptCheck.of(receipt).covers(answer));
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, ClientState> phones = new HashMap<>();

    /// Runs a case to its end.
    ///
    /// @throws AssertionError where the server does otherwise, or the case makes no sense
    static void of(JsonNode test) {
        CaseRun run = new CaseRun();
        run.begin(Keys.CASE.of(test));
        Stream.concat(test.path("given").valueStream(), test.path("steps").valueStream())
                .forEach(run::step);
        if (!run.names.unused().isEmpty()) {
            throw new AssertionError("learnt and never used: " + run.names.unused());
        }
    }

    private void begin(JsonNode test) {
        Tenant tenant = Given.tenant();
        names.set("password", Given.PASSWORD);
        people.put("admin", tenant.admin());
        test.path("people").properties().forEach(each -> {
            String[] roles = each.getValue().valueStream().map(JsonNode::asText).toArray(String[]::new);
            Person person = tenant.user(each.getKey(), roles);
            people.put(each.getKey(), person);
            names.set(each.getKey() + ".id", person.id().toString());
            names.set(each.getKey() + ".username", person.username());
        });
        test.path("files").properties().forEach(each -> file(each.getKey(), Keys.FILE.of(each.getValue())));
    }

    private void file(String name, JsonNode file) {
        String tail = file.path("unique").asBoolean() ? names.filled("\n%${new:file-" + name + "}") : "";
        byte[] begin = Base64.getDecoder().decode(file.path("base64").asText());
        byte[] end = tail.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(begin, begin.length + end.length);
        System.arraycopy(end, 0, bytes, begin.length, end.length);
        files.put(name, bytes);
        names.set(name + ".size", IntNode.valueOf(bytes.length));
        try {
            names.set(
                    name + ".sha256",
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void step(JsonNode step) {
        Keys.STEP.of(step);
        try {
            if (step.has("within")) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(step.path("within").asInt()))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> once(step));
            } else {
                once(step);
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    step.path("say").asText(step.path("request").toString()) + "\n" + e.getMessage(), e);
        }
    }

    private void once(JsonNode step) {
        for (boolean again = true; again; ) {
            Answer answer = call(step);
            if (answer == null) {
                again = false;
            } else {
                JsonNode body = answer.json();
                check(answered(Keys.RESPONSE.of(step.path("response")), answer));
                again = step.has("while")
                        && expected.misfit(step.path("while"), body, "while").isEmpty();
            }
        }
        step.path("state").forEach(each -> check(each.has("read") ? server(each) : client(each)));
    }

    private static void check(Optional<String> fault) {
        fault.ifPresent(words -> {
            throw new AssertionError(words);
        });
    }

    /// Sends the request of a step and lets its phone know; null if request or answer is lost.
    private @Nullable Answer call(JsonNode step) {
        Request request = Request.of(step.path("request"), names, files);
        ClientState phone = step.has("phone")
                ? phones.computeIfAbsent(step.path("phone").asText(), each -> new ClientState())
                : new ClientState();
        phone.sends(request.body());
        if (step.path("lost").asText().equals("request")) {
            return null;
        }
        Answer answer = request.send(signed(step));
        if (step.has("lost")) {
            return null;
        }
        if (step.has("phone") && answer.status() == 200) {
            phone.hears(request.body(), page(answer));
        }
        return answer;
    }

    private Optional<String> signed(JsonNode part) {
        return Optional.ofNullable(part.get("as"))
                .map(name -> Optional.ofNullable(people.get(name.asText()))
                        .orElseThrow(() -> new AssertionError("there is no " + name)))
                .map(Person::token);
    }

    private static ArrayNode lines(Answer answer) {
        ArrayNode lines = Json.MAPPER.createArrayNode();
        answer.body().lines().map(Json::parse).forEach(lines::add);
        return lines;
    }

    /// A page that came in lines, in one piece.
    private static JsonNode page(Answer answer) {
        if (!answer.type().contains("ndjson")) {
            return answer.json();
        }
        ArrayNode lines = lines(answer);
        ObjectNode page = ((ObjectNode) lines.get(0)).setAll((ObjectNode) lines.get(lines.size() - 1));
        ArrayNode changes = page.putArray("changes");
        lines.valueStream()
                .filter(each -> each.path("type").asText().equals("change"))
                .forEach(changes::add);
        return page;
    }

    private Optional<String> answered(JsonNode response, Answer answer) {
        if (response.path("status").asInt() != answer.status()) {
            return Optional.of(
                    "wanted " + response.path("status") + ", was answered " + answer.status() + " " + answer.body());
        }
        ObjectNode actual = Json.object();
        actual.putObject("headers").put("content-type", answer.type());
        if (answer.type().contains("ndjson")) {
            actual.set("lines", lines(answer));
        } else if (answer.type().contains("json")) {
            actual.set("body", answer.json());
        }
        ObjectNode wanted = response.deepCopy();
        wanted.remove("status");
        return expected.misfit(wanted, actual, "answer");
    }

    private Optional<String> server(JsonNode check) {
        Keys.SERVER.of(check);
        Map<String, String> headers = new HashMap<>();
        signed(check).ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        String path = names.filled(check.path("read").asText());
        Answer answer = Answer.to("GET", "/api/v1" + path, headers, "");
        return expected.misfit(check.path("is"), answer.json(), "GET " + path + " " + answer.status());
    }

    private Optional<String> client(JsonNode check) {
        Keys.CLIENT.of(check);
        ClientState phone = phones.get(check.path("phone").asText());
        if (phone == null) {
            throw new AssertionError("there is no phone " + check.path("phone"));
        }
        ObjectNode state = phone.state();
        ObjectNode wanted = check.deepCopy();
        ObjectNode holds = wanted.withObject("/holds");
        wanted.path("lacks").forEach(row -> holds.put(row.asText(), "<absent>"));
        wanted.remove("phone");
        wanted.remove("lacks");
        return expected.misfit(wanted, state, check.path("phone").asText());
    }
}
