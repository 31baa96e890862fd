package io.naichang.visits;

import io.naichang.platform.CommonEra;
import io.naichang.platform.Problem;
import io.naichang.sync.Desk;
import io.naichang.visits.StepOutcome.Lost;
import io.naichang.visits.StepOutcome.Stepped;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The office's own steps of a visit: who goes when, taken back, called off, reopened, reviewed.
@Path("/visits/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "admin"})
@Transactional
class VisitPlanResource {
    private final Visits visits;
    private final Assignments assignments;
    private final OfficeSteps steps;
    private final Desk desk;
    private final Clock clock;

    VisitPlanResource(Visits visits, Assignments assignments, OfficeSteps steps, Desk desk, Clock clock) {
        this.visits = visits;
        this.assignments = assignments;
        this.steps = steps;
        this.desk = desk;
        this.clock = clock;
    }

    /// @param doubleBooked true plans it although the technician is busy then
    record Schedule(
            @NotNull UUID technicianId,
            @Nullable @Size(max = 20) List<@NotNull UUID> crewIds,
            @NotNull @CommonEra Instant plannedStart,
            @NotNull @CommonEra Instant plannedEnd,
            @CommonEra @Nullable Instant windowStart,
            @CommonEra @Nullable Instant windowEnd,
            @Nullable Boolean doubleBooked) {
        @Schema(hidden = true)
        @AssertTrue(message = "plannedEnd: must be after plannedStart, at most 14 days")
        boolean isPlanInOrder() {
            return plannedStart == null
                    || plannedEnd == null
                    || (plannedStart.isBefore(plannedEnd)
                            && plannedEnd.isBefore(plannedStart.plusSeconds(14 * 86_400L)));
        }

        @Schema(hidden = true)
        @AssertTrue(message = "windowEnd: a window has a start and a later end")
        boolean isWindowInOrder() {
            return windowStart == null ? windowEnd == null : windowEnd != null && windowStart.isBefore(windowEnd);
        }

        Plan plan() {
            Plan.Window window =
                    windowStart == null || windowEnd == null ? null : new Plan.Window(windowStart, windowEnd);
            List<UUID> crew = crewIds == null ? List.of() : crewIds;
            return new Plan(technicianId, crew, plannedStart, plannedEnd, window, Boolean.TRUE.equals(doubleBooked));
        }
    }

    /// @param reason kept in the history, and read by the technicians whom the step concerns
    record Reason(@NotBlank @Size(max = 500) String reason) {}

    /// @param reason kept in the history, and read by the technicians whom the step concerns
    /// @param doubleBooked true gives it back its time although the technician is busy then
    record Reopening(
            @NotBlank @Size(max = 500) String reason,
            @Nullable Boolean doubleBooked) {}

    @POST
    @Path("/schedule")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "scheduleVisit",
            summary = "Plan who goes when",
            description =
                    "Also moves a planned visit. 409 double-booked if a technician is busy then, 409 visit-… if work has begun.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitResource.Shown.class)))
    public Response schedule(
            @RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Schedule request) {
        assignments.requireTechnicians(request.plan());
        return step(id, ifMatch, "schedule", null, visit -> planned(visit, visit.schedule(request.plan())));
    }

    @POST
    @Path("/dispatch")
    @Operation(
            operationId = "dispatchVisit",
            summary = "Send a planned visit to its technician",
            description = "409 technician-disabled if he was disabled since.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitResource.Shown.class)))
    public Response dispatch(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(id, ifMatch, "dispatch", null, visit -> {
            assignments.requireActive(visit);
            return visit.dispatch();
        });
    }

    @POST
    @Path("/unschedule")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "unscheduleVisit",
            summary = "Take a visit back from whoever has it",
            description =
                    "Nobody has it then; what its customer was told stands, and its planned time as a wish. Also while somebody is on the way to it. Work that a "
                            + "technician reports afterwards still counts: physical facts beat plans. 409 visit-… if work has begun.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitResource.Shown.class)))
    public Response unschedule(
            @RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Reason request) {
        return step(id, ifMatch, "unschedule", request.reason(), Visit::unschedule);
    }

    @POST
    @Path("/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(
            operationId = "cancelVisit",
            summary = "Call a visit off",
            description = "Work that a technician reports afterwards still counts: physical facts beat plans.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitResource.Shown.class)))
    public Response cancel(
            @RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Reason request) {
        return step(id, ifMatch, "cancel", request.reason(), visit -> visit.cancel(request.reason()));
    }

    @POST
    @Path("/reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reopenVisit",
            summary = "Put a visit that is done, cancelled or waiting back into the plan",
            description =
                    "Somebody comes again: where nobody was let in, or when the part is there. Nobody has it if the time that it was planned for is over. 409 double-booked if its technician has another visit at its time by now.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitResource.Shown.class)))
    public Response reopen(
            @RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Reopening request) {
        boolean doubleBooked = Boolean.TRUE.equals(request.doubleBooked());
        return step(
                id,
                ifMatch,
                "reopen",
                request.reason(),
                visit -> planned(visit, visit.reopen(doubleBooked, clock.instant())));
    }

    @POST
    @Path("/approve")
    @RolesAllowed({"dispatcher", "manager", "admin"})
    @Operation(operationId = "approveVisit", summary = "Close a reviewed visit")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitResource.Shown.class)))
    public Response approve(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(id, ifMatch, "approve", null, visit -> visit.approve(clock.instant()));
    }

    private StepOutcome planned(Visit visit, StepOutcome outcome) {
        if (outcome instanceof Stepped) {
            assignments.requireFree(visit);
        }
        return outcome;
    }

    /// If-Match is optional here: a step names what it wants, and its guards refuse what no longer fits.
    private Response step(
            UUID id,
            @Nullable String ifMatch,
            String name,
            @Nullable String reason,
            Function<Visit, StepOutcome> step) {
        return desk.change(Visits.LISTING, id, ifMatch == null ? "*" : ifMatch, () -> {
            if (steps.take(id, name, reason, step) instanceof Lost(String code, String why)) {
                throw Problem.conflict(code, why)
                        .with("visitStatus", visits.get(id).status().wire());
            }
        });
    }
}
