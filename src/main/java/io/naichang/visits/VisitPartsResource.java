package io.naichang.visits;

import io.naichang.customers.Sites;
import io.naichang.parts.PartAvailability;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/// Parts as seen from where a visit takes place.
@Path("/visits/{id}/parts/{partId}/availability")
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class VisitPartsResource {
    private final Visits visits;
    private final Sites sites;
    private final PartAvailability availability;

    VisitPartsResource(Visits visits, Sites sites, PartAvailability availability) {
        this.visits = visits;
        this.sites = sites;
        this.availability = availability;
    }

    @GET
    @Operation(
            operationId = "getVisitPartAvailability",
            summary = "Where a part can be had for a visit",
            description = "As getPartAvailability, with distances from the visit's site where its position is known.")
    public PartAvailability.Answer get(@RestPath UUID id, @RestPath UUID partId) {
        return sites.position(visits.get(id).siteId())
                .map(place -> availability.at(partId, place[0], place[1]))
                .orElseGet(() -> availability.at(partId, null, null));
    }
}
