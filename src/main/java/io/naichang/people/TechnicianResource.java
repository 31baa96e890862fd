package io.naichang.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Events;
import io.naichang.platform.IfMatch;
import io.naichang.platform.MergePatch;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.Views;
import io.naichang.platform.Where;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Technicians as the desk plans with them. They are made as users with that role.
@Path("/technicians")
@RolesAllowed({"dispatcher", "manager", "agent", "storekeeper", "admin"})
@Transactional
class TechnicianResource {
    private final Technicians technicians;
    private final Regions regions;
    private final MergePatch patches;
    private final Views views;
    private final UriInfo uri;
    private final Events events;

    TechnicianResource(
            Technicians technicians, Regions regions, MergePatch patches, Views views, UriInfo uri, Events events) {
        this.technicians = technicians;
        this.regions = regions;
        this.patches = patches;
        this.views = views;
        this.uri = uri;
        this.events = events;
    }

    record TechnicianView(
            UUID id,
            String name,
            @Nullable String phone,
            boolean active,
            @Nullable UUID regionId,
            Technician.@Nullable Home home,
            Map<String, Integer> skills,
            @Nullable UUID vanLocationId,
            boolean subcontractor,
            int version) {
        static TechnicianView of(Technicians.Row row) {
            Technician.Details details = row.technician().details();
            return new TechnicianView(
                    row.user().id(),
                    row.user().name(),
                    row.user().profile().phone(),
                    row.user().active(),
                    details.regionId(),
                    details.home(),
                    details.skills(),
                    details.vanLocationId(),
                    details.subcontractor(),
                    row.technician().version());
        }
    }

    @Schema(name = "TechnicianPage")
    record Shelf(List<TechnicianView> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listTechnicians",
            summary = "List technicians by name",
            description = "Only those who work here now, unless active=false asks for the others.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @RestQuery @Nullable UUID regionId,
            @RestQuery @Nullable String skill,
            @RestQuery @DefaultValue("true") boolean active,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .and("'technician' = ANY (t.roles)")
                .and("t.active = ?", active)
                .and("d.region_id = ?", regionId)
                .and("jsonb_exists(d.skills, ?)", skill);
        return views.page(Technicians.LISTING, where, page).ok(uri);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getTechnician", summary = "Read a technician")
    public RestResponse<TechnicianView> get(@RestPath UUID id) {
        return answer(technicians.get(id));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({"dispatcher", "admin"})
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "patchTechnician",
            summary = "Change skills, region, van or home of a technician",
            description = "JSON Merge Patch with If-Match; `skills` is patched skill by skill, null takes one away.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Technician.Details.class)))
    public RestResponse<TechnicianView> patch(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        Technicians.Row row = technicians.get(id);
        IfMatch.check(ifMatch, row.technician().version());
        Technician.Details details = patches.apply(row.technician().details(), patch);
        if (details.regionId() != null && regions.findById(details.regionId()) == null) {
            throw Problem.invalid("region-unknown", "regionId", "There is no such region.");
        }
        if (row.technician().edit(details)) {
            technicians.moved(id);
        }
        technicians.flush();
        events.record("technician-changed", "technicians", id, patch);
        return answer(row);
    }

    private static RestResponse<TechnicianView> answer(Technicians.Row row) {
        return RestResponse.ResponseBuilder.ok(TechnicianView.of(row))
                .tag(new EntityTag(String.valueOf(row.technician().version())))
                .build();
    }
}
