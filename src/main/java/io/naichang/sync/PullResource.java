package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Gives a phone what changed since its cursor.
@Path("/sync/pull")
@RolesAllowed("technician")
class PullResource {
    private static final int MAX_BYTES = 64 << 10;
    private final Pull pull;

    PullResource(Pull pull) {
        this.pull = pull;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "pull",
            summary = "Pull changes",
            description =
                    "See the guide, \"Cursors and rounds\": one page since the cursor; a phone pushes before it pulls.")
    @RequestBody(
            required = true,
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.PullRequest.class)))
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.PullAnswer.class)),
                @Content(mediaType = PageWriter.LINES, schema = @Schema(implementation = Wire.PullLine.class))
            })
    public StreamingOutput pull(InputStream body, @HeaderParam("Content-Encoding") @Nullable String encoding) {
        return page(body, encoding, false);
    }

    /// The same, for `Accept: application/x-ndjson`.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(PageWriter.LINES)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public StreamingOutput pullLines(InputStream body, @HeaderParam("Content-Encoding") @Nullable String encoding) {
        return page(body, encoding, true);
    }

    private StreamingOutput page(InputStream body, @Nullable String encoding, boolean lines) {
        try {
            byte[] bytes = PushResource.plain(body, encoding).readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw Problem.of(413, "too-large", "A pull is asked for in at most 64 KiB.");
            }
            JsonNode request = PushBatch.tree(bytes);
            return pull.answer(
                    Pull.Request.of(request),
                    DeviceClock.Reading.of(request.path("clock")),
                    new PageWriter(lines, Schemas.said(request)));
        } catch (IOException e) {
            throw Problem.invalid("malformed", "", "The body ended early.");
        }
    }
}
