package io.naichang.planning;

import io.naichang.platform.CommonEra;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Who could take a visit, for the telephone and the board.
@Path("/visits/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "admin"})
class OptionsResource {
    private final Options options;

    OptionsResource(Options options) {
        this.options = options;
    }

    @GET
    @Path("/candidates")
    @Operation(
            operationId = "getVisitCandidates",
            summary = "Who could take a visit, and when",
            description =
                    "The best first; after what is possible come the nearest misses with what they miss. from is now and to three days later unless they are given.")
    public Options.Ranking candidates(
            @RestPath UUID id,
            @QueryParam("from") @CommonEra @Nullable Instant from,
            @QueryParam("to") @CommonEra @Nullable Instant to,
            @QueryParam("limit") @DefaultValue("10") @Min(1) @Max(100) int limit) {
        return options.ranked(id, from, to, limit);
    }

    /// @param start when the visit shall begin
    record Drop(
            @NotNull UUID technicianId, @NotNull @CommonEra Instant start) {}

    @POST
    @Path("/check-drop")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "checkVisitDrop",
            summary = "May a visit be dropped here?",
            description =
                    "Answers whether the technician can begin at this time, or as soon after as he can, and what it costs; else why not. Changes nothing.")
    public Options.Option check(@RestPath UUID id, @Valid @NotNull Drop request) {
        return options.drop(id, request.technicianId(), request.start());
    }
}
