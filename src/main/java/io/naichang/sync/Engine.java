package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.sync.Documents.Document;
import io.naichang.sync.Ledger.Clash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Applies one mutation to one row: checks its form, asks who may write what, merges field by field, and lets the
/// feature do the rest. Everything that is not applied goes to the ledger, here and nowhere else.
@ApplicationScoped
class Engine {
    private final SyncCollections collections;
    private final Documents documents;
    private final Ledger ledger;
    private final Changes changes;
    private final People people;

    Engine(SyncCollections collections, Documents documents, Ledger ledger, Changes changes, People people) {
        this.collections = collections;
        this.documents = documents;
        this.ledger = ledger;
        this.changes = changes;
        this.people = people;
    }

    /// Applies a mutation, and records what it changed under the phone's hand.
    MutationResult apply(Mutation mutation) {
        Optional<SyncCollection> found = collections.find(mutation.collection());
        if (found.isEmpty() || !found.get().phoneOps().contains(mutation.op())) {
            return refuse(
                    mutation,
                    "rejected",
                    "not-permitted",
                    null,
                    "A phone cannot " + mutation.op() + " in " + mutation.collection() + ".");
        }
        SyncCollection collection = found.get();
        Accepted accepted = accept(collection, mutation);
        if (accepted.fault != null) {
            return refuse(mutation, "rejected", "malformed", accepted.faultField, accepted.fault);
        }
        return switch (mutation.op()) {
            case "create" -> create(collection, mutation, accepted);
            case "delete" -> delete(collection, mutation);
            default -> change(collection, mutation, accepted);
        };
    }

    /// The part of a mutation's fields that the phone may write, and why the rest may not.
    private static final class Accepted {
        private final Map<String, JsonNode> values = new LinkedHashMap<>();
        private final Map<String, String> refused = new LinkedHashMap<>();
        private @Nullable String fault;
        private @Nullable String faultField;
    }

    private static Accepted accept(SyncCollection collection, Mutation mutation) {
        Accepted accepted = new Accepted();
        ObjectNode fields = mutation.op().equals("command") ? collection.commandFields(mutation) : mutation.set();
        for (Map.Entry<String, JsonNode> each : fields.properties()) {
            String name = each.getKey();
            Optional<Field> field = SyncCollections.field(collection, name);
            if (field.isEmpty()) {
                accepted.refused.put(name, "unknown-field");
                continue;
            }
            boolean mayWrite = switch (field.get().owner()) {
                case FIELD, BOTH -> true;
                case APPEND -> mutation.op().equals("create");
                case OFFICE, STATE, COMPUTED -> false;
            };
            if (!mayWrite) {
                accepted.refused.put(name, "not-owner");
                continue;
            }
            String fault =
                    each.getValue().isNull() ? null : field.get().type().form().fault(each.getValue());
            if (fault != null && accepted.fault == null) {
                accepted.fault = fault;
                accepted.faultField = name;
            }
            accepted.values.put(name, each.getValue());
        }
        return accepted;
    }

    private MutationResult create(SyncCollection collection, Mutation mutation, Accepted accepted) {
        Optional<Document> existing = documents.lock(collection.name(), mutation.id());
        if (existing.isPresent()) {
            Document document = existing.get();
            boolean same = accepted.values.entrySet().stream()
                    .allMatch(each -> Merge.same(document.value(each.getKey()), each.getValue())
                            || Merge.same(first(document, each.getKey()), each.getValue()));
            return same
                    ? MutationResult.of(mutation.seq(), "applied", document.version())
                    : refuse(mutation, "rejected", "id-taken", null, "Another row has this id.");
        }
        ObjectNode set = Json.object();
        accepted.values.forEach(set::set);
        Outcome outcome = collection.create(mutation, set);
        return finish(collection, mutation, outcome, "applied", accepted, Map.of());
    }

    /// What a field was when the row was made: what we worked out better since is no other content.
    private JsonNode first(Document document, String field) {
        return documents.firstValue(document.collection(), document.id(), field);
    }

