package io.naichang.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.travel.TravelTimes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a route plan would change, row by row, and why; nothing happens until somebody accepts it.
///
/// @param leftOut visits that nobody would have
/// @param kept planned visits that stay where they are although they are in danger there or could not be judged
/// @param moved planned visits that would get another technician or another time; the change budget bounds them
/// @param unchanged planned visits that stay
@Schema(name = "RouteProposal")
@RegisterForReflection
record Proposal(
        @Schema(required = true) List<Change> changes,

        @Schema(required = true, description = "Visits that nobody would have, and why.")
        List<LeftOut> leftOut,

        @Schema(
                required = true,
                description =
                        "Planned visits that stay where they are although they are in danger there or could not be judged, and why.")
        List<LeftOut> kept,

        @Schema(required = true) List<Telling> customersToTell,
        @Schema(required = true) List<Idle> idle,
        @Schema(required = true) List<Cost> costs,

        @Schema(required = true, description = "Planned visits that would get another technician or another time.")
        int moved,

        @Schema(required = true, description = "Planned visits that stay.")
        int unchanged,

        @Schema(required = true, description = "What bounds `moved`.")
        int changeBudget,

        @Schema(required = true) Roads roads) {
    /// Proposals that were stored before they told what is kept have none.
    @SuppressWarnings("NullAway")
    Proposal {
        kept = kept == null ? List.of() : kept;
    }

    /// Where the travel times come from.
    ///
    /// @param service `valhalla`, `osrm` or `estimate`
    /// @param estimated how many ways were estimated although a service was to tell them
    /// @param fault why, in the service's words
    @Schema(name = "PlanRoads")
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Roads(
            @Schema(required = true, description = "valhalla, osrm or estimate.")
            String service,

            @Schema(required = true, description = "How many ways were estimated although a service was to tell them.")
            int estimated,

            @Schema(description = "Why, in the service's words.") @Nullable
            String fault) {
        static final Roads ESTIMATE = new Roads("estimate", 0, null);

        static Roads of(TravelTimes.Found found) {
            return new Roads(found.service(), found.estimated(), found.fault());
        }
    }

    /// A reason for people, with the name of the rule for programs.
    @Schema(name = "PlanningReason")
    @RegisterForReflection
    record Told(
            @Schema(required = true, description = "A code of the lists in planning.md; switch on this.")
            String rule,

            @Schema(required = true) String th,
            @Schema(required = true) String en) {}

    /// Who has a visit and when.
    @Schema(name = "PlannedSlot")
    @RegisterForReflection
    record Slot(
            @Schema(required = true) UUID technicianId,
            @Schema(required = true) String technicianName,
            @Schema(required = true) List<UUID> crewIds,
            @Schema(required = true) Instant start,
            @Schema(required = true) Instant end) {
        List<UUID> technicians() {
            List<UUID> all = new java.util.ArrayList<>(List.of(technicianId));
            all.addAll(crewIds);
            return all;
        }

        /// Whether somebody would have to be at both at once.
        boolean meets(Slot other) {
            return technicians().stream().anyMatch(other.technicians()::contains)
                    && start.isBefore(other.end())
                    && other.start().isBefore(end);
        }
    }

    /// One row of the diff.
    ///
    /// @param kind `assign`, `move`, `shift` (the same technician, a little later or as late as his day runs) or
    ///     `unassign`
    /// @param promised the customer was told a time
    /// @param windowStart from when he was told that somebody comes
    /// @param needs visits whose rows must be accepted with this one, or before it
    /// @param depotId where missing parts are fetched on the way
    @Schema(name = "RouteChange")
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            @Schema(required = true) UUID visitId,
            @Schema(required = true) String number,
            @Schema(required = true) String title,
            @Schema(required = true) String customerName,

            @Schema(
                    required = true,
                    enumeration = {"assign", "move", "shift", "unassign"},
                    description =
                            "assign: nobody had it; shift: the same technician, by no more than the tolerance or as late as his day runs anyway; unassign: nobody would have it.")
            String kind,

            @Schema(required = true, description = "The customer was told a time.")
            boolean promised,

            @Schema(description = "From when he was told that somebody comes.") @Nullable
            Instant windowStart,

            @Schema(description = "Until when.") @Nullable Instant windowEnd,

            @Schema(description = "Who has it now and when; absent if nobody has.") @Nullable
            Slot from,

            @Schema(description = "Who would have it and when; absent if nobody would.") @Nullable
            Slot to,

            @Schema(description = "Where missing parts are fetched on the way.") @Nullable
            UUID depotId,

            @Schema(required = true, description = "Visits whose rows must be accepted with this one, or before it.")
            List<UUID> needs,

            @Schema(required = true) List<Told> reasons) {
        Change needing(List<UUID> others) {
            return new Change(
                    visitId,
                    number,
                    title,
                    customerName,
                    kind,
                    promised,
                    windowStart,
                    windowEnd,
                    from,
                    to,
                    depotId,
                    others,
                    reasons);
        }
    }

    /// A visit that nobody would have, or that stays where it is in danger, and why.
    ///
    /// @param nearest who nearly could
    @Schema(name = "LeftOutVisit")
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LeftOut(
            @Schema(required = true) UUID visitId,
            @Schema(required = true) String number,
            @Schema(required = true) String title,
            @Schema(required = true) String priority,
            @Schema(required = true) List<Told> reasons,
            @Nullable Miss nearest) {}

    /// Who nearly could, and what he misses.
    @Schema(name = "NearestMiss")
    @RegisterForReflection
    record Miss(
            @Schema(required = true) UUID technicianId,
            @Schema(required = true) String technicianName,
            @Schema(required = true) Told reason) {}

    /// A customer whose promise would change.
    @Schema(name = "CustomerToTell")
    @RegisterForReflection
    record Telling(
            @Schema(required = true) UUID visitId,
            @Schema(required = true) String number,
            @Schema(required = true) UUID customerId,
            @Schema(required = true) String customerName,
            @Schema(required = true) Told reason) {}

    /// A technician of the region who gets nothing, and why.
    @Schema(name = "IdleTechnician")
    @RegisterForReflection
    record Idle(
            @Schema(required = true) UUID technicianId,
            @Schema(required = true) String technicianName,
            @Schema(required = true) Told reason) {}

    /// Points of one rule as things stand, and as they would.
    @Schema(name = "RuleCost")
    @RegisterForReflection
    record Cost(
            @Schema(required = true) String rule,
            @Schema(required = true) long before,
            @Schema(required = true) long after) {}
}
