package io.naichang.parts;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.PageRequest;
import io.naichang.platform.References;
import io.naichang.platform.Where;
import io.naichang.sync.Desk;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Stock kept for visits.
@Path("/parts/reservations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class ReservationResource {
    private final Reservations reservations;
    private final KnownVisits visits;
    private final References references;
    private final Desk desk;

    ReservationResource(Reservations reservations, KnownVisits visits, References references, Desk desk) {
        this.reservations = reservations;
        this.visits = visits;
        this.references = references;
        this.desk = desk;
    }

    @Schema(name = "ReservationFacts")
    record Facts(
            @Schema(description = "What the visit has not consumed from there yet.")
            BigDecimal outstanding) {}

    @Schema(
            name = "Reservation",
            allOf = {Identity.class, ReservationForm.class, Facts.class})
    interface Shown {}

    @Schema(
            name = "NewReservation",
            allOf = {Identity.Own.class, ReservationForm.class})
    interface New {}

    @Schema(name = "ReservationPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(operationId = "listReservations", summary = "Reservations")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("visitId") @Nullable UUID visitId,
            @QueryParam("partId") @Nullable UUID partId,
            @QueryParam("locationId") @Nullable UUID locationId,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .and("t.visit_id = ?", visitId)
                .and("t.part_id = ?", partId)
                .and("t.location_id = ?", locationId);
        return desk.list(Reservations.LISTING, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getReservation", summary = "A reservation")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Reservations.LISTING, id);
    }

    @POST
    @Idempotent
    @RolesAllowed({"storekeeper", "dispatcher"})
    @Operation(
            operationId = "createReservation",
            summary = "Keep stock for a visit",
            description = "At most one for each visit, part and location; 409 not-available if less is free there.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(Reservations.LISTING, body, ReservationForm.class, reservations::form, (id, form) -> {
            visits.require(form.visitId());
            references.require("part", "partId", form.partId());
            references.require("location", "locationId", form.locationId());
            reservations.add(id, form);
        });
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({"storekeeper", "dispatcher"})
    @Operation(operationId = "deleteReservation", summary = "Set reserved stock free")
    public void delete(@RestPath UUID id) {
        reservations.release(id);
    }
}