    private MutationResult delete(SyncCollection collection, Mutation mutation) {
        Optional<Document> existing = documents.lock(collection.name(), mutation.id());
        if (existing.isEmpty()) {
            return refuse(mutation, "rejected", "unknown-record", null, "There is no such row.");
        }
        Document document = existing.get();
        if (document.deleted()) {
            return MutationResult.of(mutation.seq(), "applied", document.version());
        }
        if (document.changedByOthers(document.trusted(mutation.base()), mutation.device())) {
            return refuse(
                    mutation,
                    "superseded",
                    "changed-meanwhile",
                    null,
                    "It was changed after the version that was seen.");
        }
        return finish(collection, mutation, collection.delete(mutation), "applied", new Accepted(), Map.of());
    }

    private MutationResult change(SyncCollection collection, Mutation mutation, Accepted accepted) {
        Optional<Document> existing = documents.lock(collection.name(), mutation.id());
        if (existing.isEmpty()) {
            return refuse(mutation, "rejected", "unknown-record", null, "There is no such row.");
        }
        Document document = existing.get();
        int base = document.trusted(mutation.base());
        Right right = collection.right(mutation.id(), mutation.user(), base);
        if (right instanceof Right.Nobodys) {
            return MutationResult.held(mutation.seq(), collection.name(), mutation.id());
        }
        if (right instanceof Right.None) {
            return refuse(mutation, "rejected", "not-assigned", null, "It was never the user's to change.");
        }
        if (document.deleted()) {
            return refuse(
                    mutation, "superseded", "deleted", null, "It was deleted meanwhile; a dispatcher can restore it.");
        }
        boolean fact = mutation.op().equals("command") || collection.patchesAreFacts();
        if (right instanceof Right.Past(String code) && !fact) {
            return refuse(
                    mutation, "superseded", code, null, "It is no longer the user's; the edit is kept for the office.");
        }
        Map<String, Clash> clashes = new LinkedHashMap<>();
        Map<String, JsonNode> merged = merge(collection, mutation, document, accepted, clashes);
        boolean others = document.changedByOthers(base, mutation.device());
        Outcome outcome = merged.isEmpty() ? Outcome.applied() : collection.write(mutation, merged);
        if (outcome instanceof Outcome.Applied && mutation.op().equals("command")) {
            outcome = collection.command(mutation);
        }
        if (outcome instanceof Outcome.Applied(var marks) && right instanceof Right.Past(String code)) {
            outcome = Outcome.applied(Stream.concat(marks.stream(), Stream.of(Outcome.Mark.of("late-work-" + code)))
                    .toList());
        }
        boolean nothing = mutation.op().equals("patch") && accepted.values.isEmpty() && !accepted.refused.isEmpty();
        return finish(
                collection,
                mutation,
                outcome,
                nothing ? "superseded" : others ? "merged" : "applied",
                accepted,
                clashes);
    }

    private Map<String, JsonNode> merge(
            SyncCollection collection,
            Mutation mutation,
            Document document,
            Accepted accepted,
            Map<String, Clash> clashes) {
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        int seen = document.trusted(mutation.base());
        accepted.values.forEach((name, yours) -> {
            Owner owner = SyncCollections.field(collection, name).orElseThrow().owner();
            boolean others = owner == Owner.BOTH
                    ? documents.othersChanged(collection.name(), mutation.id(), name, seen, mutation.device())
                    : document.changedByOthers(name, seen, mutation.device());
            JsonNode theirs = document.value(name);
            JsonNode base = others ? documents.valueAt(collection.name(), mutation.id(), name, seen) : theirs;
            String author = others && owner == Owner.BOTH ? people.nameOf(mutation.user()) : "";
            switch (Merge.decide(owner, others, base, theirs, yours, author, mutation.occurredAt())) {
                case Merge.Decision.Write(JsonNode value) -> merged.put(name, value);
                case Merge.Decision.Conflict(JsonNode value, String kept, String rule) -> {
                    merged.put(name, value);
                    clashes.put(name, new Clash(name, base, theirs, yours, kept));
                }
            }
        });
        return merged;
    }

