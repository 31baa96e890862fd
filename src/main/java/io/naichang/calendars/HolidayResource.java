package io.naichang.calendars;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Events;
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

/// Holidays at the desk. A company begins with the public ones of Thailand.
@Path("/holidays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "manager", "admin"})
@Transactional
class HolidayResource {
    private final Holidays holidays;
    private final Views views;
    private final MergePatch mergePatch;
    private final Events events;
    private final UriInfo uri;

    HolidayResource(Holidays holidays, Views views, MergePatch mergePatch, Events events, UriInfo uri) {
        this.holidays = holidays;
        this.views = views;
        this.mergePatch = mergePatch;
        this.events = events;
        this.uri = uri;
    }

    @Schema(
            name = "Holiday",
            allOf = {Identity.class, HolidayForm.class})
    interface Shown {}

    @Schema(
            name = "NewHoliday",
            allOf = {Identity.Own.class, HolidayForm.class})
    interface New {}

    @Schema(name = "HolidayPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
    @Operation(operationId = "listHolidays", summary = "Holidays by day")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("from") @Nullable LocalDate from,
            @QueryParam("to") @Nullable LocalDate to,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where().and("t.day >= ?", from).and("t.day <= ?", to);
        return views.page(Holidays.LISTING, where, page).ok(uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
    @Operation(operationId = "getHoliday", summary = "A holiday")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return views.get(Holidays.LISTING, id).ok();
    }

    @POST
    @Idempotent
    @Operation(
            operationId = "createHoliday",
            summary = "Make a day a holiday",
            description = "409 already-exists if the day is one.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        MergePatch.Creation<HolidayForm> wanted = mergePatch.create(body, HolidayForm.class);
        if (!wanted.repeats(holidays.find(wanted.id()))) {
            holidays.add(wanted.id(), wanted.form());
            events.record("holiday-created", Holidays.LISTING.collection(), wanted.id(), body);
        }
        return views.get(Holidays.LISTING, wanted.id()).created(uri);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchHoliday",
            summary = "Move or rename a holiday",
            description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = HolidayForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        holidays.amend(id, mergePatch.apply(holidays.lock(id, ifMatch), patch));
        events.record("holiday-changed", Holidays.LISTING.collection(), id, patch);
        return views.get(Holidays.LISTING, id).ok();
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "deleteHoliday", summary = "Make a holiday a working day")
    public void delete(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        holidays.lock(id, ifMatch);
        holidays.delete(id);
        events.record("deleted", Holidays.LISTING.collection(), id, null);
    }
}
