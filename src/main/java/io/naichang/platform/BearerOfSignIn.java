package io.naichang.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

/// Takes the bearer token off calls that get a new one. HTTP clients of phones put their token on every call; an
/// expired one would be refused before the refresh token in the body is even read.
class BearerOfSignIn {
    /// Above authentication, which has 200.
    private static final int BEFORE_AUTHENTICATION = 300;

    void register(@Observes Filters filters) {
        filters.register(
                call -> {
                    if (call.normalizedPath().startsWith("/api/v1/auth/")) {
                        call.request().headers().remove(HttpHeaders.AUTHORIZATION);
                    }
                    call.next();
                },
                BEFORE_AUTHENTICATION);
    }
}
