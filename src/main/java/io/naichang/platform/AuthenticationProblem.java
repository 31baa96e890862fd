package io.naichang.platform;

import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/// Answers a token that is expired, forged or unreadable. It is refused before JAX-RS begins, so that [ProblemMapper]
/// never hears of it.
class AuthenticationProblem {
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(AuthenticationProblem::answer);
    }

    private static void answer(RoutingContext call) {
        if (!(call.failure() instanceof AuthenticationFailedException)
                || call.response().ended()) {
            call.next();
            return;
        }
        ProblemMapper.answer(ProblemMapper.unauthorized(), call.response());
    }
}
