package io.naichang.shifts;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.MergePatch;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Views;
import io.naichang.platform.Where;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Single shifts, which replace what the patterns say of their days. Concrete times are of [WorkingTimeResource].
@Path("/shifts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "manager", "admin"})
@Transactional
class ShiftResource {
    private final Shifts shifts;
    private final Rosters rosters;
    private final Views views;
    private final MergePatch mergePatch;
    private final UriInfo uri;

    ShiftResource(Shifts shifts, Rosters rosters, Views views, MergePatch mergePatch, UriInfo uri) {
        this.shifts = shifts;
        this.rosters = rosters;
        this.views = views;
        this.mergePatch = mergePatch;
        this.uri = uri;
    }

    @Schema(
            name = "Shift",
            allOf = {Identity.class, ShiftForm.class})
    interface Shown {}

    @Schema(
            name = "NewShift",
            allOf = {Identity.Own.class, ShiftForm.class})
    interface New {}

    @Schema(name = "ShiftPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @RolesAllowed({"technician", "dispatcher", "agent", "manager", "admin"})
    @Operation(
            operationId = "listShifts",
            summary = "Single shifts by day",
            description =
                    "What follows from them and from patterns, absences and holidays: listWorkingTimes. Technicians see their own.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("technicianId") @Nullable UUID technicianId,
            @QueryParam("from") @Nullable LocalDate from,
            @QueryParam("to") @Nullable LocalDate to,
            @BeanParam @Valid PageRequest page) {
        Where where = rosters.visible(technicianId).and("t.day >= ?", from).and("t.day <= ?", to);
        return views.page(Shifts.LISTING, where, page).ok(uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"technician", "dispatcher", "agent", "manager", "admin"})
    @Operation(operationId = "getShift", summary = "A single shift")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        rosters.requireVisible(shifts.find(id).map(ShiftForm::technicianId).orElse(null));
        return views.get(Shifts.LISTING, id).ok();
    }

    @POST
    @Idempotent
    @Operation(
            operationId = "createShift",
            summary = "Plan a single shift",
            description =
                    "The technician's patterns do not hold on its day. 409 overlaps if he has another at that time.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        MergePatch.Creation<ShiftForm> wanted = mergePatch.create(body, ShiftForm.class);
        if (!wanted.repeats(shifts.find(wanted.id()))) {
            check(wanted.id(), wanted.form());
            shifts.add(wanted.id(), wanted.form());
            rosters.changed("shift-created", Shifts.LISTING.collection(), wanted.id(), body);
        }
        return views.get(Shifts.LISTING, wanted.id()).created(uri);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchShift",
            summary = "Change a single shift",
            description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ShiftForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        ShiftForm form = mergePatch.apply(shifts.lock(id, ifMatch), patch);
        check(id, form);
        shifts.amend(id, form);
        rosters.changed("shift-changed", Shifts.LISTING.collection(), id, patch);
        return views.get(Shifts.LISTING, id).ok();
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "deleteShift", summary = "Take a single shift away")
    public void delete(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        shifts.lock(id, ifMatch);
        shifts.delete(id);
        rosters.changed("deleted", Shifts.LISTING.collection(), id, null);
    }

    private void check(UUID id, ShiftForm form) {
        rosters.require(form.technicianId());
        Rosters.refuse(shifts.overlap(id, form), "hours");
    }
}
