package io.naichang.feeds;

import io.naichang.platform.Problem;
import io.naichang.platform.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `GET /calendars/{secret}.ics`, beside the API: its address is typed into other programs and is no operation of a
/// client. Only the path is secret, so nothing of it is logged.
@ApplicationScoped
class FeedRoute {
    private static final Logger LOG = Logger.getLogger(FeedRoute.class);
    private static final String PREFIX = "/calendars/";
    private static final String SUFFIX = ".ics";

    private final FeedAnswers answers;

    FeedRoute(FeedAnswers answers) {
        this.answers = answers;
    }

    static String path(Secret secret) {
        return PREFIX + secret.text() + SUFFIX;
    }

    void register(@Observes Router router) {
        router.routeWithRegex("/calendars/[^/]+\\.ics")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .blockingHandler(this::answer, false)
                // The last word of Quarkus would log the path.
                .failureHandler(call -> failed(call, call.failure()));
    }

    private void answer(RoutingContext call) {
        String path = call.normalizedPath();
        try {
            send(call, answers.calendar(path.substring(PREFIX.length(), path.length() - SUFFIX.length())));
        } catch (Problem refusal) {
            Problems.answer(refusal, call.response());
        } catch (RuntimeException e) {
            failed(call, e);
        }
    }

    private static void failed(RoutingContext call, @Nullable Throwable cause) {
        LOG.error("a calendar feed failed", cause);
        if (!call.response().ended()) {
            Problems.answer(
                    cause != null && Problems.causeOf(cause).outage()
                            ? Problems.Cause.busy()
                            : Problem.of(500, "internal", "The server failed. It has been logged."),
                    call.response());
        }
    }

    private static void send(RoutingContext call, String calendar) {
        byte[] bytes = calendar.getBytes(StandardCharsets.UTF_8);
        String tag = '"' + digest(bytes) + '"';
        call.response()
                .putHeader(HttpHeaders.ETAG, tag)
                // Each time it is asked whether it is still so, and by nobody between.
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (names(call.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            call.response().setStatusCode(304).end();
            return;
        }
        call.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/calendar; charset=utf-8")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=naichang.ics");
        if (call.request().method().equals(HttpMethod.HEAD)) {
            call.response()
                    .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(bytes.length))
                    .end();
        } else {
            call.response().end(io.vertx.core.buffer.Buffer.buffer(bytes));
        }
    }

    private static boolean names(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Stream.of(ifNoneMatch.split(","))
                        .map(each -> each.strip().replaceFirst("^W/", ""))
                        .anyMatch(each -> each.equals(tag) || each.equals("*"));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
