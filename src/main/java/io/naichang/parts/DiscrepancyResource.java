package io.naichang.parts;

import io.naichang.platform.PageRequest;
import io.naichang.platform.Where;
import io.naichang.sync.Desk;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Stock that does not add up, at the desk. Discrepancies open and close by movements only.
@Path("/stock-discrepancies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class DiscrepancyResource {
    private final Desk desk;

    DiscrepancyResource(Desk desk) {
        this.desk = desk;
    }

    @Schema(name = "StockDiscrepancy")
    record Shown(
            UUID id,
            int version,
            UUID partId,
            String sku,
            String partName,
            UUID locationId,
            String locationName,
            BigDecimal amount,
            String status,
            Instant openedAt,
            UUID openedByMovementId,
            @Nullable Instant closedAt,
            @Nullable UUID closedByMovementId) {}

    @Schema(name = "StockDiscrepancyPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listStockDiscrepancies",
            summary = "Discrepancies by the time at which they opened",
            description = "`status` is open or closed. At most one is open for each part and location.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("status") @Nullable @Pattern(regexp = "open|closed") String status,
            @QueryParam("locationId") @Nullable UUID locationId,
            @QueryParam("partId") @Nullable UUID partId,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .and("t.location_id = ?", locationId)
                .and("t.part_id = ?", partId)
                .and("CASE WHEN t.closed_at IS NULL THEN 'open' ELSE 'closed' END = ?", status);
        return desk.list(Discrepancies.LISTING, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getStockDiscrepancy", summary = "A discrepancy")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Discrepancies.LISTING, id);
    }
}
