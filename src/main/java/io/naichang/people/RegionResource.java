package io.naichang.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Events;
import io.naichang.platform.Identity;
import io.naichang.platform.Ids;
import io.naichang.platform.IfMatch;
import io.naichang.platform.MergePatch;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.Views;
import io.naichang.platform.Where;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Regions.
@Path("/regions")
@RolesAllowed("admin")
@Transactional
class RegionResource {
    private final Regions regions;
    private final Ids ids;
    private final MergePatch patches;
    private final Views views;
    private final UriInfo uri;
    private final Events events;

    RegionResource(Regions regions, Ids ids, MergePatch patches, Views views, UriInfo uri, Events events) {
        this.regions = regions;
        this.ids = ids;
        this.patches = patches;
        this.views = views;
        this.uri = uri;
        this.events = events;
    }

    record NewRegion(
            @Nullable UUID id,
            @NotBlank @Size(max = 100) String name,
            @Nullable @Size(max = 100) String nameEn) {}

    @Schema(
            name = "Region",
            allOf = {Identity.class, Region.Names.class})
    interface Shown {}

    @Schema(name = "RegionPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
    @Operation(operationId = "listRegions", summary = "List regions by name")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(@BeanParam @Valid PageRequest page) {
        return views.page(Regions.LISTING, new Where(), page).ok(uri);
    }

    @POST
    @Operation(
            operationId = "createRegion",
            summary = "Create a region",
            description = "A client may choose the id; sent again with the same content, nothing changes.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(@Valid @NotNull NewRegion request) {
        Region.Names names = new Region.Names(request.name(), request.nameEn());
        Region known = request.id() == null ? null : regions.findById(request.id());
        if (known != null) {
            if (!known.names().equals(names)) {
                throw Problem.conflict("id-taken", "Another region has this id.");
            }
            return views.get(Regions.LISTING, known.id()).created(uri);
        }
        Region region = new Region(request.id() == null ? ids.next() : request.id(), names);
        regions.persistAndFlush(region);
        events.record("region-created", "regions", region.id(), null);
        return views.get(Regions.LISTING, region.id()).created(uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
    @Operation(operationId = "getRegion", summary = "Read a region")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return views.get(Regions.LISTING, id).ok();
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "patchRegion",
            summary = "Rename a region",
            description = "JSON Merge Patch with If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Region.Names.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        Region region = regions.get(id);
        IfMatch.check(ifMatch, region.version());
        region.rename(patches.apply(region.names(), patch));
        regions.flush();
        events.record("region-renamed", "regions", id, null);
        return views.get(Regions.LISTING, id).ok();
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteRegion",
            summary = "Delete a region",
            description = "409 reference-missing while technicians or depots belong to it.")
    public void delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        Region region = regions.get(id);
        IfMatch.check(ifMatch, region.version());
        regions.delete(region);
        regions.flush();
        events.record("region-deleted", "regions", id, null);
    }
}
