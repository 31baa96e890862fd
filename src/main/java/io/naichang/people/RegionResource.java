package io.naichang.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Events;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.MergePatch;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.References;
import io.naichang.platform.Where;
import io.naichang.sync.Desk;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Regions at the desk.
@Path("/regions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@Transactional
class RegionResource {
    private final Regions regions;
    private final Technicians technicians;
    private final Desk desk;
    private final MergePatch mergePatch;
    private final References references;
    private final Events events;

    RegionResource(
            Regions regions,
            Technicians technicians,
            Desk desk,
            MergePatch mergePatch,
            References references,
            Events events) {
        this.regions = regions;
        this.technicians = technicians;
        this.desk = desk;
        this.mergePatch = mergePatch;
        this.references = references;
        this.events = events;
    }

    @Schema(
            name = "Region",
            allOf = {Identity.class, RegionForm.class})
    interface Shown {}

    @Schema(
            name = "NewRegion",
            allOf = {Identity.Own.class, RegionForm.class})
    interface New {}

    @Schema(name = "RegionPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
    @Operation(operationId = "listRegions", summary = "Regions by name")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(@BeanParam @Valid PageRequest page) {
        return desk.list(Regions.LISTING, new Where(), page);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
    @Operation(operationId = "getRegion", summary = "A region")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Regions.LISTING, id);
    }

    @POST
    @Idempotent
    @Operation(operationId = "createRegion", summary = "Make a region")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(
                Regions.LISTING,
                body,
                RegionForm.class,
                id -> regions.findByIdOptional(id).map(Region::form),
                regions::add);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(operationId = "patchRegion", summary = "Rename a region", description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RegionForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        Region region = regions.lock(id, ifMatch);
        region.amend(mergePatch.apply(region.form(), patch));
        regions.flush();
        return desk.read(Regions.LISTING, id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteRegion",
            summary = "Delete a region",
            description = "409 in-use while technicians or others belong to it.")
    public void delete(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        Region region = regions.lock(id, ifMatch);
        if (!technicians.inRegion(id).isEmpty()) {
            throw Problem.conflict("in-use", "Something else refers to it.").with("by", "technicians");
        }
        references.refuseIfUsed(Regions.LISTING.collection(), id);
        regions.delete(region);
        regions.flush();
        events.record("deleted", Regions.LISTING.collection(), id, null);
    }
}
