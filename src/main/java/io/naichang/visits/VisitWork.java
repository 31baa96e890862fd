package io.naichang.visits;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a visit shows beyond its form; only commands, the plan and the server change it. Describes the answer.
///
/// @param customerName what the customer is called now, for lists
/// @param siteName what the site is called now
/// @param performedBy who did the work, where it was not the technician of the plan as well
@Schema(name = "VisitWork")
record VisitWork(
        String number,
        String customerName,
        String siteName,
        @Nullable UUID technicianId,
        List<UUID> crewIds,
        @Nullable Instant plannedStart,
        @Nullable Instant plannedEnd,
        String status,
        @Nullable String waitingReason,
        @Nullable Instant acceptedAt,
        @Nullable Instant departedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant approvedAt,
        @Nullable String cancelReason,
        String workStatus,
        @Nullable UUID performedBy,
        Evidence evidence) {
    /// What proves the work, and what of it is still missing and on which device.
    @Schema(name = "Evidence")
    record Evidence(boolean complete, List<Missing> missing) {}

    /// A required item without an answer, or a file whose bytes are not here.
    @Schema(name = "MissingEvidence")
    record Missing(
            String kind,
            @Nullable String itemId,
            @Nullable String sha256,
            @Nullable UUID deviceId) {}
}
