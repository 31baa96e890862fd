package io.naichang.visits;

import io.naichang.people.Technicians;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.sync.Documents;
import io.naichang.sync.Right;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// Who had a visit at which of its versions, for ever: the right to push work on it follows from that. And whose
/// planned time it takes, which PostgreSQL keeps from overlapping.
@ApplicationScoped
class Assignments {
    private final Sql sql;
    private final Documents documents;
    private final EntityManager entities;
    private final Technicians technicians;

    Assignments(Sql sql, Documents documents, EntityManager entities, Technicians technicians) {
        this.sql = sql;
        this.documents = documents;
        this.entities = entities;
        this.technicians = technicians;
    }

    /// Brings history and bookings in line with the visit, whose row the caller has locked and changed.
    void follow(Visit visit) {
        entities.flush();
        int next = documents.version(Visit.COLLECTION, visit.id()) + 1;
        Set<UUID> now = visit.assignees();
        sql.update(
                "UPDATE visit_assignment SET to_version = ? WHERE visit_id = ? AND to_version IS NULL AND user_id <> ALL (?::uuid[])",
                next,
                visit.id(),
                now);
        sql.update("""
                INSERT INTO visit_assignment (visit_id, user_id, from_version)
                SELECT ?, u, ? FROM unnest(?::uuid[]) u
                WHERE NOT EXISTS (SELECT 1 FROM visit_assignment a WHERE a.visit_id = ? AND a.user_id = u AND a.to_version IS NULL)
                """, visit.id(), next, now, visit.id());
        book(visit, now);
    }

    private void book(Visit visit, Set<UUID> now) {
        sql.update(
                "DELETE FROM visit_booking WHERE visit_id = ? AND (user_id <> ALL (?::uuid[]) OR ?::timestamptz IS NULL)",
                visit.id(),
                now,
                visit.plannedStart());
        if (visit.plannedStart() == null) {
            return;
        }
        sql.update("""
                INSERT INTO visit_booking (visit_id, user_id, during, binding)
                SELECT ?, u, tstzrange(?, ?), ? FROM unnest(?::uuid[]) u ORDER BY u
                ON CONFLICT (tenant_id, visit_id, user_id) DO UPDATE SET during = excluded.during, binding = excluded.binding
                """, visit.id(), visit.plannedStart(), visit.plannedEnd(), visit.bindsTime(), now);
    }

    /// Makes sure that nobody is planned for two visits at once without wanting it. The constraint of the bookings has
    /// the last word between two who plan at the same moment; it knows nothing of visits that were double-booked on
    /// purpose, and cannot say which visit is in the way.
    ///
    /// @throws Problem 409 `double-booked` with `visitId`, `visitNumber` and `technicianId`
    void requireFree(Visit visit) {
        if (!visit.bindsTime() || visit.plannedStart() == null) {
            return;
        }
        sql.first(
                        """
                        SELECT v.id, v.number, b.user_id FROM visit_booking b
                        JOIN visit v ON v.tenant_id = b.tenant_id AND v.id = b.visit_id AND v.status IN ('scheduled', 'dispatched')
                        WHERE b.tenant_id = current_tenant() AND b.user_id = ANY (?::uuid[]) AND b.during && tstzrange(?, ?)
                          AND b.visit_id <> ?
                        ORDER BY b.during LIMIT 1
                        """,
                        row -> Problem.conflict(
                                        "double-booked", "The technician has another visit planned at that time.")
                                .with("visitId", row.getString(1))
                                .with("visitNumber", row.getString(2))
                                .with("technicianId", row.getString(3)),
                        visit.assignees(),
                        visit.plannedStart(),
                        visit.plannedEnd(),
                        visit.id())
                .ifPresent(clash -> {
                    throw clash;
                });
    }

    /// @throws Problem 409 `technician-disabled` if somebody of the crew can receive nothing any more
    void requireActive(Visit visit) {
        visit.assignees().stream()
                .filter(each -> !technicians.exists(each))
                .findFirst()
                .ifPresent(gone -> {
                    throw Problem.conflict("technician-disabled", "Give the visit to somebody else: he was disabled.")
                            .with("technicianId", gone.toString());
                });
    }

    /// @throws Problem 400 `unknown-technician` if one of them is no active technician of this tenant
    void requireTechnicians(Plan plan) {
        Set<UUID> all = new HashSet<>(plan.crew());
        all.add(plan.technician());
        all.stream().filter(each -> !technicians.exists(each)).findFirst().ifPresent(unknown -> {
            String field = unknown.equals(plan.technician()) ? "technicianId" : "crewIds";
            throw Problem.invalid("unknown-technician", field, "There is no active technician " + unknown + ".");
        });
    }

    /// The right that a user's work gives him: rights are those of the work, not of the moment.
    Right right(Visit visit, UUID user, int base) {
        if (visit.assignees().contains(user)) {
            if (visit.isClosed()) {
                return new Right.Past("closed");
            }
            return visit.status() == VisitStatus.CANCELLED ? new Right.Past("cancelled") : new Right.Present();
        }
        String among = sql.first(
                        "SELECT coalesce(bool_or(user_id = ? AND (to_version IS NULL OR to_version > ?))::text, 'nobody')"
                                + " FROM visit_assignment WHERE visit_id = ?",
                        row -> row.getString(1),
                        user,
                        base,
                        visit.id())
                .orElseThrow();
        return switch (among) {
            case "nobody" -> new Right.Nobodys();
            case "true" -> new Right.Past("reassigned");
            default -> new Right.None();
        };
    }
}
