package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Receives what a phone did; `push-only` is what a disabled technician's token still says.
@Path("/sync/push")
@RolesAllowed({"technician", "push-only"})
class PushResource {
    /// What is asked of the connection at once.
    private static final int BUFFER_BYTES = 64 << 10;

    private final Push push;
    private final MultipartPush multipart;

    PushResource(Push push, MultipartPush multipart) {
        this.push = push;
        this.multipart = multipart;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "push",
            summary = "Push mutations",
            description =
                    "See the guide, \"A phone's day\". Exactly once for each seq; a repeat gets the same results.")
    @RequestBody(
            required = true,
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.PushRequest.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.PushAnswer.class)))
    public ObjectNode push(InputStream body, @HeaderParam("Content-Encoding") @Nullable String encoding) {
        try {
            return push.receive(PushBatch.read(plain(body, encoding)));
        } catch (IOException e) {
            throw cut(e);
        }
    }

    /// On a virtual thread: photos come as slowly as the phone's signal allows, and must not keep the threads of
    /// others.
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RunOnVirtualThread
    @Operation(
            operationId = "pushWithPhotos",
            summary = "Push mutations and files",
            description =
                    "See the guide, \"Photos\", with the push: first a part `batch`, the JSON of a push, then files, each"
                            + " named by the hex SHA-256 of its bytes. The batch is committed when its part has ended.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "multipart/form-data",
                            schema = @Schema(implementation = Wire.PushParts.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.PushAnswer.class)))
    public ObjectNode pushWithPhotos(
            InputStream body,
            @HeaderParam("Content-Type") String contentType,
            @HeaderParam("Content-Encoding") @Nullable String encoding) {
        try {
            return multipart.receive(body, contentType, encoding);
        } catch (IOException e) {
            throw cut(e);
        }
    }

    static InputStream plain(InputStream body, @Nullable String encoding) throws IOException {
        if (encoding == null || encoding.equals("identity")) {
            return body;
        }
        if (!encoding.equals("gzip")) {
            throw Problem.invalid("malformed", "Content-Encoding", "Only gzip is understood.");
        }
        return new GZIPInputStream(body, BUFFER_BYTES);
    }

    static Problem cut(IOException e) {
        String what = e instanceof ZipException || e instanceof java.io.EOFException
                ? "The body is not whole gzip."
                : "The body ended early.";
        return Problem.invalid("malformed", "", what);
    }
}
