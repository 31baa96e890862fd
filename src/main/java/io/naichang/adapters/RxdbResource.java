package io.naichang.adapters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.naichang.sync.LongPages;
import io.naichang.sync.PokeStream;
import io.naichang.sync.SyncBody;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The three handlers that RxDB's `replicateRxCollection` asks for.
@Path("/sync/rxdb")
class RxdbResource {
    private static final int MAX_BYTES = 4 << 20;

    private final RxdbPull pull;
    private final RxdbPush push;
    private final LongPages longPages;
    private final PokeStream stream;
    private final Sse sse;

    RxdbResource(RxdbPull pull, RxdbPush push, LongPages longPages, PokeStream stream, Sse sse) {
        this.pull = pull;
        this.push = push;
        this.longPages = longPages;
        this.stream = stream;
        this.sse = sse;
    }

    @POST
    @Path("/{collection}/pull")
    @RunOnVirtualThread
    @RolesAllowed("technician")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rxdbPull",
            summary = "Pull a page of one collection into RxDB",
            description = "See rxdb.md. A page is shorter than `limit` only if there is no more. A checkpoint that"
                    + " cannot be used reads as null, and the answer says `reset`: ask again without checkpoint and with"
                    + " `have`, the ids of all documents held; those that must go come with the first page.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AdapterWire.RxdbPullRequest.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AdapterWire.RxdbPullAnswer.class)))
    public StreamingOutput pull(
            @RestPath String collection, InputStream body, @HeaderParam("Content-Encoding") @Nullable String encoding) {
        RxdbPull.Request request = RxdbPull.Request.of(SyncBody.read(body, encoding, MAX_BYTES));
        return longPages.answerJson(lease -> pull.read(collection, request, lease));
    }

    @POST
    @Path("/{collection}/push")
    @RolesAllowed({"technician", "push-only"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rxdbPush",
            summary = "Push rows of one collection from RxDB",
            description = "See rxdb.md. Answers the documents that are not now as the client has them, with the"
                    + " meaning of RxDB's push handler. A row that is refused is among them, as it was.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AdapterWire.RxdbPushRequest.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = SchemaType.ARRAY, implementation = AdapterWire.RxdbDocument.class)))
    public ArrayNode push(
            @RestPath String collection, InputStream body, @HeaderParam("Content-Encoding") @Nullable String encoding) {
        return push.receive(collection, SyncBody.read(body, encoding, MAX_BYTES));
    }

    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking // what it follows is read from the database first
    @RolesAllowed("technician")
    @Operation(
            operationId = "rxdbStream",
            summary = "RESYNC for RxDB (SSE)",
            description =
                    "`data: RESYNC` at once and whenever there is something to pull; a comment every 25 s. Ends after"
                            + " the life of an access token: connect again with a new one.")
    @APIResponse(
            responseCode = "200",
            description = "Events without end.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> stream() {
        OutboundSseEvent resync = sse.newEventBuilder().data("RESYNC").build();
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(resync), stream.of(sse, resync));
    }
}
