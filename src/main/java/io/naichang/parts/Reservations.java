package io.naichang.parts;

import io.naichang.platform.Events;
import io.naichang.platform.Listing;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Stock that is kept for a visit. What the visit consumes from the same location is taken off the reservation.
@ApplicationScoped
public class Reservations {
    static final String COLLECTION = "reservations";
    static final Listing LISTING = new Listing(COLLECTION, "reservation t", "t.id", "1", """
            jsonb_build_object('visitId', t.visit_id, 'partId', t.part_id, 'locationId', t.location_id,
                'quantity', trim_scale(t.quantity), 'outstanding', trim_scale(t.outstanding))""", "t.id", "uuid");

    private final StockLevels levels;
    private final Events events;
    private final Sql sql;

    Reservations(StockLevels levels, Events events, Sql sql) {
        this.levels = levels;
        this.events = events;
        this.sql = sql;
    }

    Optional<ReservationForm> form(UUID id) {
        return sql.first(
                "SELECT visit_id, part_id, location_id, quantity FROM reservation WHERE id = ?",
                row -> new ReservationForm(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getBigDecimal(4)),
                id);
    }

    /// Keeps stock for a visit.
    ///
    /// @throws Problem 409 `not-available` if less is free there
    void add(UUID id, ReservationForm form) {
        BigDecimal free = levels.lock(form.partId(), form.locationId()).free();
        if (free.compareTo(form.quantity()) < 0) {
            throw Problem.conflict("not-available", "Less than that is free at this location.")
                    .with("free", Quantity.normal(free.max(BigDecimal.ZERO)));
        }
        sql.update(
                """
                INSERT INTO reservation (id, visit_id, part_id, location_id, quantity, outstanding, before)
                VALUES (?, ?, ?, ?, ?, ?, consumed_at(?, ?, ?))
                """,
                id,
                form.visitId(),
                form.partId(),
                form.locationId(),
                form.quantity(),
                form.quantity(),
                form.visitId(),
                form.partId(),
                form.locationId());
        levels.countReserved(form.partId(), form.locationId());
        events.record("part-reserved", COLLECTION, id, null);
    }

    /// Sets free what is left of a reservation.
    ///
    /// @throws Problem 404 `not-found`
    void release(UUID id) {
        ReservationForm form = form(id).orElseThrow(() -> Problem.missing("not-found"));
        levels.lock(form.partId(), form.locationId());
        sql.update("DELETE FROM reservation WHERE id = ?", id);
        levels.countReserved(form.partId(), form.locationId());
        events.record("reservation-released", COLLECTION, id, null);
    }

    /// Sets free what is kept for a visit that will not take place, or is over.
    public void releaseOf(UUID visit) {
        List<UUID> all = sql.list(
                "SELECT id FROM reservation WHERE visit_id = ? ORDER BY part_id, location_id",
                row -> row.getObject(1, UUID.class),
                visit);
        all.forEach(this::release);
    }

    /// Brings a reservation in line with what its visit has consumed; the level's row must be locked. Counted anew each
    /// time, so that a voided or late movement leaves no trace.
    void consumed(UUID visit, UUID part, UUID location) {
        int reserved = sql.update("""
                UPDATE reservation SET outstanding =
                    least(quantity, greatest(quantity + before - consumed_at(visit_id, part_id, location_id), 0))
                WHERE visit_id = ? AND part_id = ? AND location_id = ?
                """, visit, part, location);
        if (reserved > 0) {
            levels.countReserved(part, location);
        }
    }
}
