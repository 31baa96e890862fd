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
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The recorded state of synced rows: what phones and desk see, with its version.
@ApplicationScoped
public class Documents {
    private static final String COLUMNS = "collection, id, version, doc::text, field_versions::text, deleted";

    private static final String LOCKED = "naichang.locked";

    private final Sql sql;
    private final TransactionSynchronizationRegistry transaction;

    Documents(Sql sql, TransactionSynchronizationRegistry transaction) {
        this.sql = sql;
        this.transaction = transaction;
    }

    private record Key(String collection, UUID id) {}

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

        /// The version that wrote a field last; 0 if none did.
        int versionOf(String field) {
            return fieldVersions.path(field).path(0).asInt();
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

    /// Locks a row against every other writer, desk or phone, and reads it; once in a transaction, since what we hold
    /// changes by our own hand only.
    Optional<Document> lock(String collection, UUID id) {
        Key key = new Key(collection, id);
        Optional<Document> known = locked().get(key);
        if (known != null) {
            return known;
        }
        Optional<Document> found = sql.first(
                "SELECT " + COLUMNS
                        + " FROM sync_document WHERE tenant_id = current_tenant() AND collection = ? AND id = ? FOR UPDATE",
                Documents::document,
                collection,
                id);
        // A row that is not there cannot be locked: somebody else may make it at any moment.
        found.ifPresent(document -> locked().put(key, found));
        return found;
    }

    /// Locks many rows in the order that all writers keep, so that none waits in a circle. Rows that are not there
    /// count
    /// as missing until this transaction records them: whoever makes them meanwhile, makes us fail at their key.
    void lockAll(List<String> collections, List<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        Map<Key, Optional<Document>> locked = locked();
        for (int i = 0; i < ids.size(); i++) {
            locked.put(new Key(collections.get(i), ids.get(i)), Optional.empty());
        }
        sql.list(
                        "SELECT d.collection, d.id, d.version, d.doc::text, d.field_versions::text, d.deleted"
                                + " FROM sync_document d JOIN (SELECT DISTINCT c, i FROM unnest(?, ?) AS u (c, i)) u"
                                + " ON d.collection = u.c AND d.id = u.i WHERE d.tenant_id = current_tenant()"
                                + " ORDER BY d.collection, d.id FOR UPDATE OF d",
                        Documents::document,
                        collections,
                        ids)
                .forEach(each -> locked.put(new Key(each.collection(), each.id()), Optional.of(each)));
    }

    /// Says that these rows were recorded anew, and so are not what was read of them.
    void changed(String collection, Collection<UUID> ids) {
        ids.forEach(id -> locked().remove(new Key(collection, id)));
    }

    /// Forgets every lock: a savepoint under which some were taken was rolled back, which gave them up.
    void forget() {
        locked().clear();
    }

    @SuppressWarnings("unchecked") // only this class writes under this key
    private Map<Key, Optional<Document>> locked() {
        Object found = transaction.getResource(LOCKED);
        if (found == null) {
            found = new HashMap<Key, Optional<Document>>();
            transaction.putResource(LOCKED, found);
        }
        return (Map<Key, Optional<Document>>) found;
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

    /// True if there is or was such a row.
    public boolean isThere(String collection, UUID id) {
        return sql.first(
                        "SELECT 1 FROM sync_document WHERE tenant_id = current_tenant() AND collection = ? AND id = ?",
                        row -> row.getInt(1),
                        collection,
                        id)
                .isPresent();
    }

    /// The fields of a row as they were at a version, from the history; those that the server works out have none.
    public ObjectNode at(String collection, UUID id, int version) {
        ObjectNode doc = Json.object();
        sql.list(
                "SELECT DISTINCT ON (field) field, value::text FROM field_change WHERE tenant_id = current_tenant()"
                        + " AND collection = ? AND id = ? AND version <= ? ORDER BY field, version DESC",
                row -> put(doc, row.getString(1), Json.parse(row.getString(2))),
                collection,
                id,
                version);
        return doc;
    }

    private static ObjectNode put(ObjectNode doc, String field, JsonNode value) {
        int dot = field.indexOf('.');
        if (value.isNull()) {
            return doc;
        }
        if (dot < 0) {
            return doc.set(field, value);
        }
        String map = field.substring(0, dot);
        ObjectNode members = doc.get(map) instanceof ObjectNode known ? known : doc.putObject(map);
        members.set(field.substring(dot + 1), value);
        return doc;
    }

    /// A field's value when the row was made, in whatever epoch; JSON null if it had none.
    JsonNode firstValue(String collection, UUID id, String field) {
        return sql.first(
                        "SELECT value::text FROM field_change WHERE tenant_id = current_tenant() AND collection = ? AND id = ? AND field = ?"
                                + " AND version = (SELECT min(version) FROM field_change WHERE tenant_id = current_tenant() AND collection = ? AND id = ?)",
                        row -> Json.parse(row.getString(1)),
                        collection,
                        id,
                        field,
                        collection,
                        id)
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
