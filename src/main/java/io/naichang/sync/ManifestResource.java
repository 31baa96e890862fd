package io.naichang.sync;

import io.naichang.platform.Caller;
import io.naichang.platform.Exchange;
import io.naichang.platform.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Vertx;
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
import java.time.Duration;
import java.util.UUID;
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
    /// Each of them has sent the beginning already.
    private static final int WAITING_OF_PERSON = 16;
    /// Shorter than proxies and phones wait for an answer.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// One for each person, who may have to wait for his device with it.
    final SharedPlaces<UUID> places;

    private final Pull pull;
    private final Caller caller;
    private final Exchange exchange;
    private final Vertx vertx;
    private final Duration patience;

    ManifestResource(Pull pull, Caller caller, Exchange exchange, Vertx vertx, SyncConfig config) {
        this.pull = pull;
        this.caller = caller;
        this.exchange = exchange;
        this.vertx = vertx;
        // So that who waits may still see slow ones go.
        patience = config.filePatience().dividedBy(3);
        places = new SharedPlaces<>(AT_ONCE, 1, WAITING_OF_PERSON, PATIENCE, exchange);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "manifest",
            summary = "Compare what a phone holds",
            description =
                    "See the guide, \"When a cursor has expired\" (410 `cursor-expired`): the phone says which versions it holds, and"
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
        HurriedBody phone = new HurriedBody(body, vertx, patience);
        try {
            InputStream plain = PushResource.plain(phone, encoding);
            byte[] begin = plain.readNBytes(SMALL_BYTES);
            return begin.length < SMALL_BYTES ? repair(begin) : inPlace(begin, plain, phone);
        } catch (HurriedBody.GivenUp e) {
            exchange.sendNoMore();
            throw Problem.of(503, "busy", "The manifest came too slowly for those who wait; try again.")
                    .header("Retry-After", "5");
        } catch (IOException e) {
            throw Problem.invalid("malformed", "", "The body ended early.");
        }
    }

    /// The rest is only taken in a place, which a phone on a mountain gives to who waits for it.
    private StreamingOutput inPlace(byte[] begin, InputStream rest, HurriedBody phone) throws IOException {
        UUID person = caller.user();
        Lease place = places.take(person, "Many phones repair themselves at once; try again.");
        // Not closed: closing the body of a call waits for all of it.
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(begin), rest);
        try {
            phone.hurry(() -> places.isNeeded(person));
            byte[] body = all.readNBytes(Manifest.MAX_BYTES + 1);
            phone.relax();
            return repair(body);
        } finally {
            phone.relax();
            place.close();
        }
    }

    private StreamingOutput repair(byte[] body) throws IOException {
        Manifest manifest = Manifest.read(body);
        return pull.repair(
                manifest, DeviceClock.Reading.of(manifest.clock()), new PageWriter(false, manifest.schema()));
    }
}
