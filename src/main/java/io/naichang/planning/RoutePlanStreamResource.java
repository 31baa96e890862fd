package io.naichang.planning;

import io.naichang.platform.Caller;
import io.naichang.platform.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

/// Tells how far a plan is, whichever node computes it: the row is looked at, not the node.
@Path("/route-plans/{id}/stream")
class RoutePlanStreamResource {
    private static final long PAUSE_NANOS = 300_000_000L;
    /// The life of an access token.
    private static final long LIFETIME_NANOS = 15L * 60 * 1_000_000_000L;

    private final RoutePlans plans;
    private final Heartbeats.Beat beat;
    private final Caller caller;
    private final Sse sse;

    RoutePlanStreamResource(RoutePlans plans, Heartbeats.Beat beat, Caller caller, Sse sse) {
        this.plans = plans;
        this.beat = beat;
        this.caller = caller;
        this.sse = sse;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking // the plan is read first
    @RolesAllowed({"dispatcher", "admin"})
    @Operation(
            operationId = "routePlanStream",
            summary = "Progress of a route plan (SSE)",
            description =
                    "`event: progress` with status, points, unassigned of the best so far, whenever one of them changes; ends when the plan has ended.")
    @APIResponse(
            responseCode = "200",
            description = "Events until the plan has ended.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> stream(@RestPath UUID id) {
        String tenant = caller.tenant();
        QuarkusTransaction.requiringNew().call(() -> plans.state(id).orElseThrow(() -> Problem.missing("not-found")));
        return Multi.createFrom()
                .emitter(
                        emitter -> Thread.ofVirtual().name("route-plan-stream").start(() -> tell(emitter, tenant, id)));
    }

    private void tell(MultiEmitter<? super OutboundSseEvent> emitter, String tenant, UUID id) {
        long begin = System.nanoTime();
        String last = "";
        try {
            while (!emitter.isCancelled() && System.nanoTime() - begin < LIFETIME_NANOS) {
                RoutePlans.State state = beat.state(tenant, id);
                if (!state.progress().equals(last)) {
                    last = state.progress();
                    emitter.emit(
                            sse.newEventBuilder().name("progress").data(last).build());
                }
                if (state.isFinal()) {
                    break;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            emitter.complete();
        } catch (RuntimeException e) {
            emitter.fail(e);
        }
    }
}
