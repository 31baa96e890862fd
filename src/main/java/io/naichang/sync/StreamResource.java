package io.naichang.sync;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Tells a phone or the desk that there is something to fetch, and nothing more: losing a poke costs only delay.
@Path("/sync/stream")
class StreamResource {
    private final PokeStream stream;
    private final Sse sse;

    StreamResource(PokeStream stream, Sse sse) {
        this.stream = stream;
        this.sse = sse;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking // what it follows is read from the database first
    @RolesAllowed({"technician", "dispatcher", "admin"})
    @Operation(
            operationId = "syncStream",
            summary = "Pokes (SSE)",
            description =
                    "`event: poke` without content when there is something to pull; a comment every 25 s. Ends after the life of an access token: connect again with a new one.")
    @APIResponse(
            responseCode = "200",
            description = "Events without end.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> stream() {
        return stream.of(sse, sse.newEventBuilder().name("poke").data("").build());
    }
}
