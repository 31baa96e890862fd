package io.naichang.shifts;

import io.naichang.calendars.Holidays;
import io.naichang.people.Technicians;
import io.naichang.platform.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What follows from patterns, shifts, absences, on-call and holidays.
@Path("/working-times")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"technician", "dispatcher", "agent", "manager", "admin"})
@Transactional
class WorkingTimeResource {
    private static final Duration UNLESS_SAID = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(31);

    private final WorkingTimes times;
    private final Technicians technicians;
    private final Rosters rosters;
    private final Holidays holidays;
    private final Clock clock;

    WorkingTimeResource(WorkingTimes times, Technicians technicians, Rosters rosters, Holidays holidays, Clock clock) {
        this.times = times;
        this.technicians = technicians;
        this.rosters = rosters;
        this.holidays = holidays;
        this.clock = clock;
    }

    @Schema(name = "WorkingTimeList")
    record Shelf(List<WorkingTime> items) {}

    @GET
    @Operation(
            operationId = "listWorkingTimes",
            summary = "When technicians work",
            description =
                    "Concrete times that meet `from` (the beginning of today) to `to` (a week later), at most 31 days, of one technician,"
                            + " of those of a region, or of all; technicians see their own. Absences are cut out; what they leave of a shift under"
                            + " half an hour is not in it.")
    public Shelf list(
            @QueryParam("technicianId") @Nullable UUID technicianId,
            @QueryParam("regionId") @Nullable UUID regionId,
            @QueryParam("from") @Nullable Instant since,
            @QueryParam("to") @Nullable Instant until) {
        Instant from = since == null ? holidays.today(clock.instant()) : since;
        Instant to = until == null ? from.plus(UNLESS_SAID) : until;
        if (from.isAfter(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problem.invalid(
                    "invalid", until == null ? "from" : "to", "It must be after `from`, by at most 31 days.");
        }
        Set<UUID> wanted = new TreeSet<>(technicians.all());
        if (regionId != null) {
            wanted.retainAll(technicians.inRegion(regionId));
        }
        if (technicianId != null) {
            wanted.retainAll(Set.of(technicianId));
        }
        UUID own = rosters.ownOnly();
        if (own != null) {
            wanted.retainAll(Set.of(own));
        }
        return new Shelf(times.between(wanted, from, to));
    }
}
