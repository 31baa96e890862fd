package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// The wire: bytes to a server and what it answers.
final class Http {
    static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI base;

    Http(URI base) {
        this.base = base;
    }

    URI base() {
        return base;
    }

    /// Sends a request below `/api/v1`.
    ///
    /// @throws Lost if no answer comes
    Answer send(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                .timeout(Duration.ofMinutes(2))
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<byte[]> answer = exchange(request.build());
        try {
            byte[] bytes =
                    answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip")
                            ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes()
                            : answer.body();
            JsonNode json = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
            return new Answer(answer.statusCode(), json);
        } catch (IOException e) {
            return new Answer(answer.statusCode(), JSON.createObjectNode().put("notJson", text(answer.body())));
        }
    }

    /// Puts bytes where a presigned URL says; answers the status.
    static int put(String url, JsonNode headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(2))
                .PUT(BodyPublishers.ofByteArray(body));
        headers.properties()
                .forEach(each -> request.header(each.getKey(), each.getValue().asText()));
        return exchange(request.build()).statusCode();
    }

    /// The bytes at a URL of the object store; empty if they are not there.
    static byte[] fetch(String url) {
        HttpResponse<byte[]> answer = exchange(HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(2))
                .GET()
                .build());
        return answer.statusCode() == 200 ? answer.body() : new byte[0];
    }

    private static HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new Lost(request.method() + " " + request.uri().getPath() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the wire", e);
        }
    }

    static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, 0, Math.min(300, bytes.length), StandardCharsets.UTF_8);
    }
}
