package io.naichang.platform;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/// The HTTP call that is being answered, for whoever makes it wait.
@ApplicationScoped
public class Exchange {
    private final CurrentVertxRequest current;

    Exchange(CurrentVertxRequest current) {
        this.current = current;
    }

    /// Runs this when the call is over: answered, or given up by its caller; outside a call, never. It may run twice,
    /// and on an event loop, so it must not block.
    public void whenOver(Runnable then) {
        if (!Arc.container().requestContext().isActive()) {
            return;
        }
        RoutingContext call = current.getCurrent();
        Context context = Vertx.currentContext();
        if (call == null || context == null) {
            return;
        }
        context.runOnContext(onLoop -> {
            call.addEndHandler(over -> then.run());
            if (call.response().closed()) {
                then.run();
            }
        });
    }
}
