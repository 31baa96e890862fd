package io.naichang.adapters;

import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The numbers that WatermelonDB keeps as `lastPulledAt`, each for a cursor that is kept here.
@ApplicationScoped
class WatermelonStamps {
    /// A lost answer asks again with the older one, and answers may be lost again and again.
    private static final int KEPT = 20;

    private final Sql sql;
    private final ReceivedRows received;
    private final Clock clock;

    WatermelonStamps(Sql sql, ReceivedRows received, Clock clock) {
        this.sql = sql;
        this.received = received;
        this.clock = clock;
    }

    /// The cursor of a stamp, unless it is unknown.
    @Transactional
    Optional<String> cursor(UUID device, long stamp) {
        return sql.first(
                "SELECT cursor FROM watermelon_stamp WHERE device_id = ? AND stamp = ?",
                row -> row.getString(1),
                device,
                stamp);
    }

    /// What the device must be told with this pull beside what changed.
    @Transactional
    ReceivedRows.AllUntold untold(UUID device, @Nullable Long knows) {
        return received.untold(device, knows);
    }

    /// Makes the stamp of a pull that is about to be answered. Whoever asks with one has got it, so the older go;
    /// the younger stay, since their answers may have been lost or may still be on their way.
    @Transactional
    long next(UUID device, @Nullable Long knows, String cursor, ReceivedRows.AllUntold told, List<String> waiting) {
        sql.list("SELECT id FROM sync_device WHERE id = ? FOR UPDATE", row -> "", device);
        long stamp = sql.first(
                        "INSERT INTO watermelon_stamp (device_id, stamp, cursor, made_at)"
                                + " SELECT ?, coalesce(max(stamp), 0) + 1, ?, ? FROM watermelon_stamp"
                                + " WHERE tenant_id = current_tenant() AND device_id = ? RETURNING stamp",
                        row -> row.getLong(1),
                        device,
                        cursor,
                        clock.instant(),
                        device)
                .orElseThrow();
        sql.update(
                "DELETE FROM watermelon_stamp WHERE tenant_id = current_tenant() AND device_id = ? AND (stamp < ? OR stamp <= ?)",
                device,
                knows == null ? 0L : knows,
                stamp - KEPT);
        received.tell(device, knows, stamp, told, waiting);
        return stamp;
    }
}
