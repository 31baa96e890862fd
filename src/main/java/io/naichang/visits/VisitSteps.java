package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The history of every step of a visit, which nobody can change.
@ApplicationScoped
class VisitSteps {
    private final Sql sql;

    VisitSteps(Sql sql) {
        this.sql = sql;
    }

    /// One step as it is written down.
    ///
    /// @param at when it happened, by the corrected clock
    record Step(
            String name,
            Instant at,
            @Nullable UUID user,
            @Nullable UUID device,
            @Nullable String reason,
            @Nullable ObjectNode position) {}

    /// A step as the desk sees it.
    ///
    /// @param technicianId who had the visit after it, and
    /// @param plannedStart for when
    @Schema(name = "VisitStep")
    record Shown(
            @Schema(required = true) String step,
            @Schema(required = true) String status,
            @Schema(required = true) Instant at,
            @Nullable UUID userId,
            @Nullable UUID deviceId,
            @Nullable String reason,
            @Nullable UUID technicianId,
            @Nullable Instant plannedStart,
            @Nullable Double lat,
            @Nullable Double lon) {}

    void add(Visit visit, Step step) {
        sql.update(
                "INSERT INTO visit_step (visit_id, step, status, at, user_id, device_id, reason, technician_id, planned_start, lat, lon) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                visit.id(),
                step.name(),
                visit.status().wire(),
                step.at(),
                step.user(),
                step.device(),
                step.reason(),
                visit.technicianId(),
                visit.plannedStart(),
                degrees(step.position(), "lat"),
                degrees(step.position(), "lon"));
    }

    private static @Nullable Double degrees(@Nullable ObjectNode position, String name) {
        JsonNode value = position == null ? null : position.get(name);
        return value == null ? null : value.doubleValue();
    }

    /// All steps in the order in which the server learnt of them.
    ArrayNode of(UUID visit) {
        ArrayNode steps = Json.MAPPER.createArrayNode();
        sql.list("""
                        SELECT jsonb_strip_nulls(jsonb_build_object('step', step, 'status', status, 'at', wire(at), 'userId', user_id,
                            'deviceId', device_id, 'reason', reason, 'technicianId', technician_id, 'plannedStart', wire(planned_start), 'lat', lat, 'lon', lon))::text
                        FROM visit_step WHERE visit_id = ? ORDER BY id
                        """, row -> Json.parse(row.getString(1)), visit).forEach(steps::add);
        return steps;
    }
}
