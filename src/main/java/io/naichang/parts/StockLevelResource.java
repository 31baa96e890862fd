package io.naichang.parts;

import io.naichang.platform.PageRequest;
import io.naichang.platform.Where;
import io.naichang.sync.Desk;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Levels of stock at the desk.
@Path("/stock-levels")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class StockLevelResource {
    private final Desk desk;

    StockLevelResource(Desk desk) {
        this.desk = desk;
    }

    @Schema(name = "StockLevel")
    record Shown(
            UUID id,
            int version,
            UUID partId,
            String sku,
            String partName,
            UUID locationId,
            String locationName,
            String locationKind,
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal available) {}

    @Schema(name = "StockLevelPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listStockLevels",
            summary = "What lies where, by stock number",
            description = "A level below zero means that more was taken than anybody had booked in.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("locationId") @Nullable UUID locationId,
            @QueryParam("partId") @Nullable UUID partId,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where().and("t.location_id = ?", locationId).and("t.part_id = ?", partId);
        return desk.list(StockLevels.LISTING, where, page);
    }
}
