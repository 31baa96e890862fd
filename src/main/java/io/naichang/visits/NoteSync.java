package io.naichang.visits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.sync.Changes;
import io.naichang.sync.Field;
import io.naichang.sync.FieldType;
import io.naichang.sync.Mutation;
import io.naichang.sync.Outcome;
import io.naichang.sync.Owner;
import io.naichang.sync.Rights;
import io.naichang.sync.SyncCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Notes from phones.
@ApplicationScoped
class NoteSync implements SyncCollection {
    private final Notes notes;
    private final Subjects subjects;
    private final Clock clock;

    NoteSync(Notes notes, Subjects subjects, Clock clock) {
        this.notes = notes;
        this.subjects = subjects;
        this.clock = clock;
    }

    @Override
    public String name() {
        return Note.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("visitId", Owner.APPEND, FieldType.ID),
                new Field("siteId", Owner.APPEND, FieldType.ID),
                new Field("assetId", Owner.APPEND, FieldType.ID),
                new Field("authorId", Owner.APPEND, FieldType.ID),
                new Field("text", Owner.APPEND, FieldType.text(10_000)),
                new Field("at", Owner.COMPUTED, FieldType.INSTANT));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of("create", "delete");
    }

    @Override
    public Outcome create(Mutation mutation, ObjectNode set) {
        String text = set.path("text").asText("");
        if (text.isBlank()) {
            return Outcome.malformed("text", "it must not be empty");
        }
        UUID author = FieldType.id(set.get("authorId"));
        if (author != null && !author.equals(mutation.user())) {
            return Outcome.malformed("authorId", "it must be the user who pushes");
        }
        return switch (subjects.of(mutation, set)) {
            case Rights.Answer.Refused(Outcome outcome) -> outcome;
            case Rights.Answer.Granted(List<Outcome.Mark> marks) -> {
                Note.Subject subject = new Note.Subject(
                        FieldType.id(set.get("visitId")),
                        FieldType.id(set.get("siteId")),
                        FieldType.id(set.get("assetId")));
                notes.persist(new Note(mutation.id(), subject, mutation.user(), text, mutation.occurredAt()));
                yield Outcome.applied(marks);
            }
        };
    }

    @Override
    public Outcome delete(Mutation mutation) {
        Note note = notes.findById(mutation.id());
        if (!note.isBy(mutation.user())) {
            return new Outcome.Rejected("not-assigned", null, "It was written by somebody else.");
        }
        note.withdraw(clock.instant());
        return Outcome.applied();
    }

    @Override
    public Outcome restore(UUID id) {
        notes.findById(id).restore();
        return Outcome.applied();
    }

    @Override
    public void moved(String parent, Set<UUID> ids, Changes touched) {
        subjects.moved(parent, ids, "note", Note.COLLECTION, touched);
    }
}
