package io.naichang.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Visits as this feature, which must not depend on theirs, can know them: by what sync has recorded.
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

    /// What a technician was given and has not finished, by its time.
    JsonNode of(UUID technician) {
        return sql.first("""
                        SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                                'id', id, 'number', doc -> 'number', 'title', doc -> 'title', 'status', doc -> 'status',
                                'plannedStart', doc -> 'plannedStart')) ORDER BY doc ->> 'plannedStart'), '[]')::text
                        FROM sync_document
                        WHERE tenant_id = current_tenant() AND collection = 'visits' AND NOT deleted
                          AND doc ->> 'technicianId' = ? AND doc ->> 'status' NOT IN ('done', 'cancelled')
                        """, row -> Json.parse(row.getString(1)), technician.toString())
                .orElseThrow();
    }
}
