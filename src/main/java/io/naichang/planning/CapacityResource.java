package io.naichang.planning;

import io.naichang.platform.CommonEra;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// What can still be promised.
@Path("/capacity")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "manager", "admin"})
@Transactional
class CapacityResource {
    private final Capacities capacities;

    CapacityResource(Capacities capacities) {
        this.capacities = capacities;
    }

    @GET
    @Operation(
            operationId = "getCapacity",
            summary = "Free slots of a region by day",
            description =
                    "Times in which a technician with the skill has nothing planned for so many minutes, less half of the way between the visits before and after at either side. Who books one may still get 409 double-booked: the database has the last word. Without regionId, the first region by name; without days, the next seven.")
    public Capacities.Capacity get(
            @QueryParam("regionId") @Nullable UUID regionId,
            @QueryParam("from") @CommonEra @Nullable Instant from,
            @QueryParam("to") @CommonEra @Nullable Instant to,
            @QueryParam("skill") @Pattern(regexp = NeedsForm.NAME) @Nullable String skill,
            @QueryParam("minutes") @DefaultValue("60") @Min(5) @Max(1440) int minutes) {
        return capacities.of(regionId, from, to, skill, minutes);
    }
}
