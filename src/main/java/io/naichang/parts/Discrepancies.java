package io.naichang.parts;

import io.naichang.platform.Ids;
import io.naichang.platform.Listing;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/// Stock that does not add up: one open discrepancy for each level below zero, of the amount below zero, and none for
/// any other.
@ApplicationScoped
class Discrepancies {
    /// By the time at which they opened.
    static final Listing LISTING =
            new Listing("stock_discrepancies", """
            stock_discrepancy t
            JOIN part p ON p.tenant_id = t.tenant_id AND p.id = t.part_id
            JOIN location l ON l.tenant_id = t.tenant_id AND l.id = t.location_id""", "t.id", "t.version", """
            jsonb_strip_nulls(jsonb_build_object(
                'partId', t.part_id, 'sku', p.sku, 'partName', p.name,
                'locationId', t.location_id, 'locationName', l.name, 'amount', trim_scale(t.amount),
                'status', CASE WHEN t.closed_at IS NULL THEN 'open' ELSE 'closed' END,
                'openedAt', wire(t.opened_at), 'openedByMovementId', t.opened_by_movement,
                'closedAt', wire(t.closed_at), 'closedByMovementId', t.closed_by_movement))""", "t.opened_at", "timestamptz");

    private static final String OPEN = " WHERE part_id = ? AND location_id = ? AND closed_at IS NULL";

    private final Sql sql;
    private final Ids ids;
    private final Clock clock;

    Discrepancies(Sql sql, Ids ids, Clock clock) {
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /// A discrepancy that a movement opened.
    record Opened(UUID location, BigDecimal amount) {}

    /// Follows a balance whose row is locked. A count settles the question that was open; if the balance is below zero
    /// even so, that is a new question.
    Optional<Opened> follow(UUID part, UUID location, BigDecimal onHand, UUID movement, boolean count) {
        boolean enough = onHand.signum() >= 0;
        if (enough || count) {
            sql.update(
                    "UPDATE stock_discrepancy SET closed_at = ?, closed_by_movement = ?, version = version + 1" + OPEN,
                    clock.instant(),
                    movement,
                    part,
                    location);
        }
        if (enough || keptOpen(part, location, onHand.negate())) {
            return Optional.empty();
        }
        sql.update("""
                INSERT INTO stock_discrepancy (id, part_id, location_id, amount, opened_at, opened_by_movement)
                VALUES (?, ?, ?, ?, ?, ?)
                """, ids.next(), part, location, onHand.negate(), clock.instant(), movement);
        return Optional.of(new Opened(location, onHand.negate()));
    }

    private boolean keptOpen(UUID part, UUID location, BigDecimal amount) {
        return sql.update(
                        "UPDATE stock_discrepancy SET amount = ?, version = version + 1" + OPEN, amount, part, location)
                > 0;
    }
}
