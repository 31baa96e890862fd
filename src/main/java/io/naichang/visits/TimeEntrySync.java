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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Time entries from phones. One is pushed when its time is over: it is written once, so an open one could never be
/// closed.
@ApplicationScoped
class TimeEntrySync implements SyncCollection {
    private final TimeEntries entries;
    private final Rights rights;
    private final Subjects subjects;
    private final Clock clock;

    TimeEntrySync(TimeEntries entries, Rights rights, Subjects subjects, Clock clock) {
        this.entries = entries;
        this.subjects = subjects;
        this.rights = rights;
        this.clock = clock;
    }

    @Override
    public String name() {
        return TimeEntry.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("visitId", Owner.APPEND, FieldType.ID),
                new Field("kind", Owner.APPEND, FieldType.choice("travel", "work", "wait", "break")),
                new Field("startedAt", Owner.APPEND, FieldType.INSTANT),
                new Field("duration", Owner.APPEND, FieldType.DURATION),
                new Field("technicianId", Owner.COMPUTED, FieldType.ID),
                new Field("correctedStart", Owner.COMPUTED, FieldType.INSTANT));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of("create", "delete");
    }

    @Override
    public Outcome create(Mutation mutation, ObjectNode set) {
        UUID visit = FieldType.id(set.get("visitId"));
        if (visit == null) {
            return Outcome.malformed("visitId", "it must belong to a visit");
        }
        if (!set.path("kind").isTextual()) {
            return Outcome.malformed("kind", "it is missing");
        }
        Instant start = millis(set, "startedAt");
        if (start == null) {
            return Outcome.malformed("startedAt", "it is missing");
        }
        Duration length = TimeEntry.length(set.get("duration"));
        if (length == null) {
            return Outcome.malformed("duration", "it is missing; an entry is pushed when its time is over");
        }
        if (!length.isPositive() || length.compareTo(TimeEntry.Span.LONGEST) > 0) {
            return Outcome.malformed("duration", "it must be longer than nothing, by at most 24 hours");
        }
        TimeEntry.Span told = new TimeEntry.Span(start, start.plus(length));
        return switch (rights.of(Visit.COLLECTION, visit, mutation.user(), mutation.base())) {
            case Rights.Answer.Refused(Outcome outcome) -> outcome;
            case Rights.Answer.Granted(List<Outcome.Mark> marks) -> {
                Instant wrote = FieldType.instant(mutation.raw().get("at"));
                TimeEntry.Span corrected = told.corrected(wrote, mutation.occurredAt());
                String kind = set.get("kind").textValue();
                entries.persist(new TimeEntry(mutation.id(), visit, mutation.user(), kind, told, corrected));
                yield Outcome.applied(marks);
            }
        };
    }

    /// As exact as the wire is.
    private static @Nullable Instant millis(ObjectNode set, String name) {
        Instant instant = FieldType.instant(set.get(name));
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Outcome delete(Mutation mutation) {
        TimeEntry entry = entries.findById(mutation.id());
        if (!entry.isOf(mutation.user())) {
            return new Outcome.Rejected("not-assigned", null, "It is somebody else's time.");
        }
        entry.withdraw(clock.instant());
        return Outcome.applied();
    }

    @Override
    public Outcome restore(UUID id) {
        entries.findById(id).restore();
        return Outcome.applied();
    }

    @Override
    public void moved(String parent, Set<UUID> ids, Changes touched) {
        if (parent.equals(Visit.COLLECTION)) {
            subjects.moved(parent, ids, "time_entry", TimeEntry.COLLECTION, touched);
        }
    }
}
