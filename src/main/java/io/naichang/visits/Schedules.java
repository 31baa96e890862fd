package io.naichang.visits;

import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.sync.Changes;
import io.naichang.sync.Documents;
import io.naichang.visits.StepOutcome.Lost;
import io.naichang.visits.StepOutcome.Stepped;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Plans several visits at once, each as the desk would one: they may take each other's times. To be called within a
/// transaction.
@ApplicationScoped
public class Schedules {
    private final Visits visits;
    private final Assignments assignments;
    private final OfficeSteps steps;
    private final Documents documents;
    private final Changes changes;
    private final Sql sql;

    Schedules(
            Visits visits, Assignments assignments, OfficeSteps steps, Documents documents, Changes changes, Sql sql) {
        this.visits = visits;
        this.assignments = assignments;
        this.steps = steps;
        this.documents = documents;
        this.changes = changes;
        this.sql = sql;
    }

    /// Who has a visit and when, the lead first.
    public record Slot(List<UUID> technicians, Instant start, Instant end) {
        public Slot {
            technicians = List.copyOf(technicians);
        }
    }

    /// A visit that shall go from one slot to another; null is the list of what nobody has.
    ///
    /// @param fromRoad whether it goes although its technician is on the way there
    public record Move(
            UUID visit, @Nullable Slot from, @Nullable Slot to, boolean fromRoad) {}

    /// Why a move cannot be made: `visit-en-route`, `visit-started`, `visit-done`, `visit-cancelled`, `visit-waiting`,
    /// `visit-gone`, `moved-meanwhile`, `technician-disabled`, or `double-booked` with the other visit.
    public record Clash(UUID visit, String reason, @Nullable UUID otherVisit) {}

    /// Makes all moves. If the answer is not empty, the caller must roll back: some may have been made.
    public List<Clash> make(List<Move> moves) {
        List<Move> ordered =
                moves.stream().sorted(Comparator.comparing(Move::visit)).toList();
        List<Clash> clashes = new ArrayList<>();
        ordered.forEach(each -> locked(each).ifPresent(clashes::add));
        if (!clashes.isEmpty()) {
            return clashes;
        }
        // What moves at once must not be in its own way; the bookings come back with each move.
        Set<UUID> all = ordered.stream().map(Move::visit).collect(Collectors.toSet());
        sql.update("DELETE FROM visit_booking WHERE tenant_id = current_tenant() AND visit_id = ANY (?::uuid[])", all);
        ordered.forEach(each -> made(each).ifPresent(clashes::add));
        changes.record();
        return clashes;
    }

    private Optional<Clash> locked(Move move) {
        try {
            documents.lockForDesk(Visit.COLLECTION, move.visit(), "*");
        } catch (Problem gone) {
            return Optional.of(new Clash(move.visit(), "visit-gone", null));
        }
        Visit visit = visits.get(move.visit());
        if (!visit.status().isBeforeWork()) {
            return Optional.of(new Clash(move.visit(), "visit-" + visit.blocker(), null));
        }
        if (visit.status() == VisitStatus.EN_ROUTE && !move.fromRoad()) {
            return Optional.of(new Clash(move.visit(), "visit-en-route", null));
        }
        return isWhere(visit, move.from())
                ? Optional.empty()
                : Optional.of(new Clash(move.visit(), "moved-meanwhile", null));
    }

    private static boolean isWhere(Visit visit, @Nullable Slot from) {
        if (from == null || visit.status() == VisitStatus.UNSCHEDULED) {
            return from == null && visit.status() == VisitStatus.UNSCHEDULED;
        }
        return Objects.equals(visit.technicianId(), from.technicians().getFirst())
                && visit.assignees().equals(Set.copyOf(from.technicians()))
                && Objects.equals(visit.plannedStart(), from.start())
                && Objects.equals(visit.plannedEnd(), from.end());
    }

    private Optional<Clash> made(Move move) {
        Slot to = move.to();
        try {
            StepOutcome outcome = to == null
                    ? steps.take(move.visit(), "unschedule", null, Visit::unschedule)
                    : steps.take(move.visit(), "schedule", null, visit -> planned(visit, to));
            return outcome instanceof Lost lost
                    ? Optional.of(new Clash(move.visit(), lost.code(), null))
                    : Optional.empty();
        } catch (Problem refused) {
            return Optional.of(new Clash(
                    move.visit(),
                    refused.code().equals("unknown-technician") ? "technician-disabled" : refused.code(),
                    refused.id("visitId")));
        }
    }

    private StepOutcome planned(Visit visit, Slot to) {
        Plan plan = new Plan(
                to.technicians().getFirst(),
                to.technicians().subList(1, to.technicians().size()),
                to.start(),
                to.end(),
                null,
                false);
        assignments.requireTechnicians(plan);
        StepOutcome outcome = visit.schedule(plan);
        if (outcome instanceof Stepped) {
            assignments.requireFree(visit);
        }
        return outcome;
    }
}
