package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.dev.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Somebody who signs in when he is first needed, and again when his token has expired.
final class Person {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Http http;
    private final String username;
    private final String password;
    private final BooleanSupplier shaken;
    private final boolean patient;
    private String token = "";

    private Person(Http http, String username, String password, boolean patient, BooleanSupplier shaken) {
        this.http = http;
        this.username = username;
        this.password = password;
        this.patient = patient;
        this.shaken = shaken;
    }

    /// Somebody whose app takes care of itself when a call fails.
    static Person onTheRoad(Http http, String username, String password) {
        return new Person(http, username, password, false, () -> false);
    }

    /// Somebody who tries again until the server is back: all that he sends may be repeated.
    static Person atDesk(Http http, String username, String password, BooleanSupplier shaken) {
        return new Person(http, username, password, true, shaken);
    }

    String username() {
        return username;
    }

    /// Any call; the answer may be a refusal.
    ///
    /// @throws Lost if no answer comes
    Answer call(String method, String path, Map<String, String> headers, byte[] body) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Answer answer = once(method, path, headers, body);
                if (!patient || !mayPass(answer) || System.nanoTime() > deadline) {
                    return answer;
                }
            } catch (Lost cut) {
                if (!patient || System.nanoTime() > deadline) {
                    throw cut;
                }
            }
            Pause.shortly();
        }
    }

    /// A deadlock is answered so to the desk; phones hear nothing of theirs.
    private boolean mayPass(Answer answer) {
        return answer.isBusy()
                || answer.code().equals("race-lost")
                || (answer.status() >= 500 && shaken.getAsBoolean());
    }

    private Answer once(String method, String path, Map<String, String> headers, byte[] body) {
        Answer answer = http.send(method, path, with(headers), body);
        if (answer.status() == 401 && answer.code().equals("token-expired")) {
            forget();
            answer = http.send(method, path, with(headers), body);
        }
        return answer;
    }

    private synchronized void forget() {
        token = "";
    }

    private Map<String, String> with(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + token());
        return all;
    }

    private synchronized String token() {
        if (token.isEmpty()) {
            Answer answer = http.send(
                    "POST",
                    "/auth/token",
                    Map.of("Content-Type", "application/json"),
                    Http.bytes(Http.object().put("username", username).put("password", password)));
            if (answer.status() >= 500 || answer.isBusy()) {
                throw new Lost("nobody can sign in: " + answer);
            }
            if (!answer.good()) {
                throw new IllegalStateException(username + " cannot sign in: " + answer);
            }
            token = answer.body().path("accessToken").asText();
        }
        return token;
    }

    Answer post(String path, JsonNode body) {
        return call("POST", path, Map.of("Content-Type", "application/json"), Http.bytes(body));
    }

    /// A merge patch of the version that was read.
    Answer patch(String path, int version, JsonNode body) {
        return call(
                "PATCH",
                path,
                Map.of("Content-Type", "application/merge-patch+json", "If-Match", "\"" + version + "\""),
                Http.bytes(body));
    }

    Answer delete(String path, int version) {
        return call("DELETE", path, Map.of("If-Match", "\"" + version + "\""), new byte[0]);
    }

    Answer get(String path) {
        return call("GET", path, Map.of(), new byte[0]);
    }

    /// All items of a list, page by page.
    List<JsonNode> list(String path) {
        return list(path, false);
    }

    /// The same, but none if there is no such list.
    List<JsonNode> listIfThere(String path) {
        return list(path, true);
    }

    private List<JsonNode> list(String path, boolean mayLack) {
        List<JsonNode> all = new ArrayList<>();
        String more = "";
        do {
            String wanted = path + (path.contains("?") ? "&" : "?") + "limit=500" + more;
            Answer page = get(wanted);
            if (mayLack && page.status() == 404) {
                return List.of();
            }
            JsonNode body = sure(page, wanted).body();
            body.path("items").forEach(all::add);
            String next = body.path("next").asText("");
            more = next.isEmpty() ? "" : "&after=" + next;
        } while (!more.isEmpty());
        return all;
    }

    /// What is surely there.
    JsonNode read(String path) {
        return sure(get(path), path).body();
    }

    /// Makes something that nobody can refuse; answers it.
    JsonNode make(String path, JsonNode body) {
        Answer answer = post(path, body);
        if (!answer.good()) {
            throw new IllegalStateException("POST " + path + " " + body + " answered " + answer);
        }
        return answer.body();
    }

    private static Answer sure(Answer answer, String path) {
        if (!answer.good()) {
            throw new IllegalStateException("GET " + path + " answered " + answer);
        }
        return answer;
    }
}
