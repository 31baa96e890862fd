package io.naichang.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Visits as this feature, which must not depend on theirs, can know them: by their table.
@ApplicationScoped
class OpenVisits {
    private final Sql sql;

    OpenVisits(Sql sql) {
        this.sql = sql;
    }

    /// For the API's description only.
    @Schema(name = "OpenVisit", description = "What somebody was given, and is neither done nor cancelled.")
    record OpenVisit(
            @Schema(required = true) UUID id,
            @Schema(required = true) String number,
            @Schema(required = true) String title,
            @Schema(required = true) String status,
            @Nullable Instant plannedStart) {}

    /// What a technician was given, alone or with a crew, and has not finished, by its time.
    JsonNode of(UUID technician) {
        return sql.first("""
                        SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                                'id', id, 'number', number, 'title', title, 'status', status,
                                'plannedStart', wire(planned_start))) ORDER BY planned_start, id), '[]')::text
                        FROM visit
                        WHERE tenant_id = current_tenant() AND deleted_at IS NULL AND status NOT IN ('done', 'cancelled')
                          AND (technician_id = ? OR ? = ANY (crew_ids))
                        """, row -> Json.parse(row.getString(1)), technician, technician)
                .orElseThrow();
    }
}
