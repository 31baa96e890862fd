package io.naichang.tracks;

import io.naichang.people.Technicians;
import io.naichang.platform.Caller;
import io.naichang.platform.Problem;
import io.naichang.sync.People;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Where a technician was: for dispatchers, managers and himself.
@Path("/technicians/{id}/track")
@RolesAllowed({"technician", "dispatcher", "manager"})
class TrackResource {
    private static final String GEO_JSON = "application/geo+json";
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration UNLESS_SAID = Duration.ofDays(1);

    private final TrackReading reading;
    private final Technicians technicians;
    private final People people;
    private final Caller caller;
    private final Clock clock;

    TrackResource(TrackReading reading, Technicians technicians, People people, Caller caller, Clock clock) {
        this.reading = reading;
        this.technicians = technicians;
        this.people = people;
        this.caller = caller;
        this.clock = clock;
    }

    /// RFC 7946: a LineString (of a single position a Point) for each stretch without a gap of more than 5 minutes. Its
    /// properties are technicianId, deviceId, timeQuality, mocked, and times and accuracies, one for each position.
    @Schema(name = "TrackFeatures")
    record Features(
            @Schema(enumeration = "FeatureCollection", required = true)
            String type,

            @Schema(required = true) List<Feature> features) {}

    @Schema(name = "TrackFeature")
    record Feature(
            @Schema(enumeration = "Feature", required = true)
            String type,

            @Schema(required = true) Map<String, Object> geometry,
            @Schema(required = true) Map<String, Object> properties) {}

    @GET
    @Produces({GEO_JSON, Gpx.TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "getTrack",
            summary = "Where a technician was, as GeoJSON or GPX 1.1",
            description =
                    "From `from` (a day before `to`) up to `to` (now), at most 7 days, by the corrected clock. Every reading is on"
                            + " record.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = GEO_JSON, schema = @Schema(implementation = Features.class)),
                @Content(mediaType = Gpx.TYPE, schema = @Schema(implementation = String.class))
            })
    public Response get(
            @RestPath UUID id,
            @QueryParam("from") @Nullable Instant since,
            @QueryParam("to") @Nullable Instant until,
            @Context HttpHeaders headers) {
        Instant to = until == null ? clock.instant() : until;
        Instant from = since == null ? to.minus(UNLESS_SAID) : since;
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problem.invalid("invalid", "from", "It must be before `to`, by at most 7 days.");
        }
        String name = QuarkusTransaction.requiringNew().call(() -> visible(id));
        boolean gpx = prefersGpx(headers);
        List<TrackReading.Line> lines = reading.read(id, from, to);
        return (gpx ? Response.ok(Gpx.of(name, lines), Gpx.TYPE) : Response.ok(GeoJson.of(id, lines), GEO_JSON))
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept")
                .build();
    }

    /// The name of a technician whose track the caller may see.
    private String visible(UUID technician) {
        boolean office = caller.has("dispatcher") || caller.has("manager");
        if ((!office && !technician.equals(caller.user())) || technicians.count("id", technician) == 0) {
            throw Problem.missing("not-found");
        }
        return people.nameOf(technician);
    }

    /// By the order of the caller's wishes; whoever takes anything gets GeoJSON.
    private static boolean prefersGpx(HttpHeaders headers) {
        for (MediaType each : headers.getAcceptableMediaTypes()) {
            if (each.isCompatible(MediaType.valueOf(GEO_JSON)) || each.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (each.isCompatible(MediaType.valueOf(Gpx.TYPE))) {
                return true;
            }
        }
        return false;
    }
}
