package io.naichang.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.sync.LongPages;
import io.naichang.sync.SyncBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// The two functions that WatermelonDB's `synchronize` asks for.
@Path("/sync/watermelon")
class WatermelonResource {
    private static final int MAX_PULL_BYTES = 64 << 10;
    private static final int MAX_PUSH_BYTES = 4 << 20;

    private final WatermelonPull pull;
    private final WatermelonPush push;
    private final LongPages longPages;

    WatermelonResource(WatermelonPull pull, WatermelonPush push, LongPages longPages) {
        this.pull = pull;
        this.push = push;
        this.longPages = longPages;
    }

    @POST
    @Path("/pull")
    @RunOnVirtualThread
    @RolesAllowed("technician")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "watermelonPull",
            summary = "Pull all changes into WatermelonDB",
            description =
                    "See watermelondb.md. All rows come as `updated` (`sendCreatedAsUpdated`). `409 reset-required` for an"
                            + " unknown `lastPulledAt`: push first, then pull with null and replace what is there.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AdapterWire.WatermelonPullRequest.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AdapterWire.WatermelonPullAnswer.class)))
    public StreamingOutput pull(InputStream body, @HeaderParam("Content-Encoding") @Nullable String encoding) {
        JsonNode request = SyncBody.read(body, encoding, MAX_PULL_BYTES);
        return longPages.answerJson(lease -> pull.read(request, lease));
    }

    @POST
    @Path("/push")
    @RolesAllowed({"technician", "push-only"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "watermelonPush",
            summary = "Push changes from WatermelonDB",
            description =
                    "See watermelondb.md. Nothing is rejected; what was refused comes back with the next pull, as it is.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AdapterWire.WatermelonPushRequest.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AdapterWire.WatermelonPushAnswer.class)))
    public ObjectNode push(InputStream body, @HeaderParam("Content-Encoding") @Nullable String encoding) {
        return push.receive(SyncBody.read(body, encoding, MAX_PUSH_BYTES));
    }
}
