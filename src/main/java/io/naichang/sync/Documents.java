package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.IfMatch;
import io.naichang.platform.Json;
import io.naichang.platform.Listing;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The recorded state of synced rows: what phones and desk see, with its version.
@ApplicationScoped
public class Documents {
    private static final String COLUMNS = "collection, id, version, doc::text, field_versions::text, deleted";

    private final Sql sql;

    Documents(Sql sql) {
        this.sql = sql;
    }

    /// A row's recorded state.
    ///
    /// @param fieldVersions field → [version, device or null, seq or null] of its last change
    record Document(
            String collection, UUID id, int version, ObjectNode doc, ObjectNode fieldVersions, boolean deleted) {
        /// A field's value; JSON null if it is absent. `answers.item-3` reaches into the map.
        JsonNode value(String field) {
            int dot = field.indexOf('.');
            JsonNode found = dot < 0
                    ? doc.path(field)
                    : doc.path(field.substring(0, dot)).path(field.substring(dot + 1));
            return found instanceof MissingNode ? NullNode.getInstance() : found;
        }

        /// The base to merge from: the phone's, unless it names a version that never was. Then nobody knows what the
        /// user saw, and whatever others wrote counts as written after it.
        int trusted(int base) {
            return base > version ? 0 : base;
        }

        /// True if somebody else than the device changed the field after `base`.
        boolean changedByOthers(String field, int base, @Nullable UUID device) {
            return changedByOthers(fieldVersions.path(field), base, device);
        }

        /// True if somebody else than the device changed any field after `base`.
        boolean changedByOthers(int base, @Nullable UUID device) {
            for (JsonNode each : fieldVersions) {
                if (changedByOthers(each, base, device)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean changedByOthers(JsonNode stamp, int base, @Nullable UUID device) {
            boolean own =
                    device != null && device.toString().equals(stamp.path(1).asText());
            return stamp.path(0).asInt() > base && !own;
        }
    }

    /// How the desk reads rows of a collection: from the feature's own table, aliased `t`.
    ///
    /// @param extra SQL of a jsonb object with what the desk sees beyond the document
    /// @param key SQL text expression that orders lists, never null
    public static Listing listing(String collection, String table, String extra, String key) {
        return new Listing(
                collection,
                table + " t JOIN sync_document d ON d.tenant_id = current_tenant() AND d.collection = '" + collection
                        + "' AND d.id = t.id AND NOT d.deleted",
                "d.id",
                "d.version",
                "d.doc || " + extra,
                key,
                "text");
    }

    /// Locks a row against every other writer, desk or phone, and reads it.
    Optional<Document> lock(String collection, UUID id) {
        return sql.first(
                "SELECT " + COLUMNS
                        + " FROM sync_document WHERE tenant_id = current_tenant() AND collection = ? AND id = ? FOR UPDATE",
                Documents::document,
                collection,
                id);
    }

    /// Locks many rows in the order that all writers keep, so that none waits in a circle.
    void lockAll(List<String> collections, List<UUID> ids) {
        if (!ids.isEmpty()) {
            sql.list(
                    "SELECT 1 FROM sync_document d JOIN (SELECT DISTINCT c, i FROM unnest(?, ?) AS u (c, i)) u"
                            + " ON d.collection = u.c AND d.id = u.i WHERE d.tenant_id = current_tenant()"
                            + " ORDER BY d.collection, d.id FOR UPDATE OF d",
                    row -> row.getInt(1),
                    collections,
                    ids);
        }
    }

    /// Locks a row for a change at the desk and checks `If-Match`.
    ///
    /// @throws Problem 404 `not-found`, 428 `precondition-required` without If-Match, 412 `stale` if it changed
    public void lockForDesk(String collection, UUID id, @Nullable String ifMatch) {
        Document document =
                lock(collection, id).filter(each -> !each.deleted()).orElseThrow(() -> Problem.missing("not-found"));
        IfMatch.check(ifMatch, document.version());
    }

    /// The recorded version of a row; 0 if it has not been recorded.
    public int version(String collection, UUID id) {
        return lock(collection, id).map(Document::version).orElse(0);
    }

    /// A field's value at a version, from the history; JSON null if it had none.
    JsonNode valueAt(String collection, UUID id, String field, int version) {
        return sql.first(
                        "SELECT value::text FROM field_change WHERE tenant_id = current_tenant() AND collection = ? AND id = ? AND field = ?"
                                + " AND version <= ? ORDER BY version DESC LIMIT 1",
                        row -> Json.parse(row.getString(1)),
                        collection,
                        id,
                        field,
                        version)
                .orElse(NullNode.getInstance());
    }

    /// True if somebody else than the device changed the field after `base`, even if the device changed it once more
    /// since: the last change alone does not tell.
    boolean othersChanged(String collection, UUID id, String field, int base, @Nullable UUID device) {
        return sql.first(
                        "SELECT 1 FROM field_change WHERE tenant_id = current_tenant() AND collection = ? AND id = ? AND field = ?"
                                + " AND version > ? AND device_id IS DISTINCT FROM ?::uuid LIMIT 1",
                        row -> row.getInt(1),
                        collection,
                        id,
                        field,
                        base,
                        device)
                .isPresent();
    }

    private static Document document(ResultSet row) throws SQLException {
        return new Document(
                row.getString(1),
                row.getObject(2, UUID.class),
                row.getInt(3),
                Json.object(row.getString(4)),
                Json.object(row.getString(5)),
                row.getBoolean(6));
    }
}
