package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Events;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.PageRequest;
import io.naichang.platform.References;
import io.naichang.platform.Where;
import io.naichang.sync.Desk;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
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
import jakarta.ws.rs.core.HttpHeaders;
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

/// Checklist templates at the desk. A checklist keeps the version that it was made of, so changing or withdrawing a
/// template changes no visit.
@Path("/checklist-templates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class ChecklistTemplateResource {
    private final ChecklistTemplates templates;
    private final References references;
    private final Events events;
    private final Desk desk;
    private final Clock clock;

    ChecklistTemplateResource(
            ChecklistTemplates templates, References references, Events events, Desk desk, Clock clock) {
        this.templates = templates;
        this.references = references;
        this.events = events;
        this.desk = desk;
        this.clock = clock;
    }

    @Schema(name = "ChecklistTemplateChange")
    record Change(String changedAt, @Nullable UUID changedBy) {}

    @Schema(
            name = "ChecklistTemplate",
            allOf = {Identity.class, TemplateForm.class, Change.class})
    interface Shown {}

    @Schema(
            name = "NewChecklistTemplate",
            allOf = {Identity.Own.class, TemplateForm.class})
    interface New {}

    @Schema(name = "ChecklistTemplateOverview")
    record Overview(
            UUID id,
            int version,
            @Nullable String key,
            TemplateForm.Title title,
            List<String> visitKinds,
            int itemCount,
            String changedAt,
            @Nullable UUID changedBy) {}

    @Schema(name = "ChecklistTemplatePage")
    record Shelf(List<Overview> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listChecklistTemplates",
            summary = "Checklist templates by Thai title, without their items",
            description = "`visitKind` finds those for one kind of visit, and those for any.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("visitKind") @Nullable @Pattern(regexp = TemplateForm.VISIT_KINDS) String visitKind,
            @QueryParam("key") @Nullable String key,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .and("(t.visit_kinds = '{}' OR ? = ANY (t.visit_kinds))", visitKind)
                .and("t.key = ?", key);
        return desk.list(ChecklistTemplates.OVERVIEW, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getChecklistTemplate",
            summary = "A checklist template",
            description = "The newest version, or the `version` asked for.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id, @QueryParam("version") @Min(1) @Nullable Integer version) {
        return version == null
                ? desk.read(ChecklistTemplates.LISTING, id)
                : templates.version(id, version).ok();
    }

    @POST
    @Idempotent
    @RolesAllowed({"dispatcher", "manager", "admin"})
    @Operation(
            operationId = "createChecklistTemplate",
            summary = "Write a checklist template",
            description = "Items that make no sense are refused with `invalid-template` and all their `problems`.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(ChecklistTemplates.LISTING, body, TemplateForm.class, templates::form, templates::add);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RolesAllowed({"dispatcher", "manager", "admin"})
    @Operation(
            operationId = "patchChecklistTemplate",
            summary = "Make a new version of a checklist template",
            description =
                    "JSON Merge Patch of the form; `items` are replaced as a whole. Visits keep the version that they were given.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TemplateForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        templates.patch(templates.lock(id, ifMatch), patch);
        return desk.read(ChecklistTemplates.LISTING, id);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({"dispatcher", "manager", "admin"})
    @Operation(
            operationId = "deleteChecklistTemplate",
            summary = "Withdraw a checklist template",
            description =
                    "No visit is given it any more; the checklists made of it stay. Refused while anything else refers to it.")
    public void delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        templates.lock(id, ifMatch).withdraw(clock.instant());
        references.refuseIfUsed(ChecklistTemplates.LISTING.collection(), id);
        events.record("deleted", ChecklistTemplates.LISTING.collection(), id, null);
    }
}
