package io.naichang.shifts;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Absences. What they mean for planned visits: whoever plans hears of [WorkingTimes.TechnicianAbsent].
@Path("/absences")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "manager", "admin"})
@Transactional
class AbsenceResource {
    private final Absences absences;
    private final AbsenceReports reports;
    private final Rosters rosters;
    private final Views views;
    private final MergePatch mergePatch;
    private final UriInfo uri;

    AbsenceResource(
            Absences absences,
            AbsenceReports reports,
            Rosters rosters,
            Views views,
            MergePatch mergePatch,
            UriInfo uri) {
        this.absences = absences;
        this.reports = reports;
        this.rosters = rosters;
        this.views = views;
        this.mergePatch = mergePatch;
        this.uri = uri;
    }

    @Schema(
            name = "Absence",
            allOf = {Identity.class, AbsenceForm.class})
    interface Shown {}

    @Schema(
            name = "NewAbsence",
            allOf = {Identity.Own.class, AbsenceForm.class})
    interface New {}

    @Schema(name = "AbsencePage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @RolesAllowed({"technician", "dispatcher", "agent", "manager", "admin"})
    @Operation(operationId = "listAbsences", summary = "Absences by start", description = "Technicians see their own.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("technicianId") @Nullable UUID technicianId,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @BeanParam @Valid PageRequest page) {
        Where where = rosters.visible(technicianId).and("t.ends_at > ?", from).and("t.starts_at < ?", to);
        return views.page(Absences.LISTING, where, page).ok(uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"technician", "dispatcher", "agent", "manager", "admin"})
    @Operation(operationId = "getAbsence", summary = "An absence")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        rosters.requireVisible(absences.find(id).map(AbsenceForm::technicianId).orElse(null));
        return views.get(Absences.LISTING, id).ok();
    }

    @POST
    @Idempotent
    @RolesAllowed({"technician", "dispatcher", "manager", "admin"})
    @Operation(
            operationId = "createAbsence",
            summary = "Say that a technician is away",
            description =
                    "What is planned for him stays planned until somebody moves it. 409 overlaps if he is away at that time already."
                            + " Technicians report themselves, sick or van-broken: of anybody else 403 not-permitted, of another kind or for more than 31 days 400 invalid.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        MergePatch.Creation<AbsenceForm> wanted = mergePatch.create(body, AbsenceForm.class);
        requireOwnToReport(wanted.form());
        if (!wanted.repeats(absences.find(wanted.id()))) {
            check(wanted.id(), wanted.form());
            reports.add(wanted.id(), wanted.form());
        }
        return views.get(Absences.LISTING, wanted.id()).created(uri);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchAbsence",
            summary = "Change an absence",
            description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = AbsenceForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        AbsenceForm before = absences.lock(id, ifMatch);
        AbsenceForm form = mergePatch.apply(before, patch);
        check(id, form);
        reports.amend(id, before, form, patch);
        return views.get(Absences.LISTING, id).ok();
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "deleteAbsence", summary = "Take an absence back")
    public void delete(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        absences.lock(id, ifMatch);
        reports.delete(id);
    }

    /// Whose day it is says so first when it ends; what was agreed beforehand, a holiday, is the office's to write.
    private void requireOwnToReport(AbsenceForm form) {
        UUID own = rosters.reportsOnly();
        if (own != null && !own.equals(form.technicianId())) {
            throw Problem.of(403, "not-permitted", "Technicians report themselves only.");
        }
        if (own != null && !AbsenceForm.REPORTED.contains(form.kind())) {
            throw Problem.invalid("invalid", "kind", "Technicians report sick and van-broken.");
        }
        if (own != null && form.exceedsReport()) {
            throw Problem.invalid("invalid", "until", "Technicians report at most 31 days at once.");
        }
    }

    private void check(UUID id, AbsenceForm form) {
        rosters.require(form.technicianId());
        Rosters.refuse(absences.overlap(id, form), "from");
    }
}
