package io.naichang.dev.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One person's calls to the server.
public final class Api {
    static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient NOBODYS = client();

    /// Each person has a telephone of his own: what others send does not make his wait.
    private final HttpClient http = client();

    private final URI base;
    private final String token;

    private Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    }

    /// Signs in.
    public static Api signIn(URI base, String username, String password) {
        Api nobody = new Api(base, "");
        JsonNode answer = nobody.post("/auth/token", Map.of("username", username, "password", password));
        return new Api(base, answer.path("accessToken").asText());
    }

    /// Reads JSON.
    public JsonNode get(String path) {
        return json(send(request(path).GET()), path);
    }

    /// Sends JSON.
    public JsonNode post(String path, Object body) {
        return json(
                send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(text(body)))),
                path);
    }

    /// A JSON Merge Patch of the version that was read.
    JsonNode patch(String path, int version, Object body) {
        return json(
                send(request(path)
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", "\"" + version + "\"")
                        .method("PATCH", BodyPublishers.ofString(text(body)))),
                path);
    }

    /// Puts the whole in place of what was, whatever that was.
    JsonNode put(String path, Object body) {
        return json(
                send(request(path)
                        .header("Content-Type", "application/json")
                        .header("If-Match", "*")
                        .PUT(BodyPublishers.ofString(text(body)))),
                path);
    }

    /// Sends bytes of another type; answers whatever comes.
    public HttpResponse<byte[]> postBytes(String path, String contentType, byte[] body) {
        return postBytes(path, contentType, List.of(body));
    }

    /// Sends bytes that lie in several places, one after the other.
    public HttpResponse<byte[]> postBytes(String path, String contentType, List<byte[]> body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArrays(body)));
    }

    /// Opens a stream of events, line by line.
    public Stream<String> lines(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).setHeader("Accept", "text/event-stream");
        return http.send(request.GET().build(), BodyHandlers.ofLines()).body();
    }

    /// Fetches from an absolute address without a token, as from the object store.
    static byte[] fetch(String address) {
        return send(NOBODYS, HttpRequest.newBuilder(URI.create(address)).GET()).body();
    }

    URI base() {
        return base;
    }

    String token() {
        return token;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                .timeout(Duration.ofMinutes(2))
                .header("Accept", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        return send(http, request);
    }

    private static HttpResponse<byte[]> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new DemoFailure("the server does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted", e);
        }
    }

    static JsonNode json(HttpResponse<byte[]> response, String path) {
        try {
            JsonNode body = response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
            if (response.statusCode() >= 300) {
                throw new DemoFailure(path + " answered " + response.statusCode() + " " + body, null);
            }
            return body;
        } catch (IOException e) {
            throw new DemoFailure(path + " answered " + response.statusCode() + " without JSON", e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of strings are always JSON", e);
        }
    }
}
