package io.naichang.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Asks, for what hangs on another row (a note on a visit, a part used at it), whether that row lets the user do so.
@ApplicationScoped
public class Rights {
    private final SyncCollections collections;
    private final Documents documents;

    Rights(SyncCollections collections, Documents documents) {
        this.collections = collections;
        this.documents = documents;
    }

    /// What a create that refers to `parent` comes to before anything is made: nothing stands against it, and then the
    /// marks to give with it; or it is held (the parent is not there) or refused.
    public sealed interface Answer {
        /// Go on, and give these marks with the outcome.
        record Granted(List<Outcome.Mark> marks) implements Answer {
            public Granted {
                marks = List.copyOf(marks);
            }
        }

        /// Answer this instead.
        record Refused(Outcome outcome) implements Answer {}
    }

    /// The answer for one parent; facts about work that has been given to others meanwhile are kept and marked.
    public Answer of(String parent, UUID id, UUID user, int base) {
        Optional<Documents.Document> document = documents.lock(parent, id);
        if (document.isEmpty()) {
            return new Answer.Refused(new Outcome.Held(parent, id));
        }
        return switch (collections.get(parent).right(id, user, document.get().trusted(base))) {
            case Right.Present() -> new Answer.Granted(List.of());
            case Right.Past(String code) -> new Answer.Granted(List.of(Outcome.Mark.of("late-work-" + code)));
            case Right.Nobodys() -> new Answer.Refused(new Outcome.Held(parent, id));
            case Right.None() ->
                new Answer.Refused(
                        new Outcome.Rejected("not-assigned", null, "It was never the user's to write about."));
        };
    }

    /// The right to a row that belongs to `parent`, whatever version of it the user saw: it is the parent's.
    public Right right(String parent, UUID id, UUID user) {
        return documents.lock(parent, id).isPresent() ? collections.get(parent).right(id, user, 0) : new Right.None();
    }
}
