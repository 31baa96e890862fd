package io.naichang.platform;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps first answers in the transaction of their effect, so that either both are there or neither. Two requests at
/// once with one key wait for each other at the table's primary key.
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE) // inside @Transactional
class IdempotencyInterceptor {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MAX_KEY = 255;

    private final Sql sql;
    private final Caller caller;
    private final Clock clock;
    private final HttpHeaders headers;
    private final UriInfo uri;

    IdempotencyInterceptor(Sql sql, Caller caller, Clock clock, HttpHeaders headers, UriInfo uri) {
        this.sql = sql;
        this.caller = caller;
        this.clock = clock;
        this.headers = headers;
        this.uri = uri;
    }

    private record First(String digest, int status, String location, String tag, String body) {}

    @AroundInvoke
    @Nullable
    Object once(InvocationContext call) throws Exception {
        String key = headers.getHeaderString("Idempotency-Key");
        if (key == null) {
            return call.proceed();
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw Problem.invalid("invalid", "Idempotency-Key", "It has 1 to 255 characters.");
        }
        String digest = digest(call);
        First first = claim(key, digest);
        if (first == null) {
            Response answer = (Response) call.proceed();
            keep(key, answer);
            return answer;
        }
        if (!first.digest().equals(digest)) {
            throw Problem.of(422, "idempotency-key-reused", "This key came with another request before.");
        }
        return replay(first);
    }

    /// Takes the key for this request, or answers what it was first used for.
    private @Nullable First claim(String key, String digest) {
        Instant now = clock.instant();
        sql.update("DELETE FROM idempotency WHERE user_id = ? AND created_at <= ?", caller.user(), now.minus(KEPT));
        int taken = sql.update(
                "INSERT INTO idempotency (user_id, key, digest, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                caller.user(),
                key,
                digest,
                now);
        return taken == 1
                ? null
                : sql.first(
                                "SELECT digest, status, location, tag, body FROM idempotency WHERE user_id = ? AND key = ?",
                                row -> new First(
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5)),
                                caller.user(),
                                key)
                        .orElseThrow(() -> Problem.conflict("race-lost", "The first request is not finished."));
    }

    private void keep(String key, Response answer) {
        sql.update(
                "UPDATE idempotency SET status = ?, location = ?, tag = ?, body = ? WHERE user_id = ? AND key = ?",
                answer.getStatus(),
                answer.getHeaderString(HttpHeaders.LOCATION),
                answer.getHeaderString(HttpHeaders.ETAG),
                answer.getEntity() instanceof String text ? text : null,
                caller.user(),
                key);
    }

    private static Response replay(First first) {
        return Response.status(first.status())
                .header(HttpHeaders.LOCATION, first.location())
                .header(HttpHeaders.ETAG, first.tag())
                .header(HttpHeaders.CONTENT_TYPE, first.body() == null ? null : "application/json")
                .entity(first.body())
                .build();
    }

    /// SHA-256 of where the request goes and what it says; what the container passes in is no part of it.
    private String digest(InvocationContext call) throws GeneralSecurityException {
        String said = Stream.of(call.getParameters())
                .filter(each -> each instanceof JsonNode || each instanceof Record)
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
        String all =
                uri.getRequestUri().getRawPath() + "?" + uri.getRequestUri().getRawQuery() + "\n" + said;
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
    }
}
