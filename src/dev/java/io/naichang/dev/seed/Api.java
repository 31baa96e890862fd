package io.naichang.dev.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A running server as any client sees it. Everything that is asked of it here may be asked twice, so what the network
/// or a race has spoilt is simply asked again.
final class Api implements AutoCloseable {
    static final String PASSWORD = "demo-naichang";

    private static final int TRIES = 6;

    private final HttpClient client = HttpClient.newBuilder()
            // Over HTTP/2 without TLS every new connection begins with an upgrade that the server ignores.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String root;

    Api(URI base) {
        root = base.resolve("/api/v1").toString();
    }

    /// An answer that was understood.
    record Answer(int status, JsonNode body) {
        /// The stable code of a refusal, else an empty text.
        String code() {
            return body.path("code").asText();
        }
    }

    /// A body to be sent.
    record Body(String type, byte[] bytes) {
        static final Body NONE = new Body("application/json", new byte[0]);

        static Body of(JsonNode json) {
            try {
                return new Body("application/json", Facts.MAPPER.writeValueAsBytes(json));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("a tree is always JSON", impossible);
            }
        }
    }

    /// Signs in, if there is such a user with the demo's password.
    Optional<JsonNode> signIn(String username) {
        JsonNode credentials = Facts.object().put("username", username).put("password", PASSWORD);
        Answer answer = send("POST", "/auth/token", null, null, Body.of(credentials));
        if (answer.status() == 401) {
            return Optional.empty();
        }
        return Optional.of(expect(answer, "POST /auth/token", 200));
    }

    /// Sends a request; refusals are answers too.
    Answer send(String method, String path, @Nullable String token, @Nullable String ifMatch, Body body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofMinutes(3))
                .header("Content-Type", body.type())
                .method(
                        method,
                        body.bytes().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.bytes()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        HttpRequest whole = request.build();
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = answer(client.send(whole, HttpResponse.BodyHandlers.ofByteArray()));
                boolean passing = answer.status() == 503 || answer.code().equals("race-lost");
                if (!passing || attempt == TRIES) {
                    return answer;
                }
            } catch (IOException broken) {
                if (attempt == TRIES) {
                    throw new IllegalStateException(method + " " + path + " got no answer", broken);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while making demo data", stop);
            }
            pause(Duration.ofMillis(150L * attempt));
        }
    }

    /// The body of an answer that must have one of these statuses.
    static JsonNode expect(Answer answer, String what, int... statuses) {
        for (int status : statuses) {
            if (answer.status() == status) {
                return answer.body();
            }
        }
        throw new IllegalStateException(
                "The demo data was refused: " + what + " was answered " + answer.status() + " " + answer.body());
    }

    private static Answer answer(HttpResponse<byte[]> response) throws IOException {
        byte[] body = response.body();
        try {
            return new Answer(
                    response.statusCode(), body.length == 0 ? Facts.MAPPER.missingNode() : Facts.MAPPER.readTree(body));
        } catch (JsonProcessingException html) {
            return new Answer(response.statusCode(), Facts.MAPPER.missingNode());
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making demo data", stop);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
