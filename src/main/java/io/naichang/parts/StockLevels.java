package io.naichang.parts;

import io.naichang.platform.Dependents;
import io.naichang.platform.Listing;
import io.naichang.platform.Sql;
import io.naichang.sync.Changes;
import io.naichang.sync.Documents;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// How much of which part lies where. A level's row is the lock under which everything that follows from the balance
/// is written: discrepancies and what is reserved.
@ApplicationScoped
class StockLevels implements Dependents {
    static final String COLLECTION = "stock_levels";

    /// By stock number.
    static final Listing LISTING = Documents.listing(
            COLLECTION,
            """
            (SELECT l.*, p.sku, p.name AS part_name, c.name AS location_name FROM stock_level l
             JOIN part p ON p.tenant_id = l.tenant_id AND p.id = l.part_id
             JOIN location c ON c.tenant_id = l.tenant_id AND c.id = l.location_id)""",
            "jsonb_build_object('sku', t.sku, 'partName', t.part_name, 'locationName', t.location_name)",
            "t.sku");

    private final Discrepancies discrepancies;
    private final Changes changes;
    private final Sql sql;

    StockLevels(Discrepancies discrepancies, Changes changes, Sql sql) {
        this.discrepancies = discrepancies;
        this.changes = changes;
        this.sql = sql;
    }

    /// The id of a level, the same for everybody who makes it.
    static UUID idOf(UUID part, UUID location) {
        return UUID.nameUUIDFromBytes((part + "@" + location).getBytes(StandardCharsets.US_ASCII));
    }

    /// Changes a balance and lets the discrepancy follow it; answers the one that this opened.
    Optional<Discrepancies.Opened> change(UUID part, MovementForm.Effect effect, UUID movement, boolean count) {
        UUID location = effect.location();
        Level level = add(effect.change(), part, location);
        return discrepancies.follow(part, location, level.onHand(), movement, count);
    }

    /// What lies at a location, and what of it nobody has reserved.
    record Level(BigDecimal onHand, BigDecimal free) {}

    /// Locks a level, made if need be.
    Level lock(UUID part, UUID location) {
        return add(BigDecimal.ZERO, part, location);
    }

    /// Adds to a level and holds its row. The first of a level's movements makes the row; two of them at once would
    /// meet in either of its keys, and a conflict target names but one.
    private Level add(BigDecimal change, UUID part, UUID location) {
        changes.touch(COLLECTION, idOf(part, location));
        return added(change, part, location)
                .or(() -> {
                    sql.update(
                            "INSERT INTO stock_level (id, part_id, location_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                            idOf(part, location),
                            part,
                            location);
                    return added(change, part, location);
                })
                .orElseThrow();
    }

    private Optional<Level> added(BigDecimal change, UUID part, UUID location) {
        return sql.first(
                "UPDATE stock_level SET on_hand = on_hand + ? WHERE part_id = ? AND location_id = ? RETURNING on_hand, available",
                row -> new Level(row.getBigDecimal(1), row.getBigDecimal(2)),
                change,
                part,
                location);
    }

    /// Brings what is reserved in line with the reservations; the level's row must be locked.
    void countReserved(UUID part, UUID location) {
        sql.update("""
                UPDATE stock_level SET reserved =
                    (SELECT coalesce(sum(r.outstanding), 0) FROM reservation r WHERE r.part_id = ? AND r.location_id = ?)
                WHERE part_id = ? AND location_id = ?
                """, part, location, part, location);
        changes.touch(COLLECTION, idOf(part, location));
    }

    /// Levels change their looks with their location.
    void touchOfLocation(UUID location) {
        touch("location_id = ?", location);
    }

    /// Levels vanish with their part.
    void touchOfPart(UUID part) {
        touch("part_id = ?", part);
    }

    private void touch(String where, UUID id) {
        sql.list("SELECT id FROM stock_level WHERE " + where, row -> row.getObject(1, UUID.class), id)
                .forEach(each -> changes.touch(COLLECTION, each));
    }

    @Override
    public String name() {
        return COLLECTION;
    }

    @Override
    public boolean hangOn(String collection, UUID id) {
        String column = collection.equals(Parts.COLLECTION)
                ? "part_id"
                : collection.equals(Locations.COLLECTION) ? "location_id" : "";
        return !column.isEmpty()
                && sql.first(
                                "SELECT 1 FROM stock_level WHERE " + column
                                        + " = ? AND (on_hand <> 0 OR reserved <> 0) LIMIT 1",
                                row -> row.getInt(1),
                                id)
                        .isPresent();
    }
}
