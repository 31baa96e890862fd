package io.naichang.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.testing.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// The bytes and headers that a request of a case stands for.
final class Request {
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final byte[] bytes;
    private final JsonNode body;

    private Request(String method, String path, Map<String, String> headers, byte[] bytes, JsonNode body) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.bytes = bytes;
        this.body = body;
    }

    static Request of(JsonNode request, Names names, Map<String, byte[]> files) {
        Keys.REQUEST.of(request);
        JsonNode body = names.filled(request.path("body"));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byte[] bytes;
        if (request.has("body")) {
            headers.put("content-type", "application/json");
            bytes = utf8(body.toString());
        } else if (request.has("file")) {
            bytes = file(request, files);
        } else if (request.has("parts")) {
            headers.put("content-type", "multipart/form-data; boundary=boundary");
            bytes = multipart(request.path("parts"), names, files);
        } else {
            if (request.has("text")) {
                headers.put("content-type", "application/json");
            }
            bytes = utf8(text(request.path("text"), names));
        }
        if (request.path("gzip").asBoolean()) {
            headers.put("content-encoding", "gzip");
            bytes = gzip(bytes);
        }
        names.filled(request.path("headers"))
                .properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
        return new Request(
                request.path("method").asText(),
                names.filled(request.path("path").asText()),
                headers,
                bytes,
                body);
    }

    /// The JSON of the body, or missing if it is something else.
    JsonNode body() {
        return body;
    }

    /// Sends it.
    ///
    /// @param token of whoever signs it, if the request does not say another
    Answer send(Optional<String> token) {
        token.ifPresent(known -> headers.putIfAbsent("authorization", "Bearer " + known));
        return path.startsWith("http")
                ? Answer.from(method, path, headers, bytes)
                : Answer.to(method, "/api/v1" + path, headers, bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(JsonNode part, Map<String, byte[]> files) {
        byte[] bytes = files.get(part.path("file").asText());
        if (bytes == null) {
            throw new AssertionError("there is no file " + part.path("file"));
        }
        return bytes;
    }

    private static String text(JsonNode text, Names names) {
        StringBuilder whole = new StringBuilder();
        for (JsonNode each : text) {
            whole.append(
                    each.isTextual()
                            ? names.filled(each.asText())
                            : Keys.REPEATED
                                    .of(each)
                                    .path("repeat")
                                    .asText()
                                    .repeat(each.path("times").asInt()));
        }
        return text.isTextual() ? names.filled(text.asText()) : whole.toString();
    }

    private static byte[] multipart(JsonNode parts, Names names, Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (JsonNode each : parts) {
            JsonNode part = Keys.PART.of(each);
            out.writeBytes(utf8("--boundary\r\nContent-Disposition: form-data; name=\""
                    + names.filled(part.path("name").asText())
                    + "\"; filename=\"x\"\r\nContent-Type: " + part.path("type").asText() + "\r\n\r\n"));
            out.writeBytes(
                    part.has("file")
                            ? file(part, files)
                            : utf8(names.filled(part.path("body")).toString()));
            out.writeBytes(utf8("\r\n"));
        }
        out.writeBytes(utf8("--boundary--\r\n"));
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
