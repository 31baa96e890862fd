package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.Where;
import io.naichang.sync.Changes;
import io.naichang.sync.Desk;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Visits at the desk: what is to be done, and the list of a day. Planning them is [VisitPlanResource].
@Path("/visits")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class VisitResource {
    private final Visits visits;
    private final VisitChecklists checklists;
    private final VisitSteps steps;
    private final VisitPromises promises;
    private final Desk desk;
    private final Changes changes;

    VisitResource(
            Visits visits,
            VisitChecklists checklists,
            VisitSteps steps,
            VisitPromises promises,
            Desk desk,
            Changes changes) {
        this.visits = visits;
        this.checklists = checklists;
        this.steps = steps;
        this.promises = promises;
        this.desk = desk;
        this.changes = changes;
    }

    @Schema(
            name = "Visit",
            allOf = {Identity.class, VisitForm.class, VisitWork.class})
    interface Shown {}

    @Schema(
            name = "NewVisit",
            allOf = {Identity.Own.class, VisitForm.class})
    interface New {
        @Schema(description = "templates whose newest versions become the visit's checklists")
        List<UUID> checklistTemplateIds();
    }

    @Schema(name = "VisitPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    record Addition(@NotNull UUID templateId) {}

    @GET
    @Operation(
            operationId = "listVisits",
            summary = "Visits by planned start",
            description =
                    "from and to bound the planned start (to exclusive); unscheduled visits come last. number is that "
                            + "of one visit, as it is read out on the telephone (V10001).")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @QueryParam("technicianId") @Nullable UUID technicianId,
            @QueryParam("status") @Nullable String status,
            @QueryParam("regionId") @Nullable UUID regionId,
            @QueryParam("siteId") @Nullable UUID siteId,
            @QueryParam("customerId") @Nullable UUID customerId,
            @QueryParam("number") @Nullable @Size(max = 40) String number,
            @BeanParam @Valid PageRequest page) {
        if (status != null && VisitStatus.of(status).isEmpty()) {
            throw Problem.invalid("invalid", "status", "There is no status " + status + ".");
        }
        Where where = new Where()
                .and("t.planned_start >= ?", from)
                .and("t.planned_start < ?", to)
                .and("t.technician_id = ?", technicianId)
                .and("t.status = ?", status)
                .and("t.site_id = ?", siteId)
                .and("t.customer_id = ?", customerId)
                .and("t.number = upper(?)", number)
                .and(
                        "EXISTS (SELECT 1 FROM site s WHERE s.tenant_id = t.tenant_id AND s.id = t.site_id AND s.region_id = ?)",
                        regionId);
        return desk.list(Visits.LISTING, where, page);
    }

    @POST
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(
            operationId = "createVisit",
            summary = "Create a visit",
            description =
                    "The id may be the client's; a repeat answers the first. checklistTemplateIds gives it checklists of the templates' newest versions.")
    @Idempotent
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        List<UUID> templates = checklists.takeTemplates(body);
        return desk.create(
                Visits.LISTING,
                body,
                VisitForm.class,
                id -> visits.findByIdOptional(id).map(Visit::form),
                (id, form) -> checklists.give(visits.add(id, form).id(), templates));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getVisit", summary = "One visit")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Visits.LISTING, id);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(
            operationId = "patchVisit",
            summary = "Change what is to be done, or the report",
            description =
                    "JSON Merge Patch (RFC 7396) with If-Match. Planned fields change by schedule, the status by its own calls.")
    @Consumes({"application/merge-patch+json", "application/json"})
    @RequestBody(content = @Content(schema = @Schema(implementation = VisitForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        return desk.change(Visits.LISTING, id, ifMatch, () -> visits.patch(id, patch));
    }

    @GET
    @Path("/{id}/steps")
    @Operation(operationId = "listVisitSteps", summary = "The history of a visit's steps, with time and place")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = VisitSteps.Shown.class)))
    public ArrayNode steps(@RestPath UUID id) {
        visits.get(id);
        return steps.of(id);
    }

    @GET
    @Path("/{id}/promises")
    @Operation(
            operationId = "listVisitPromises",
            summary = "What the customer was told, one time after the other",
            description = "The last one holds. One without a window says that what was told before was taken back.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = VisitPromises.Shown.class)))
    public ArrayNode promises(@RestPath UUID id) {
        visits.get(id);
        return promises.of(id);
    }

    @POST
    @Path("/{id}/checklists")
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(operationId = "addVisitChecklist", summary = "Give the visit one more checklist: {templateId}")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response addChecklist(@RestPath UUID id, @Valid @NotNull Addition request) {
        return desk.change(Visits.LISTING, id, "*", () -> {
            checklists.give(id, request.templateId(), "templateId");
            changes.touch(Visit.COLLECTION, id);
        });
    }

    @GET
    @Path("/{id}/checklists")
    @Operation(operationId = "listVisitChecklists", summary = "A visit's checklists with their answers")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = VisitChecklists.Shown.class)))
    public ArrayNode checklists(@RestPath UUID id) {
        visits.get(id);
        return checklists.of(id);
    }
}
