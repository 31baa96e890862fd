package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Caller;
import io.naichang.platform.Events;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Settles an entry of the ledger: confirms what was kept, or writes what lost, by the same operations as everybody.
@ApplicationScoped
class Resolution {
    private final Sql sql;
    private final SyncCollections collections;
    private final Documents documents;
    private final Changes changes;
    private final Events events;
    private final Caller caller;
    private final Clock clock;

    Resolution(
            Sql sql,
            SyncCollections collections,
            Documents documents,
            Changes changes,
            Events events,
            Caller caller,
            Clock clock) {
        this.sql = sql;
        this.collections = collections;
        this.documents = documents;
        this.changes = changes;
        this.events = events;
        this.caller = caller;
        this.clock = clock;
    }

    private record Entry(
            String collection,
            UUID record,
            @Nullable String field,
            String entryClass,
            String kept,
            @Nullable JsonNode theirs,
            @Nullable JsonNode yours,
            ObjectNode mutation,
            String status,
            @Nullable UUID user) {}

    /// @throws Problem 404, 409 `already-resolved`, 409 `cannot-restore`, 400 if the value does not fit
    void resolve(UUID id, String keep, @Nullable JsonNode value) {
        Entry entry = lock(id);
        if (entry.status().equals("resolved")) {
            throw Problem.conflict("already-resolved", "Somebody settled it before.");
        }
        if (keep.equals("value") && (value == null || entry.field() == null)) {
            throw Problem.invalid("invalid", "value", "A value can be given for an entry about one field.");
        }
        if (!keep.equals("kept") && entry.entryClass().equals("mark")) {
            throw cannot("It took effect; there is nothing that lost.");
        }
        if (!keep.equals("kept")) {
            write(entry, keep.equals("value") ? value : other(entry));
        }
        ObjectNode decision = Json.object().put("keep", keep);
        if (value != null) {
            decision.set("value", value);
        }
        sql.update(
                "UPDATE conflict SET status = 'resolved', resolved_by = ?, resolved_at = ?, resolution = ?::jsonb WHERE id = ?",
                caller.user(),
                clock.instant(),
                decision.toString(),
                id);
        events.record("conflict-resolved", entry.collection(), entry.record(), decision.put("entry", id.toString()));
    }

    private Entry lock(UUID id) {
        return sql.first(
                        "SELECT collection, record_id, field, class, kept, theirs::text, yours::text, mutation::text, status, user_id"
                                + " FROM conflict WHERE id = ? FOR UPDATE",
                        row -> new Entry(
                                row.getString(1),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                parsed(row.getString(6)),
                                parsed(row.getString(7)),
                                Json.object(row.getString(8)),
                                row.getString(9),
                                row.getObject(10, UUID.class)),
                        id)
                .orElseThrow(() -> Problem.missing("not-found"));
    }

    private static @Nullable JsonNode parsed(@Nullable String json) {
        return json == null ? null : Json.parse(json);
    }

    /// What lost; null stands for the whole mutation. Where both texts were kept, the other is the server's alone.
    private static @Nullable JsonNode other(Entry entry) {
        if (entry.field() == null) {
            return null;
        }
        JsonNode lost = entry.kept().equals("theirs") ? entry.yours() : entry.theirs();
        return lost == null ? NullNode.getInstance() : lost;
    }

    private void write(Entry entry, @Nullable JsonNode value) {
        SyncCollection collection =
                collections.find(entry.collection()).orElseThrow(() -> cannot("There is no such collection."));
        Optional<Documents.Document> document = documents.lock(entry.collection(), entry.record());
        boolean made = value == null && entry.mutation().path("op").asText().equals("create");
        if (document.isEmpty() && !made) {
            throw cannot("The row does not exist.");
        }
        if (document.isPresent() && document.get().deleted()) {
            require(collection.restore(entry.record()));
            changes.touch(entry.collection(), entry.record());
            changes.record();
        }
        Mutation mutation = new Mutation(
                value == null && entry.user() != null ? entry.user() : caller.user(),
                null,
                0,
                entry.collection(),
                entry.record(),
                entry.mutation().path("op").asText("patch"),
                document.map(Documents.Document::version).orElse(0),
                lost(entry, value, collection),
                entry.mutation().path("command").asText(null),
                entry.mutation().path("args") instanceof ObjectNode args ? args : Json.object(),
                clock.instant(),
                null,
                entry.mutation());
        if (document.isEmpty()) {
            require(collection.create(mutation, mutation.set()));
        } else if (value == null && mutation.op().equals("command")) {
            Map<String, JsonNode> report = new LinkedHashMap<>();
            collection.commandFields(mutation).properties().forEach(each -> report.put(each.getKey(), each.getValue()));
            if (!report.isEmpty()) {
                require(collection.write(mutation, report));
            }
            require(collection.command(mutation));
        } else if (value == null && mutation.op().equals("delete")) {
            require(collection.delete(mutation));
        } else if (!mutation.set().isEmpty()) {
            Map<String, JsonNode> values = new LinkedHashMap<>();
            mutation.set().properties().forEach(each -> values.put(each.getKey(), each.getValue()));
            require(collection.write(mutation, values));
        }
        changes.record();
    }

    private static ObjectNode lost(Entry entry, @Nullable JsonNode value, SyncCollection collection) {
        ObjectNode set = Json.object();
        if (value != null && entry.field() != null) {
            Field field = SyncCollections.field(collection, entry.field())
                    .orElseThrow(() -> cannot("There is no such field."));
            String fault = value.isNull() ? null : field.type().form().fault(value);
            if (fault != null) {
                throw Problem.invalid("invalid", "value", fault);
            }
            set.set(entry.field(), value);
        } else if (entry.mutation().path("set") instanceof ObjectNode whole) {
            whole.properties().stream()
                    .filter(each ->
                            SyncCollections.field(collection, each.getKey()).isPresent())
                    .forEach(each -> set.set(each.getKey(), each.getValue()));
        }
        return set;
    }

    private static void require(Outcome outcome) {
        switch (outcome) {
            case Outcome.Applied applied -> {}
            case Outcome.Rejected(String code, String field, String reason) -> throw cannot(code + ": " + reason);
            case Outcome.Superseded(String code, String reason) -> throw cannot(code + ": " + reason);
            case Outcome.Held(String parent, UUID id) -> throw cannot("It waits for " + parent + "/" + id + ".");
        }
    }

    private static Problem cannot(String reason) {
        return Problem.conflict("cannot-restore", reason);
    }
}
