package io.naichang.parts;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Caller;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.Where;
import io.naichang.sync.Desk;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
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

/// Movements of stock at the desk: the same operation as from a phone.
@Path("/stock-movements")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class StockMovementResource {
    private final StockMovements movements;
    private final KnownVisits visits;
    private final Desk desk;
    private final Caller caller;
    private final Clock clock;

    StockMovementResource(StockMovements movements, KnownVisits visits, Desk desk, Caller caller, Clock clock) {
        this.movements = movements;
        this.visits = visits;
        this.desk = desk;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "StockMovementFacts")
    record Facts(
            UUID userId,
            @Nullable UUID deviceId,
            Instant at,
            @Nullable Instant voidedAt) {}

    @Schema(
            name = "StockMovement",
            allOf = {Identity.class, MovementForm.class, Facts.class})
    interface Shown {}

    @Schema(
            name = "NewStockMovement",
            allOf = {Identity.Own.class, MovementForm.class})
    interface New {}

    @Schema(name = "StockMovementPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listStockMovements",
            summary = "Movements of stock by time, voided ones too",
            description =
                    "`locationId` is where from or where to; `from` and `to` bound the time at which it happened.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("partId") @Nullable UUID partId,
            @QueryParam("locationId") @Nullable UUID locationId,
            @QueryParam("visitId") @Nullable UUID visitId,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .and("t.part_id = ?", partId)
                .and("? IN (t.from_location_id, t.to_location_id)", locationId)
                .and("t.visit_id = ?", visitId)
                .and("t.at >= ?", from)
                .and("t.at < ?", to);
        return desk.list(StockMovements.LISTING, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getStockMovement", summary = "A movement of stock")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(StockMovements.LISTING, id);
    }

    @POST
    @Idempotent
    @RolesAllowed({"storekeeper", "dispatcher"})
    @Operation(operationId = "createStockMovement", summary = "Post a movement of stock", description = """
                    It is taken as a fact; a balance below zero opens a discrepancy. Only a transfer is refused if less lies \
                    there (not-on-hand). consume: from. receive: to. transfer: both. return: to, and from if it comes from a location. \
                    count: one location, counted and expected; it posts counted − expected.""")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(
                StockMovements.LISTING,
                body,
                MovementForm.class,
                id -> movements.findByIdOptional(id).map(StockMovement::form),
                this::post);
    }

    private void post(UUID id, MovementForm form) {
        form.fault().ifPresent(fault -> {
            throw Problem.invalid("invalid", fault.field(), fault.reason());
        });
        movements.unknown(form).ifPresent(unknown -> {
            throw Problem.invalid(unknown.code(), unknown.field(), unknown.reason());
        });
        if (form.visitId() != null) {
            visits.require(form.visitId());
        }
        movements.shortage(form).ifPresent(onHand -> {
            throw Problem.conflict("not-on-hand", "Less than that lies at this location.")
                    .with("field", "quantity")
                    .with("onHand", Quantity.normal(onHand));
        });
        movements.post(new StockMovement(id, form, new StockMovement.By(caller.user(), null, clock.instant())));
    }
}
