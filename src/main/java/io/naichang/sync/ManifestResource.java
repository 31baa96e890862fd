package io.naichang.sync;

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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Repairs a phone that does not know any more what it missed, without giving it everything anew.
@Path("/sync/manifest")
@RolesAllowed("technician")
class ManifestResource {
    /// A larger one needs a place: read, it takes ten times its length, and more while it is compared.
    private static final int SMALL_BYTES = 256 << 10;
    private static final int AT_ONCE = 8;

    final Semaphore places = new Semaphore(AT_ONCE);
    private final Pull pull;

    ManifestResource(Pull pull) {
        this.pull = pull;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "manifest",
            summary = "Compare what a phone holds",
            description = "Sync protocol §5, after 410 `cursor-expired`: the phone says which versions it holds, and"
                    + " gets a page of a pull: removes for what it should not have, puts for what it lacks or has"
                    + " in another version. With `more: true` the rest comes by pulls with the cursor.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = Wire.ManifestRequest.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.PullAnswer.class)))
    public StreamingOutput repair(InputStream body, @HeaderParam("Content-Encoding") @Nullable String encoding) {
        try {
            // All of it before anything is taken or unpacked: a place must not wait for a phone on a mountain.
            InputStream whole = new ByteArrayInputStream(body.readNBytes(Manifest.MAX_BYTES + 1));
            InputStream plain = PushResource.plain(whole, encoding);
            byte[] begin = plain.readNBytes(SMALL_BYTES);
            return begin.length < SMALL_BYTES ? repair(begin) : inPlace(begin, plain);
        } catch (IOException e) {
            throw Problem.invalid("malformed", "", "The body ended early.");
        }
    }

    private StreamingOutput inPlace(byte[] begin, InputStream rest) throws IOException {
        if (!places.tryAcquire()) {
            throw Problem.of(503, "busy", "Many phones repair themselves at once; try again.")
                    .header("Retry-After", "5");
        }
        try (InputStream all = new SequenceInputStream(new ByteArrayInputStream(begin), rest)) {
            return repair(all.readNBytes(Manifest.MAX_BYTES + 1));
        } finally {
            places.release();
        }
    }

    private StreamingOutput repair(byte[] body) throws IOException {
        Manifest manifest = Manifest.read(body);
        return pull.repair(
                manifest, DeviceClock.Reading.of(manifest.clock()), new PageWriter(false, manifest.schema()));
    }
}
