package io.naichang.platform;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

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
        onLoop(context, () -> {
            call.addEndHandler(over -> then.run());
            if (call.response().closed()) {
                then.run();
            }
        });
    }

    /// Does this on the event loop of a call and waits for it. An answer that ends meanwhile would never tell those who
    /// asked to be told: who listens must be known before the call goes on.
    private static void onLoop(Context context, Runnable work) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        context.runOnContext(loop -> {
            try {
                work.run();
            } finally {
                done.complete(true);
            }
        });
        done.join();
    }

    /// Lets the caller know with the answer that the rest of what he sends is not wanted, and ends the connection when
    /// all of it has come: who reads an answer only after he has sent everything must find it.
    public void sendNoMore() {
        RoutingContext call = current.getCurrent();
        Context context = Vertx.currentContext();
        if (call == null || context == null || call.request().version() == HttpVersion.HTTP_2) {
            return;
        }
        call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        onLoop(
                context,
                () -> call.addEndHandler(answered -> call.request()
                        .end()
                        .onComplete(ended -> call.request().connection().close())));
    }

    /// A way to the caller on which each write waits until the connection has it. A thread that is faster than the
    /// event loop hands over everything otherwise, before anybody notices that the caller does not fetch it.
    public OutputStream paced(OutputStream caller) {
        Context context = Vertx.currentContext();
        return context == null ? caller : new Paced(caller, context);
    }

    private static final class Paced extends FilterOutputStream {
        private final Context context;

        private Paced(OutputStream caller, Context context) {
            super(caller);
            this.context = context;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            // What was written before this is with the connection when the event loop comes to it.
            onLoop(context, () -> {});
        }
    }
}
