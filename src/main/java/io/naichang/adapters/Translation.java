package io.naichang.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.sync.Difference;
import io.naichang.sync.Documents;
import io.naichang.sync.NumberedPush;
import io.naichang.sync.SyncCollection;
import io.naichang.sync.SyncCollection.Meant;
import io.naichang.sync.SyncCollections;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Makes mutations of rows: what differs from the row that the client had is a patch, a state that it changed is a
/// command.
@ApplicationScoped
class Translation {
    private final SyncCollections collections;
    private final Documents documents;
    private final ReceivedRows received;

    Translation(SyncCollections collections, Documents documents, ReceivedRows received) {
        this.collections = collections;
        this.documents = documents;
        this.received = received;
    }

    /// The row as a piece of a push.
    NumberedPush.Piece piece(SentRow row) {
        return new NumberedPush.Piece() {
            @Override
            public List<ObjectNode> mutations(UUID device) {
                Optional<ObjectNode> last = received.last(device, row);
                return received.add(device, row) ? made(row, last) : List.of();
            }

            @Override
            public ObjectNode asItCame(UUID device) {
                received.add(device, row);
                ObjectNode mutation = mutation(row, row.deleted() ? "delete" : row.isKnown() ? "patch" : "create");
                mutation.set("set", row.after());
                return mutation;
            }
        };
    }

    private List<ObjectNode> made(SentRow row, Optional<ObjectNode> last) {
        UUID id = row.uuid();
        boolean exists = id != null && isThere(row.collection(), id);
        if (row.deleted()) {
            // What was made and deleted before anybody heard of it never was; a row that was sent may still wait.
            return exists || row.isKnown() || last.isPresent() ? List.of(mutation(row, "delete")) : List.of();
        }
        if (!row.isKnown() && (last.isEmpty() || !exists)) {
            ObjectNode create = mutation(row, "create");
            create.set("set", fields(row.after()));
            return List.of(create);
        }
        return changes(row, last.orElse(row.before()));
    }

    /// What no collection is called is not even asked for: it may be no text that PostgreSQL takes.
    boolean isThere(String collection, UUID id) {
        return collections.find(collection).isPresent() && documents.isThere(collection, id);
    }

    /// The row as it was at a version.
    ObjectNode at(String collection, UUID id, int version) {
        return collections.find(collection).isPresent() ? documents.at(collection, id, version) : Json.object();
    }

    private List<ObjectNode> changes(SentRow row, ObjectNode had) {
        Optional<SyncCollection> collection = collections.find(row.collection());
        ObjectNode before = fields(had);
        ObjectNode set = Difference.between(
                collection.map(SyncCollection::fields).orElse(List.of()), before, fields(row.after()));
        List<Meant> meant = collection.map(each -> each.meant(before, set)).orElse(List.of());
        List<ObjectNode> mutations = new ArrayList<>();
        if (!set.isEmpty()) {
            ObjectNode patch = mutation(row, "patch");
            patch.set("set", set);
            mutations.add(patch);
        }
        for (Meant each : meant) {
            ObjectNode command = mutation(row, "command").put("command", each.command());
            command.set("args", each.args());
            mutations.add(each.at() == null ? command : command.put("at", each.at()));
        }
        return mutations;
    }

    private static ObjectNode mutation(SentRow row, String op) {
        ObjectNode mutation = Json.object().put("collection", row.collection()).put("op", op);
        mutation.set("id", row.id());
        if (row.isKnown()) {
            mutation.set("base", row.rev());
        }
        JsonNode at = row.after().path(SentRow.CHANGED_AT);
        return at.isTextual() ? mutation.put("at", at.textValue()) : mutation;
    }

    /// What of a row is the protocol's: neither its key and revision nor what the library keeps in it.
    private static ObjectNode fields(ObjectNode row) {
        ObjectNode fields = Json.object();
        row.properties().forEach(each -> {
            if (!isForeign(each.getKey())) {
                fields.set(each.getKey(), each.getValue());
            }
        });
        return fields;
    }

    private static boolean isForeign(String name) {
        return name.startsWith("_") || name.equals("id") || name.equals("rev") || name.equals(SentRow.CHANGED_AT);
    }
}
