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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
            @Nullable UUID user,
            @Nullable UUID device,
            @Nullable Long seq,
            int version,
            Instant occurredAt) {}

    /// @throws Problem 404, 409 `already-resolved`, 409 `cannot-restore`, 409 `changed-since` if somebody wrote a
    /// field after the two values met, 400 if the value does not fit
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
        if (!keep.equals("kept") && stillWaits(entry)) {
            throw cannot("It still waits and is applied by itself; it is settled then.");
        }
        if (keep.equals("other")) {
            refuseStale(entry);
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

    private boolean stillWaits(Entry entry) {
        return sql.first(
                        "SELECT 1 FROM sync_held WHERE tenant_id = current_tenant() AND device_id = ?::uuid AND seq = ?",
                        row -> row.getInt(1),
                        entry.device(),
                        entry.seq())
                .isPresent();
    }

    private Entry lock(UUID id) {
        return sql.first(
                        "SELECT collection, record_id, field, class, kept, theirs::text, yours::text, mutation::text, status, user_id,"
                                + " device_id, seq, coalesce(version, 0), occurred_at FROM conflict WHERE id = ? FOR UPDATE",
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
                                row.getObject(10, UUID.class),
                                row.getObject(11, UUID.class),
                                row.getObject(12, Long.class),
                                row.getInt(13),
                                row.getTimestamp(14).toInstant()),
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

    /// What lost was compared with the row of that time: a field that was written since is not put back to what it was
    /// before, unless somebody has seen the present value and gives one himself.
    private void refuseStale(Entry entry) {
        // Under the row's lock: what a push is about to commit counts.
        Optional<Documents.Document> document = documents.lock(entry.collection(), entry.record());
        Stream<String> fields = entry.field() != null
                ? Stream.of(entry.field())
                : Stream.of("set", "args")
                        .flatMap(part -> entry.mutation().path(part).properties().stream())
                        .map(Map.Entry::getKey);
        fields.filter(field -> document.isPresent() && document.get().versionOf(field) > entry.version())
                .findFirst()
                .ifPresent(field -> {
                    throw Problem.conflict(
                                    "changed-since",
                                    "The field was written again after these two values met; give the value to keep.")
                            .with("field", field);
                });
    }

    private void write(Entry entry, @Nullable JsonNode value) {
        SyncCollection collection =
                collections.find(entry.collection()).orElseThrow(() -> cannot("There is no such collection."));
        String op = value == null ? entry.mutation().path("op").asText() : "patch";
        if (!collection.phoneOps().contains(op)) {
            throw cannot("It is not the whole of what the phone sent, or no phone can do it.");
        }
        Optional<Documents.Document> document = documents.lock(entry.collection(), entry.record());
        if (document.isEmpty() && (!op.equals("create") || entry.record().equals(MutationReader.NO_ID))) {
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
                op,
                document.map(Documents.Document::version).orElse(0),
                value == null ? sent(entry.mutation().path("set"), collection) : given(entry, value, collection),
                entry.mutation().path("command").asText(null),
                entry.mutation().path("args") instanceof ObjectNode args ? args : Json.object(),
                value == null ? entry.occurredAt() : clock.instant(),
                entry.mutation().path("position") instanceof ObjectNode position ? position : null,
                entry.mutation());
        switch (op) {
            case "create" -> {
                if (document.isPresent()) {
                    require(collection.write(mutation, values(mutation.set())));
                } else {
                    require(collection.create(mutation, mutation.set()));
                }
            }
            case "command" -> {
                ObjectNode report = sent(mutation.args(), collection);
                if (!report.isEmpty()) {
                    require(collection.write(mutation, values(report)));
                }
                Outcome step = collection.command(mutation);
                // A second completion is no step any more, but its report is what the dispatcher wants.
                if (report.isEmpty() || !(step instanceof Outcome.Superseded)) {
                    require(step);
                }
            }
            case "delete" -> require(collection.delete(mutation));
            default -> require(collection.write(mutation, values(mutation.set())));
        }
        changes.record();
    }

    private static Map<String, JsonNode> values(ObjectNode set) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        set.properties().forEach(each -> values.put(each.getKey(), each.getValue()));
        return values;
    }

    private static ObjectNode given(Entry entry, JsonNode value, SyncCollection collection) {
        String name = String.valueOf(entry.field());
        Field field =
                SyncCollections.field(collection, name).orElseThrow(() -> cannot("There is no such field: " + name));
        String fault = value.isNull() ? null : field.type().form().fault(value);
        if (fault != null) {
            throw Problem.invalid("invalid", "value", fault);
        }
        return Json.object().set(name, value);
    }

    /// Those of the sent fields that phones may write at all.
    private static ObjectNode sent(JsonNode fields, SyncCollection collection) {
        ObjectNode set = Json.object();
        fields.properties().forEach(each -> {
            Optional<Field> field = SyncCollections.field(collection, each.getKey());
            if (field.isPresent()
                    && field.get().owner() != Owner.COMPUTED
                    && field.get().owner() != Owner.STATE) {
                String fault = each.getValue().isNull()
                        ? null
                        : field.get().type().form().fault(each.getValue());
                if (fault != null) {
                    throw cannot(each.getKey() + " " + fault);
                }
                set.set(each.getKey(), each.getValue());
            }
        });
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
