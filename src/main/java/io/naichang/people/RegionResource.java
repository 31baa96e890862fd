package io.naichang.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.ETags;
import io.naichang.platform.Events;
import io.naichang.platform.Ids;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Page;
import io.naichang.platform.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Regions.
@Path("/regions")
@RolesAllowed("admin")
@Transactional
class RegionResource {
    private final Regions regions;
    private final Ids ids;
    private final MergePatch patches;
    private final Events events;

    RegionResource(Regions regions, Ids ids, MergePatch patches, Events events) {
        this.regions = regions;
        this.ids = ids;
        this.patches = patches;
        this.events = events;
    }

    record NewRegion(
            @Nullable UUID id,
            @NotBlank @Size(max = 100) String name,
            @Nullable @Size(max = 100) String nameEn) {}

    record RegionView(UUID id, String name, @Nullable String nameEn, int version) {
        static RegionView of(Region region) {
            Region.Names names = region.names();
            return new RegionView(region.id(), names.name(), names.nameEn(), region.version());
        }
    }

    @GET
    @RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
    @Operation(operationId = "listRegions", summary = "List regions by name")
    public RestResponse<Page<RegionView>> list(
            @RestQuery @Nullable String after,
            @RestQuery @DefaultValue("100") @Min(1) @Max(Page.MAX) int limit,
            UriInfo request) {
        var rows = regions.page(Page.Key.of(after), limit).stream()
                .map(RegionView::of)
                .toList();
        return Page.of(rows, limit, row -> new Page.Key(row.name(), row.id())).answer(request);
    }

    @POST
    @Operation(
            operationId = "createRegion",
            summary = "Create a region",
            description = "A client may choose the id; sent again with the same content, nothing changes.")
    public RestResponse<RegionView> create(@Valid @NotNull NewRegion request) {
        Region.Names names = new Region.Names(request.name(), request.nameEn());
        Region known = request.id() == null ? null : regions.findById(request.id());
        if (known != null) {
            if (!known.names().equals(names)) {
                throw Problem.conflict("id-taken", "Another region has this id.");
            }
            return answer(RestResponse.Status.OK, known);
        }
        Region region = new Region(request.id() == null ? ids.next() : request.id(), names);
        regions.persistAndFlush(region);
        events.record("region-created", "regions", region.id(), null);
        return answer(RestResponse.Status.CREATED, region);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
    @Operation(operationId = "getRegion", summary = "Read a region")
    public RestResponse<RegionView> get(@RestPath UUID id) {
        return answer(RestResponse.Status.OK, regions.get(id));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MergePatch.TYPE)
    @Operation(
            operationId = "patchRegion",
            summary = "Rename a region",
            description = "JSON Merge Patch with If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Region.Names.class)))
    public RestResponse<RegionView> patch(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        Region region = regions.get(id);
        ETags.check(ifMatch, region.version());
        region.rename(patches.apply(region.names(), patch, Region.Names.class));
        regions.flush();
        events.record("region-renamed", "regions", id, null);
        return answer(RestResponse.Status.OK, region);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteRegion",
            summary = "Delete a region",
            description = "409 reference-missing while technicians or depots belong to it.")
    public void delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        Region region = regions.get(id);
        ETags.check(ifMatch, region.version());
        regions.delete(region);
        regions.flush();
        events.record("region-deleted", "regions", id, null);
    }

    private static RestResponse<RegionView> answer(RestResponse.Status status, Region region) {
        return RestResponse.ResponseBuilder.create(status, RegionView.of(region))
                .header(HttpHeaders.ETAG, ETags.of(region.version()))
                .build();
    }
}
