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

/// The roster of who is on call.
@Path("/on-calls")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "manager", "admin"})
@Transactional
class OnCallResource {
    private final OnCalls onCalls;
    private final Rosters rosters;
    private final Views views;
    private final MergePatch mergePatch;
    private final UriInfo uri;

    OnCallResource(OnCalls onCalls, Rosters rosters, Views views, MergePatch mergePatch, UriInfo uri) {
        this.onCalls = onCalls;
        this.rosters = rosters;
        this.views = views;
        this.mergePatch = mergePatch;
        this.uri = uri;
    }

    @Schema(
            name = "OnCall",
            allOf = {Identity.class, OnCallForm.class})
    interface Shown {}

    @Schema(
            name = "NewOnCall",
            allOf = {Identity.Own.class, OnCallForm.class})
    interface New {}

    @Schema(name = "OnCallPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @RolesAllowed({"technician", "dispatcher", "agent", "manager", "admin"})
    @Operation(
            operationId = "listOnCalls",
            summary = "Who is on call, by start",
            description = "Technicians see their own.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("technicianId") @Nullable UUID technicianId,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @BeanParam @Valid PageRequest page) {
        Where where = rosters.visible(technicianId).and("t.ends_at > ?", from).and("t.starts_at < ?", to);
        return views.page(OnCalls.LISTING, where, page).ok(uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"technician", "dispatcher", "agent", "manager", "admin"})
    @Operation(operationId = "getOnCall", summary = "A turn of being on call")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        rosters.requireVisible(onCalls.find(id).map(OnCallForm::technicianId).orElse(null));
        return views.get(OnCalls.LISTING, id).ok();
    }

    @POST
    @Idempotent
    @Operation(
            operationId = "createOnCall",
            summary = "Put a technician on call",
            description = "409 overlaps if he is on call at that time already.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        MergePatch.Creation<OnCallForm> wanted = mergePatch.create(body, OnCallForm.class);
        if (!wanted.repeats(onCalls.find(wanted.id()))) {
            check(wanted.id(), wanted.form());
            onCalls.add(wanted.id(), wanted.form());
            rosters.changed("on-call-created", OnCalls.LISTING.collection(), wanted.id(), body);
        }
        return views.get(OnCalls.LISTING, wanted.id()).created(uri);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchOnCall",
            summary = "Change a turn of being on call",
            description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = OnCallForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        OnCallForm form = mergePatch.apply(onCalls.lock(id, ifMatch), patch);
        check(id, form);
        onCalls.amend(id, form);
        rosters.changed("on-call-changed", OnCalls.LISTING.collection(), id, patch);
        return views.get(OnCalls.LISTING, id).ok();
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "deleteOnCall", summary = "Take a turn of being on call away")
    public void delete(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        onCalls.lock(id, ifMatch);
        onCalls.delete(id);
        rosters.changed("deleted", OnCalls.LISTING.collection(), id, null);
    }

    private void check(UUID id, OnCallForm form) {
        rosters.require(form.technicianId());
        Rosters.refuse(onCalls.overlap(id, form), "from");
    }
}
