package io.naichang.parts;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Events;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Where;
import io.naichang.sync.Desk;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Locations of stock at the desk.
@Path("/locations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class LocationResource {
    private static final String PATTERN = "van|depot|centre";

    private final Locations locations;
    private final Desk desk;
    private final Events events;
    private final Clock clock;

    LocationResource(Locations locations, Desk desk, Events events, Clock clock) {
        this.locations = locations;
        this.desk = desk;
        this.events = events;
        this.clock = clock;
    }

    @Schema(
            name = "Location",
            allOf = {Identity.class, LocationForm.class})
    interface Shown {}

    @Schema(
            name = "NewLocation",
            allOf = {Identity.Own.class, LocationForm.class})
    interface New {}

    @Schema(name = "LocationPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listLocations",
            summary = "Locations of stock by name",
            description = "`q` is a part of the name.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("q") @Nullable String q,
            @QueryParam("kind") @Nullable @Pattern(regexp = PATTERN) String kind,
            @QueryParam("regionId") @Nullable UUID regionId,
            @QueryParam("technicianId") @Nullable UUID technicianId,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .contains("t.name", q)
                .and("t.kind = ?", kind)
                .and("t.region_id = ?", regionId)
                .and("t.technician_id = ?", technicianId);
        return desk.list(Locations.LISTING, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getLocation", summary = "A location of stock")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Locations.LISTING, id);
    }

    @POST
    @Idempotent
    @RolesAllowed({"storekeeper", "admin"})
    @Operation(operationId = "createLocation", summary = "Open a location of stock")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(
                Locations.LISTING,
                body,
                LocationForm.class,
                id -> locations.findByIdOptional(id).map(Location::form),
                (id, form) -> {
                    locations.add(id, form);
                    events.record("location-opened", Locations.COLLECTION, id, null);
                });
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed({"storekeeper", "admin"})
    @Operation(
            operationId = "patchLocation",
            summary = "Amend a location of stock",
            description =
                    "JSON Merge Patch of the form. Phones of technicians whose stock it becomes or was follow at once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = LocationForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        locations.patch(locations.lock(id, ifMatch), patch);
        events.record("location-changed", Locations.COLLECTION, id, patch);
        return desk.read(Locations.LISTING, id);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({"storekeeper", "admin"})
    @Operation(
            operationId = "deleteLocation",
            summary = "Close a location of stock",
            description = "Refused while anything lies there or is reserved there.")
    public void delete(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        locations.delete(locations.lock(id, ifMatch), clock.instant());
        events.record("deleted", Locations.COLLECTION, id, null);
    }
}
