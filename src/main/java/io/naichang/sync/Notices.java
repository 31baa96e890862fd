package io.naichang.sync;

import io.naichang.platform.Ids;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What the office tells one person, delivered with his next pull; deleting a notice means that it was read.
@ApplicationScoped
public class Notices implements SyncCollection {
    private static final String NAME = "notices";

    private final Sql sql;
    private final Ids ids;
    private final Clock clock;
    private final Changes changes;

    Notices(Sql sql, Ids ids, Clock clock, Changes changes) {
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
        this.changes = changes;
    }

    /// Tells a user something about a record, in words that he can read.
    public void tell(UUID user, String kind, String collection, UUID record, String text) {
        UUID id = ids.next();
        sql.update(
                "INSERT INTO notice (id, user_id, kind, collection, record_id, text, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                id,
                user,
                kind,
                collection,
                record,
                text,
                clock.instant());
        changes.touch(NAME, id);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("kind", Owner.COMPUTED, FieldType.text(50)),
                new Field("collection", Owner.COMPUTED, FieldType.text(50)),
                new Field("recordId", Owner.COMPUTED, FieldType.ID),
                new Field("text", Owner.COMPUTED, FieldType.text(2000)),
                new Field("at", Owner.COMPUTED, FieldType.INSTANT));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of("delete");
    }

    @Override
    public Outcome delete(Mutation mutation) {
        int read = sql.update(
                "UPDATE notice SET deleted_at = ? WHERE id = ? AND user_id = ? AND deleted_at IS NULL",
                clock.instant(),
                mutation.id(),
                mutation.user());
        if (read == 0) {
            return new Outcome.Rejected("not-assigned", null, "It is somebody else's notice.");
        }
        changes.touch(NAME, mutation.id());
        return Outcome.applied();
    }
}
