package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.sync.Changes;
import io.naichang.sync.Field;
import io.naichang.sync.FieldType;
import io.naichang.sync.Mutation;
import io.naichang.sync.Outcome;
import io.naichang.sync.Owner;
import io.naichang.sync.Right;
import io.naichang.sync.Rights;
import io.naichang.sync.SyncCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What a phone may do to a checklist: answer it.
@ApplicationScoped
class ChecklistSync implements SyncCollection {
    private static final String ANSWERS = "answers.";

    private final Checklists checklists;
    private final Rights rights;
    private final Changes changes;

    ChecklistSync(Checklists checklists, Rights rights, Changes changes) {
        this.checklists = checklists;
        this.rights = rights;
        this.changes = changes;
    }

    @Override
    public String name() {
        return Checklist.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("visitId", Owner.OFFICE, FieldType.ID),
                new Field("templateId", Owner.OFFICE, FieldType.ID),
                new Field("templateVersion", Owner.OFFICE, FieldType.number("1", "2147483647")),
                new Field("title", Owner.OFFICE, FieldType.ANY),
                new Field("items", Owner.OFFICE, FieldType.ANY),
                new Field(ANSWERS + "*", Owner.FIELD, FieldType.ANY),
                new Field("progress", Owner.COMPUTED, FieldType.ANY));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of("patch");
    }

    /// What was found at the machine stays true when the visit is somebody else's by now.
    @Override
    public boolean patchesAreFacts() {
        return true;
    }

    /// That of its visit; `base` is a version of the checklist and says nothing about the visit's.
    @Override
    public Right right(UUID id, UUID user, int base) {
        return checklists
                .findByIdOptional(id)
                .map(checklist -> rights.right(Checklists.VISITS, checklist.visitId(), user))
                .orElseGet(Right.None::new);
    }

    @Override
    public Outcome write(Mutation mutation, Map<String, JsonNode> values) {
        Checklist checklist = checklists.get(mutation.id());
        ChecklistItems items = checklist.items();
        ObjectNode answers = checklist.answers();
        for (Map.Entry<String, JsonNode> each : values.entrySet()) {
            String field = each.getKey();
            if (!field.startsWith(ANSWERS)) {
                return new Outcome.Rejected("not-permitted", field, "A checklist is answered, not rewritten.");
            }
            String item = field.substring(ANSWERS.length());
            switch (SentAnswer.of(items, item, each.getValue(), mutation.occurredAt())) {
                case SentAnswer.Kept(ObjectNode answer) -> answers.set(item, answer);
                case SentAnswer.Cleared() -> answers.remove(item);
                case SentAnswer.Malformed(String reason) -> {
                    return Outcome.malformed(field, reason);
                }
            }
        }
        checklist.answer(answers);
        changes.touch(Checklists.VISITS, checklist.visitId());
        return Outcome.applied();
    }

    /// Whoever sees a visit sees its checklists.
    @Override
    public void moved(String collection, Set<UUID> ids, Changes touched) {
        if (collection.equals(Checklists.VISITS)) {
            checklists.ofVisits(ids).forEach(id -> touched.touch(Checklist.COLLECTION, id));
        }
    }
}
