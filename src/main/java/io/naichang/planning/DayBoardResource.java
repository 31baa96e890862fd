package io.naichang.planning;

import io.naichang.platform.CommonEra;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// A region's days as a board shows them.
@Path("/day-board")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "manager", "admin"})
class DayBoardResource {
    private final DayBoards boards;

    DayBoardResource(DayBoards boards) {
        this.boards = boards;
    }

    @GET
    @Operation(
            operationId = "getDayBoard",
            summary = "All that a board shows of a region's days",
            description =
                    "Technicians with their working times; visits with positions, expected times, the ways between them, and why they are in danger; rescue asks for the replan that saves them with the least change. At most 31 days; without them, today; without regionId, the first region by name.")
    public Board get(
            @QueryParam("regionId") @Nullable UUID regionId,
            @QueryParam("from") @CommonEra @Nullable Instant from,
            @QueryParam("to") @CommonEra @Nullable Instant to) {
        return boards.of(regionId, from, to);
    }
}
