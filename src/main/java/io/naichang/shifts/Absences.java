package io.naichang.shifts;

import io.naichang.platform.IfMatch;
import io.naichang.platform.Listing;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// When technicians are away.
@ApplicationScoped
class Absences {
    static final Listing LISTING =
            new Listing("absences", "absence t", "t.id", "t.version", """
            jsonb_strip_nulls(jsonb_build_object('technicianId', t.technician_id, 'from', wire(t.starts_at), 'until', wire(t.ends_at),
                'kind', t.kind, 'note', t.note))""", "t.starts_at", "timestamptz");

    private final Sql sql;

    Absences(Sql sql) {
        this.sql = sql;
    }

    private record Stored(int version, AbsenceForm form) {}

    Optional<AbsenceForm> find(UUID id) {
        return read(id, "").map(Stored::form);
    }

    private Optional<Stored> read(UUID id, String lock) {
        return sql.first(
                "SELECT version, technician_id, starts_at, ends_at, note, kind FROM absence"
                        + " WHERE tenant_id = current_tenant() AND id = ?" + lock,
                row -> new Stored(
                        row.getInt(1),
                        new AbsenceForm(
                                row.getObject(2, UUID.class),
                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                row.getObject(4, OffsetDateTime.class).toInstant(),
                                row.getString(6),
                                row.getString(5))),
                id);
    }

    /// The row, locked, if the caller has read its present version.
    ///
    /// @throws Problem 404, 428, 412
    AbsenceForm lock(UUID id, @Nullable String ifMatch) {
        Stored stored = read(id, " FOR UPDATE").orElseThrow(() -> Problem.missing("not-found"));
        IfMatch.check(ifMatch, stored.version());
        return stored.form();
    }

    /// Another one of the technician's at that time.
    Optional<UUID> overlap(UUID id, AbsenceForm form) {
        return sql.first("""
                SELECT id FROM absence WHERE tenant_id = current_tenant() AND technician_id = ? AND id <> ?
                    AND ends_at > ? AND starts_at < ?
                """, row -> row.getObject(1, UUID.class), form.technicianId(), id, form.from(), form.until());
    }

    void add(UUID id, AbsenceForm form) {
        sql.update(
                "INSERT INTO absence (id, technician_id, starts_at, ends_at, note, kind) VALUES (?, ?, ?, ?, ?, ?)",
                id,
                form.technicianId(),
                form.from(),
                form.until(),
                form.note(),
                form.kind());
    }

    void amend(UUID id, AbsenceForm form) {
        sql.update("""
                UPDATE absence SET version = version + 1, changed_at = now(), technician_id = ?, starts_at = ?, ends_at = ?, note = ?, kind = ?
                WHERE tenant_id = current_tenant() AND id = ?
                """, form.technicianId(), form.from(), form.until(), form.note(), form.kind(), id);
    }

    void delete(UUID id) {
        sql.update("DELETE FROM absence WHERE tenant_id = current_tenant() AND id = ?", id);
    }
}
