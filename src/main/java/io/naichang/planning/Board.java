package io.naichang.planning;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.planning.Proposal.Told;
import io.naichang.shifts.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A region's days as a board shows them.
///
/// @param districts site → the district (amphoe, khet) of its address, to write on a map
/// @param roads where the travel times come from
/// @param rescue how to save what is in danger; null if there is nothing to ask a replan for
/// @param tiles where a map's tiles are, with `{z}`, `{x}` and `{y}`, if the operator has set a server
@Schema(name = "DayBoard")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Board(
        @Schema(required = true) Instant at,
        @Schema(required = true) String timeZone,
        @Schema(required = true) List<Technician> technicians,
        @Schema(required = true) List<Visit> visits,
        @Schema(required = true) Map<UUID, String> districts,
        @Schema(required = true) Proposal.Roads roads,
        @Nullable Rescue rescue,
        @Nullable String tiles) {
    /// A replan of least change for what is in danger: all but `visitIds` is what `POST /route-plans` asks for.
    ///
    /// @param changeBudget of the policy, more if more than half of it is in danger
    /// @param visitIds what is in danger and can be planned anew
    /// @param againVisitIds where nobody was let in: to be reopened and planned again
    @Schema(name = "BoardRescue")
    record Rescue(
            @Schema(required = true) UUID regionId,
            @Schema(required = true) Instant from,
            @Schema(required = true) Instant to,
            @Schema(required = true) String mode,
            @Schema(required = true) int changeBudget,

            @Schema(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
            Duration freeze,

            @Schema(required = true) List<UUID> visitIds,
            @Schema(required = true) List<UUID> againVisitIds) {}

    /// @param workingTimes when he can be given work; absences are cut out
    /// @param reason why he cannot be given any
    @Schema(name = "BoardTechnician")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Technician(
            @Schema(required = true) UUID id,
            @Schema(required = true) String name,
            @Nullable Double lat,
            @Nullable Double lon,
            @Schema(required = true) Map<String, Integer> skills,
            @Schema(required = true) List<String> tools,
            @Schema(required = true) List<WorkingTime> workingTimes,
            @Nullable Told reason) {}

    /// @param expectedStart when it is likely to begin, or began
    /// @param travelMinutes driving to it from where the technician was before
    /// @param dangers why its plan or promise is in danger; none if it is not
    @Schema(name = "BoardVisit")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Visit(
            @Schema(required = true) UUID id,
            @Schema(required = true) String number,
            @Schema(required = true) String title,
            @Schema(required = true) String kind,
            @Schema(required = true) String priority,
            @Schema(required = true) String status,
            @Schema(required = true) UUID customerId,
            @Schema(required = true) String customerName,
            @Schema(required = true) UUID siteId,
            @Schema(required = true) String siteName,
            @Nullable Double lat,
            @Nullable Double lon,
            @Schema(required = true) int minutes,
            @Schema(required = true) List<String> requiredSkills,
            @Nullable UUID technicianId,
            @Schema(required = true) List<UUID> crewIds,
            @Nullable Instant plannedStart,
            @Nullable Instant plannedEnd,
            @Nullable Instant windowStart,
            @Nullable Instant windowEnd,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant expectedStart,
            @Nullable Instant expectedEnd,
            @Nullable Integer travelMinutes,
            @Nullable Integer travelMeters,
            @Schema(required = true) List<Told> dangers) {
        /// @param found where the engine sees it, if it does
        static Visit of(Scene scene, Scene.Row row, Slots.@Nullable At found, List<Told> dangers) {
            Slots.At at = row.technician() == null ? null : found;
            Instant start = row.startedAt() != null || at == null
                    ? row.startedAt()
                    : scene.at(at.call().start());
            Instant end = row.finishedAt() != null || at == null
                    ? row.finishedAt()
                    : scene.at(at.call().end());
            return new Visit(
                    row.id(),
                    row.number(),
                    row.title(),
                    row.kind(),
                    row.priority(),
                    row.status(),
                    row.customer(),
                    row.customerName(),
                    row.site(),
                    row.siteName(),
                    row.lat(),
                    row.lon(),
                    row.minutes(),
                    row.skills(),
                    row.technician(),
                    row.crew(),
                    row.plannedStart(),
                    row.plannedEnd(),
                    row.windowStart(),
                    row.windowEnd(),
                    row.startedAt(),
                    row.finishedAt(),
                    start,
                    end,
                    at == null ? null : (at.call().travel() + 59) / 60,
                    at == null ? null : at.call().meters(),
                    dangers);
        }
    }
}
