package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One person who is signed in, and stays so however long the seeding takes.
final class Session {
    private static final Duration EARLY = Duration.ofMinutes(2);

    private final Api api;
    private final String username;
    private final ReentrantLock lock = new ReentrantLock();
    private String token = "";
    private long goodUntil = Long.MIN_VALUE;

    Session(Api api, String username) {
        this.api = api;
        this.username = username;
    }

    /// Makes something whose id is in the body. Made before, maybe changed since: that is fine too.
    void create(String path, ObjectNode body) {
        Api.Answer answer = send("POST", path, null, Api.Body.of(body));
        if (!answer.code().equals("id-taken")) {
            Api.expect(answer, "POST " + path + " " + body, 200, 201);
        }
    }

    /// A step of a visit. One that work has overtaken, in an earlier seeding, is fine too.
    void step(String path, JsonNode body) {
        Api.Answer answer = send("POST", path, null, Api.Body.of(body));
        if (answer.status() != 409 || !answer.code().startsWith("visit-")) {
            Api.expect(answer, "POST " + path + " " + body, 200);
        }
    }

    JsonNode get(String path) {
        return Api.expect(send("GET", path, null, Api.Body.NONE), "GET " + path, 200);
    }

    JsonNode post(String path, JsonNode body) {
        return Api.expect(send("POST", path, null, Api.Body.of(body)), "POST " + path, 200, 201);
    }

    JsonNode post(String path, Api.Body body) {
        return Api.expect(send("POST", path, null, body), "POST " + path, 200, 201);
    }

    JsonNode put(String path, JsonNode body) {
        return Api.expect(send("PUT", path, null, Api.Body.of(body)), "PUT " + path, 200);
    }

    /// Puts something in place of what is there now, whatever its version.
    void replace(String path, JsonNode body) {
        Api.expect(send("PUT", path, "*", Api.Body.of(body)), "PUT " + path, 200);
    }

    /// Changes what is there now, whatever its version.
    void amend(String path, JsonNode patch) {
        Api.expect(send("PATCH", path, "*", Api.Body.of(patch)), "PATCH " + path, 200);
    }

    private Api.Answer send(String method, String path, @Nullable String ifMatch, Api.Body body) {
        return api.send(method, path, token(), ifMatch, body);
    }

    private String token() {
        lock.lock();
        try {
            if (System.nanoTime() - goodUntil > 0 || token.isEmpty()) {
                JsonNode tokens = api.signIn(username)
                        .orElseThrow(() -> new IllegalStateException(
                                username + " cannot sign in with the demo's password: somebody else has the name"));
                token = tokens.path("accessToken").asText();
                goodUntil = System.nanoTime()
                        + Duration.ofSeconds(tokens.path("expiresIn").asLong())
                                .minus(EARLY)
                                .toNanos();
            }
            return token;
        } finally {
            lock.unlock();
        }
    }
}