    private MutationResult finish(
            SyncCollection collection,
            Mutation mutation,
            Outcome outcome,
            String status,
            Accepted accepted,
            Map<String, Clash> clashes) {
        return switch (outcome) {
            case Outcome.Rejected(String code, String field, String reason) ->
                refuse(mutation, "rejected", code, field, reason);
            case Outcome.Superseded(String code, String reason) -> refuse(mutation, "superseded", code, null, reason);
            case Outcome.Held(String parent, UUID id) -> MutationResult.held(mutation.seq(), parent, id);
            case Outcome.Applied(var marks) -> {
                int version = record(collection, mutation);
                MutationResult result = status.equals("superseded")
                        ? MutationResult.refused(mutation.seq(), status, firstCode(accepted), null, null, null)
                        : MutationResult.of(mutation.seq(), status, version);
                accepted.refused.forEach((name, code) -> {
                    JsonNode yours = mutation.op().equals("command")
                            ? mutation.args().path(name)
                            : mutation.set().path(name);
                    result.conflict(
                            name,
                            "refused",
                            "theirs",
                            code,
                            ledger.write(
                                    "refused",
                                    code,
                                    null,
                                    mutation,
                                    new Clash(name, null, present(collection, mutation, name), yours, "theirs")));
                });
                clashes.forEach((name, clash) -> result.conflict(
                        name,
                        "hard",
                        clash.kept(),
                        null,
                        ledger.write(
                                "hard",
                                clash.kept().equals("both") ? "keep-both" : "field-owner",
                                null,
                                mutation,
                                clash)));
                for (Outcome.Mark mark : marks) {
                    String markClass = mark.theirs() == null ? "mark" : "hard";
                    result.conflict(
                            mark.field(),
                            markClass,
                            mark.kept(),
                            mark.rule(),
                            ledger.write(
                                    markClass,
                                    mark.rule(),
                                    null,
                                    mutation,
                                    new Clash(mark.field(), null, mark.theirs(), mark.yours(), mark.kept())));
                }
                yield result;
            }
        };
    }

    /// What stands in a field that was refused, for whoever decides about it; nothing if there is no such field.
    private @Nullable JsonNode present(SyncCollection collection, Mutation mutation, String field) {
        return SyncCollections.field(collection, field).isEmpty()
                ? null
                : documents
                        .lock(collection.name(), mutation.id())
                        .map(document -> document.value(field))
                        .filter(value -> !value.isNull())
                        .orElse(null);
    }

    private static String firstCode(Accepted accepted) {
        return accepted.refused.values().iterator().next();
    }

    private int record(SyncCollection collection, Mutation mutation) {
        Integer version = changes.record(
                        new Changes.Stamp(mutation.user(), mutation.device(), mutation.seq(), mutation.occurredAt()))
                .getOrDefault(collection.name(), Map.of())
                .get(mutation.id());
        return version != null
                ? version
                : documents
                        .lock(collection.name(), mutation.id())
                        .map(Document::version)
                        .orElse(0);
    }

    /// Keeps a group of which one could not be applied in the ledger, each with its own reason.
    List<MutationResult> refuseGroup(List<Mutation> group, int culprit, MutationResult failure) {
        List<MutationResult> results = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            results.add(
                    i == culprit
                            ? refuse(group.get(i), "rejected", failure.code(), failure.field(), failure.reason())
                            : refuse(
                                    group.get(i),
                                    "rejected",
                                    "group-rejected",
                                    null,
                                    "Its group was refused: " + failure.code()));
        }
        return results;
    }

    /// Keeps a mutation that is not applied in the ledger.
    MutationResult refuse(
            Mutation mutation, String status, String code, @Nullable String field, @Nullable String reason) {
        String why = field == null ? reason : field + ": " + reason;
        UUID entry = ledger.write("refused", code, why, mutation, Clash.whole());
        return MutationResult.refused(mutation.seq(), status, code, field, reason, entry);
    }
}
