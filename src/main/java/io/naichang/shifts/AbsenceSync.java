package io.naichang.shifts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.sync.Field;
import io.naichang.sync.FieldType;
import io.naichang.sync.Mutation;
import io.naichang.sync.Outcome;
import io.naichang.sync.Owner;
import io.naichang.sync.SyncCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Absences on phones: a technician holds his own, and reports, with or without signal, that he is sick or that his van
/// is broken. What was agreed beforehand is the office's to write.
@ApplicationScoped
class AbsenceSync implements SyncCollection {
    private final Absences absences;
    private final Rosters rosters;
    private final AbsenceReports reports;

    AbsenceSync(Absences absences, Rosters rosters, AbsenceReports reports) {
        this.absences = absences;
        this.rosters = rosters;
        this.reports = reports;
    }

    @Override
    public String name() {
        return Absences.LISTING.collection();
    }

    @Override
    public int schema() {
        return 3;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("technicianId", Owner.APPEND, FieldType.ID),
                new Field("from", Owner.APPEND, FieldType.INSTANT),
                new Field("until", Owner.APPEND, FieldType.INSTANT),
                new Field("kind", Owner.APPEND, FieldType.choice(AbsenceForm.KINDS.split("\\|", -1))),
                new Field("note", Owner.APPEND, FieldType.text(1000)));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of("create", "delete");
    }

    @Override
    public Outcome create(Mutation mutation, ObjectNode set) {
        UUID technician = mutation.user();
        boolean own = !set.hasNonNull("technicianId") || technician.equals(FieldType.id(set.get("technicianId")));
        if (!own || !rosters.isActive(technician)) {
            return new Outcome.Rejected("not-assigned", "technicianId", "Technicians report themselves only.");
        }
        if (!set.path("kind").isTextual()) {
            return Outcome.malformed("kind", "it is missing");
        }
        String kind = set.get("kind").textValue();
        if (!AbsenceForm.REPORTED.contains(kind)) {
            return new Outcome.Rejected("not-permitted", "kind", "Technicians report sick and van-broken.");
        }
        Instant until = millis(set.get("until"));
        if (until == null) {
            return Outcome.malformed("until", "it is missing");
        }
        // A phone that leaves it out means now, which our clock knows better than its own.
        Instant from = set.hasNonNull("from")
                ? millis(set.get("from"))
                : mutation.occurredAt().truncatedTo(ChronoUnit.MILLIS);
        if (from == null || !from.isBefore(until)) {
            return Outcome.malformed("until", "it must be after from");
        }
        String note = set.path("note").asText("");
        AbsenceForm form = new AbsenceForm(technician, from, until, kind, note.isEmpty() ? null : note);
        if (form.exceedsReport()) {
            return Outcome.malformed("until", "technicians report at most 31 days at once");
        }
        Optional<UUID> other = absences.overlap(mutation.id(), form);
        if (other.isPresent()) {
            return new Outcome.Rejected("overlaps", "from", "There is another one for that time: " + other.get());
        }
        reports.add(mutation.id(), form);
        return Outcome.applied();
    }

    private static @Nullable Instant millis(@Nullable JsonNode value) {
        Instant instant = FieldType.instant(value);
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /// He is well again, or the van runs: what he may report he may take back, whoever wrote it down.
    @Override
    public Outcome delete(Mutation mutation) {
        Optional<AbsenceForm> form = absences.find(mutation.id());
        if (form.isEmpty() || !form.get().technicianId().equals(mutation.user())) {
            return new Outcome.Rejected("not-assigned", null, "It is somebody else's absence.");
        }
        if (!AbsenceForm.REPORTED.contains(form.get().kind())) {
            return new Outcome.Rejected("not-permitted", null, "The office wrote this down, and takes it back.");
        }
        reports.delete(mutation.id());
        return Outcome.applied();
    }
}
