package io.naichang.parts;

import io.naichang.platform.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Where a part can be had; asked at the desk, and by technicians who are online.
@Path("/parts/{id}/availability")
@RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class AvailabilityResource {
    private final PartAvailability availability;

    AvailabilityResource(PartAvailability availability) {
        this.availability = availability;
    }

    @GET
    @Operation(operationId = "getPartAvailability", summary = "Where a part can be had", description = """
                    Every location with what lies there, is reserved and is free, nearest first if lat and lon are given; \
                    what an order of today would promise (the day of order is the first of the lead time); \
                    and the same of its substitutes.""")
    public PartAvailability.Answer get(
            @RestPath UUID id,
            @QueryParam("lat") @Nullable @DecimalMin("-90") @DecimalMax("90") Double lat,
            @QueryParam("lon") @Nullable @DecimalMin("-180") @DecimalMax("180") Double lon) {
        if ((lat == null) != (lon == null)) {
            throw Problem.invalid("invalid", lat == null ? "lat" : "lon", "A position has both.");
        }
        return availability.at(id, lat, lon);
    }
}
