package io.naichang.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What came back of a call that was sent byte for byte, as no well-behaved client would send it.
///
/// @param body empty for a stream of events, which never ends
public record Answer(int status, String type, String body) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(60))
            .build();

    /// Sends text.
    public static Answer to(String method, String path, Map<String, String> headers, String body) {
        return to(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends bytes.
    ///
    /// @param path from the server's root, escaped where it must be
    public static Answer to(String method, String path, Map<String, String> headers, byte[] body) {
        return from(method, "http://localhost:" + RestAssured.port + path, headers, body);
    }

    /// Sends bytes to whatever address, such as the object store's.
    public static Answer from(String method, String address, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofMinutes(3))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            try (InputStream in = answer.body()) {
                boolean endless = type.startsWith("text/event-stream");
                String text = endless ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return new Answer(answer.statusCode(), type, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The body as JSON; nothing if it is none, or many lines of it.
    public JsonNode json() {
        return type.contains("json") && !type.contains("ndjson") ? Json.parse(body) : Json.MAPPER.missingNode();
    }

    /// The problem's code, or an empty text.
    public String code() {
        return json().path("code").asText();
    }

    /// What of a refusal is not as the contract wants it: 4xx, a problem, a code; nothing if all is.
    public List<String> faultsOfRefusal() {
        if (status < 400 || status >= 500) {
            return List.of("was answered " + status + " " + shortened());
        }
        boolean problem = type.startsWith("application/problem+json") && !code().isEmpty();
        return problem
                ? List.of()
                : List.of("was answered " + status + " without a problem: " + type + " " + shortened());
    }

    private String shortened() {
        return body.substring(0, Math.min(body.length(), 300));
    }
}
