package io.naichang.visits;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Time entries at the desk, which only reads them: they are the technicians' own word.
@Path("/time-entries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "manager", "admin"})
@Transactional
class TimeEntryResource {
    private final Desk desk;

    TimeEntryResource(Desk desk) {
        this.desk = desk;
    }

    /// @param startedAt by the phone's clock, as it was sent
    /// @param correctedStart by our clock
    @Schema(name = "TimeEntry")
    record Shown(
            UUID id,
            int version,
            UUID visitId,
            UUID technicianId,
            String kind,
            Instant startedAt,
            Instant endedAt,
            Duration duration,
            Instant correctedStart,
            Instant correctedEnd) {}

    @Schema(name = "TimeEntryPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listTimeEntries",
            summary = "How technicians spent their time, by corrected start",
            description = "Those that lie at least partly between `from` and `to`, by the corrected clock.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("visitId") @Nullable UUID visitId,
            @QueryParam("technicianId") @Nullable UUID technicianId,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .and("t.visit_id = ?", visitId)
                .and("t.technician_id = ?", technicianId)
                .and("t.corrected_end > ?", from)
                .and("t.corrected_start < ?", to);
        return desk.list(TimeEntries.LISTING, where, page);
    }
}
