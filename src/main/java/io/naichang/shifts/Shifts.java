package io.naichang.shifts;

import io.naichang.platform.IfMatch;
import io.naichang.platform.Listing;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Single shifts.
@ApplicationScoped
class Shifts {
    static final Listing LISTING = new Listing(
            "shifts",
            "shift t",
            "t.id",
            "t.version",
            "jsonb_build_object('technicianId', t.technician_id, 'day', t.day, 'hours', t.hours)",
            "t.day",
            "date");

    private final Sql sql;

    Shifts(Sql sql) {
        this.sql = sql;
    }

    private record Stored(int version, ShiftForm form) {}

    Optional<ShiftForm> find(UUID id) {
        return read(id, "").map(Stored::form);
    }

    private Optional<Stored> read(UUID id, String lock) {
        return sql.first(
                "SELECT version, technician_id, day, hours::text FROM shift WHERE tenant_id = current_tenant() AND id = ?"
                        + lock,
                row -> new Stored(
                        row.getInt(1),
                        new ShiftForm(
                                row.getObject(2, UUID.class),
                                row.getObject(3, LocalDate.class),
                                Hours.read(row.getString(4)))),
                id);
    }

    /// The shift, locked, if the caller has read its present version.
    ///
    /// @throws Problem 404, 428, 412
    ShiftForm lock(UUID id, @Nullable String ifMatch) {
        Stored stored = read(id, " FOR UPDATE").orElseThrow(() -> Problem.missing("not-found"));
        IfMatch.check(ifMatch, stored.version());
        return stored.form();
    }

    /// Another shift of the technician's at that time.
    Optional<UUID> overlap(UUID id, ShiftForm form) {
        return sql.first(
                """
                SELECT id FROM shift WHERE tenant_id = current_tenant() AND technician_id = ? AND id <> ?
                    AND shift_during(day, hours) && shift_during(?::date, ?::jsonb)
                """,
                row -> row.getObject(1, UUID.class),
                form.technicianId(),
                id,
                form.day(),
                form.hours().json());
    }

    void add(UUID id, ShiftForm form) {
        sql.update(
                "INSERT INTO shift (id, technician_id, day, hours) VALUES (?, ?, ?, ?::jsonb)",
                id,
                form.technicianId(),
                form.day(),
                form.hours().json());
    }

    void amend(UUID id, ShiftForm form) {
        sql.update("""
                UPDATE shift SET version = version + 1, technician_id = ?, day = ?, hours = ?::jsonb
                WHERE tenant_id = current_tenant() AND id = ?
                """, form.technicianId(), form.day(), form.hours().json(), id);
    }

    void delete(UUID id) {
        sql.update("DELETE FROM shift WHERE tenant_id = current_tenant() AND id = ?", id);
    }
}
