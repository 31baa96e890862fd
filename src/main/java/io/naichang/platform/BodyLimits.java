package io.naichang.platform;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/// How large a request's body may be: 8 MiB, but photos need more. Quarkus has one limit for all, and answers what is
/// beyond it without a word.
@ApplicationScoped
class BodyLimits {
    static final long BYTES = 8 << 20;
    /// Whoever reads such a body counts for himself (it may be compressed) and has said so before this ends it.
    static final long MULTIPART_BYTES = 601L << 20;

    /// Early, but behind the security headers.
    private static final int PRIORITY = 500;

    void register(@Observes Filters filters) {
        filters.register(BodyLimits::limit, PRIORITY);
    }

    private static void limit(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        boolean multipart = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        long limit = multipart ? MULTIPART_BYTES : BYTES;
        if (announced(context) <= limit) {
            // For bodies that come in chunks and announce no length.
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit);
            context.next();
            return;
        }
        ProblemMapper.answer(
                Problem.of(413, "too-large", "A body holds at most " + (limit >> 20) + " MiB."), context.response());
        // A client that still sends would see a reset instead of the answer: what comes is read and thrown away.
        context.request().resume();
    }

    private static long announced(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            // HTTP itself refuses it elsewhere.
            return 0;
        }
    }
}
