package io.naichang.visits;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a visit's customer was told, one time after the other. It is read from the history of the window's two ends, of
/// which often only one was changed: the other is what it was.
@ApplicationScoped
class VisitPromises {
    private final Sql sql;

    VisitPromises(Sql sql) {
        this.sql = sql;
    }

    /// A time that the customer was told.
    ///
    /// @param version the visit's version that began with it
    /// @param at when it was written down
    /// @param userId who wrote it down
    /// @param windowStart from when somebody was to come; none, nor a
    /// @param windowEnd from when on he was late, if it was taken back
    @Schema(name = "VisitPromise")
    record Shown(
            @Schema(required = true) int version,
            @Schema(required = true) Instant at,
            @Nullable UUID userId,
            @Nullable Instant windowStart,
            @Nullable Instant windowEnd) {}

    /// From the first to the one that holds.
    ArrayNode of(UUID visit) {
        List<ObjectNode> changes = sql.list("""
                        SELECT (jsonb_build_object('version', version, 'at', wire(min(at)), 'userId', (array_agg(actor))[1])
                            || jsonb_object_agg(field, value))::text
                        FROM field_change
                        WHERE tenant_id = current_tenant() AND collection = 'visits' AND id = ? AND field IN ('windowStart', 'windowEnd')
                        GROUP BY version ORDER BY version
                        """, row -> (ObjectNode) Json.parse(row.getString(1)), visit);
        ArrayNode promises = Json.MAPPER.createArrayNode();
        ObjectNode before = Json.MAPPER.createObjectNode();
        for (ObjectNode change : changes) {
            before = before.deepCopy().setAll(change);
            promises.add(withoutNulls(before));
        }
        return promises;
    }

    private static ObjectNode withoutNulls(ObjectNode whole) {
        ObjectNode promise = whole.deepCopy();
        promise.properties().removeIf(each -> each.getValue().isNull());
        return promise;
    }
}
