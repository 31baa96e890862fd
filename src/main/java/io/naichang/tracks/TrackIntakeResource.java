package io.naichang.tracks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Receives tracks from phones.
@Path("/sync/tracks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("technician")
class TrackIntakeResource {
    private static final Pattern BOOT = Pattern.compile("\\P{Cntrl}{1,100}");

    private final TrackIntake intake;

    TrackIntakeResource(TrackIntake intake) {
        this.intake = intake;
    }

    /// A piece of a track.
    ///
    /// @param clock the phone's clocks at this call
    /// @param startedAt from when the points' milliseconds count, by the phone's wall clock
    /// @param mono the same by its monotonic clock since this boot: makes the time exact
    /// @param points each `[dtMs, lat, lon, accuracy, speed?, heading?, mocked?]`: milliseconds, degrees, metres,
    /// m/s, degrees
    @Schema(name = "TrackChunk")
    record Sent(
            @Nullable JsonNode clock,
            @Schema(required = true) Instant startedAt,
            @Nullable Long mono,

            @Schema(required = true, minItems = 1, maxItems = 300)
            List<List<Object>> points) {}

    /// @param kept how many of them the policy lets us keep; the others are gone
    /// @param quality of the corrected time: exact, bounded or device
    /// @param from when the first that was kept was measured, by our clock
    @Schema(name = "TrackReceived")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Received(
            @Schema(required = true) int received,
            @Schema(required = true) int kept,
            @Schema(required = true) String quality,
            @Nullable Instant from,
            @Nullable Instant to) {}

    @PUT
    @Path("/{deviceId}/{boot}/{firstSeq}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putTrack",
            summary = "Send a piece of a track",
            description =
                    "See the guide, \"GPS tracks\"; gzip. The path names it: the same points again get the same answer, others 409"
                            + " track-reused. The tenant's tracking policy is asked about every point, by its corrected time.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Sent.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Received.class)))
    public Received put(
            @RestPath UUID deviceId,
            @RestPath String boot,
            @RestPath long firstSeq,
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding) {
        if (!BOOT.matcher(boot).matches()) {
            throw Problem.invalid("invalid", "boot", "It must be 1 to 100 characters.");
        }
        if (firstSeq < 0) {
            throw Problem.invalid("invalid", "firstSeq", "It must be 0 or more.");
        }
        TrackIndex.Entry entry =
                intake.take(new TrackIndex.Path(deviceId, boot, firstSeq), TrackChunk.received(body, encoding));
        return new Received(entry.received(), entry.kept(), entry.quality(), entry.from(), entry.to());
    }
}
