package io.naichang.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Events;
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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

/// Technicians as the desk plans with them. One becomes a technician as a user with that role.
@Path("/technicians")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "storekeeper", "manager", "admin"})
@Transactional
class TechnicianResource {
    private final Technicians technicians;
    private final Desk desk;
    private final Events events;

    TechnicianResource(Technicians technicians, Desk desk, Events events) {
        this.technicians = technicians;
        this.desk = desk;
        this.events = events;
    }

    @Schema(name = "TechnicianSelf", description = "What is edited with the user.")
    record Self(String name, @Nullable String phone, boolean active) {}

    @Schema(
            name = "Technician",
            allOf = {Identity.class, Self.class, TechnicianForm.class})
    interface Shown {}

    @Schema(name = "TechnicianPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listTechnicians",
            summary = "Technicians by name",
            description = "Those who work here, unless `active=false` asks for those who left.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("regionId") @Nullable UUID regionId,
            @QueryParam("skill") @Nullable String skill,
            @QueryParam("active") @DefaultValue("true") @Pattern(regexp = "true|false") String active,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .and("t.region_id = ?", regionId)
                .and("jsonb_exists(t.skills, ?)", skill)
                .and("u.active = ?", Boolean.valueOf(active));
        return desk.list(Technicians.LISTING, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getTechnician", summary = "A technician")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Technicians.LISTING, id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed({"dispatcher", "admin"})
    @Operation(
            operationId = "patchTechnician",
            summary = "Change skills, region, van or home of a technician",
            description = "JSON Merge Patch of the form; null takes a skill away.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TechnicianForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        technicians.patch(technicians.lock(id, ifMatch), id, patch);
        events.record("technician-changed", Technicians.LISTING.collection(), id, patch);
        return desk.read(Technicians.LISTING, id);
    }
}
