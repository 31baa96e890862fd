package io.naichang.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/// Refuses a `Content-Type` that is no media type at all: JAX-RS takes it for a fault of its own.
class MediaTypes {
    /// RFC 9110: a token, a slash, a token, and what may follow a semicolon.
    private static final Pattern FORM = Pattern.compile("\\s*[\\w!#$%&'*+.^`|~-]+/[\\w!#$%&'*+.^`|~-]+\\s*(;.*)?");

    /// Below the limits of bodies, above authentication.
    private static final int PRIORITY = 400;

    void register(@Observes Filters filters) {
        filters.register(MediaTypes::check, PRIORITY);
    }

    private static void check(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || type.isBlank() || FORM.matcher(type).matches()) {
            context.next();
            return;
        }
        ProblemMapper.answer(
                Problem.of(415, "unsupported-media-type", "The Content-Type is no media type."), context.response());
        context.request().resume();
    }
}
