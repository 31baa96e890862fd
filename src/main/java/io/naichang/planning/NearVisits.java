package io.naichang.planning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How PostgreSQL finds what planners read of a region's days: as `near`, to be joined.
final class NearVisits {
    private NearVisits() {}

    /// At a site of the region, or of its technicians.
    static final String OURS =
            "(s.region_id = ? OR v.technician_id = ANY (?::uuid[]) OR v.crew_ids && ?::uuid[] OR v.performed_by = ANY (?::uuid[]))";

    /// How many are read at most of what nobody has though its customer's time is over, and of what should be over
    /// and was never begun, the newest of a region: a neglected backlog has no end, and must not keep anybody from
    /// planning what comes.
    static final int OLD = 500;

    /// Each kind is found by an index of its own, for a visit that is one of several has none. That it was finished
    /// before infinity says nothing, but PostgreSQL takes what lies between two instants for little, and so it is.
    /// `OFFSET 0` keeps it from going through all visits of a region's sites for what is old.
    ///
    /// `place` is where each row lies: looked up by id, a company that had grown faster than what PostgreSQL
    /// knew of it had all its visits read for each of them.
    static final String SQL = """
            WITH near AS (
                SELECT ctid AS place FROM visit WHERE tenant_id = current_tenant() AND id = ?
                UNION
                SELECT ctid AS place FROM visit WHERE tenant_id = current_tenant() AND status = 'unscheduled'
                  AND (window_start IS NULL OR (window_start < ? AND window_end > ?))
                UNION
                (SELECT v.place FROM (SELECT *, ctid AS place FROM visit WHERE tenant_id = current_tenant() AND status = 'unscheduled'
                  AND window_end <= ? OFFSET 0) v JOIN site s ON s.tenant_id = v.tenant_id AND s.id = v.site_id
                WHERE $OURS AND v.deleted_at IS NULL
                ORDER BY v.window_end DESC, v.id LIMIT $OLD)
                UNION
                SELECT ctid AS place FROM visit WHERE tenant_id = current_tenant() AND status <> 'unscheduled'
                  AND planned_start > ? AND planned_start < ? AND planned_end > ?
                UNION
                (SELECT v.place FROM (SELECT *, ctid AS place FROM visit WHERE tenant_id = current_tenant()
                  AND status IN ('scheduled', 'dispatched', 'en-route') AND planned_start > ? AND planned_start < ?
                  AND planned_end > ? AND planned_end <= ? OFFSET 0) v JOIN site s ON s.tenant_id = v.tenant_id AND s.id = v.site_id
                WHERE $OURS AND v.deleted_at IS NULL
                ORDER BY v.planned_start DESC, v.id LIMIT $OLD)
                UNION
                SELECT ctid AS place FROM visit WHERE tenant_id = current_tenant() AND status IN ('in-progress', 'waiting') AND started_at < ?
                UNION
                SELECT ctid AS place FROM visit WHERE tenant_id = current_tenant() AND status = 'done'
                  AND finished_at > ? AND finished_at < 'infinity' AND started_at < ?)
            """.replace("$OURS", OURS).replace("$OLD", String.valueOf(OLD));

    /// What its question marks stand for, with those of one more [#OURS] behind it.
    static Object[] keys(UUID region, Reach reach, @Nullable UUID also, Collection<UUID> technicians) {
        UUID one = also == null ? new UUID(0, 0) : also;
        Instant from = reach.from();
        Instant to = reach.to();
        Instant earliest = from.minus(Reach.LONGEST);
        Instant open = reach.open();
        Instant missed = reach.missed().isBefore(open) ? reach.missed() : open;
        List<Object> ours = List.of(region, technicians, technicians, technicians);
        List<Object> keys = new ArrayList<>(List.of(one, to, open, missed));
        keys.addAll(ours);
        keys.addAll(List.of(earliest, to, from, earliest, from, reach.forgotten(), from));
        keys.addAll(ours);
        keys.addAll(List.of(to, from, to));
        keys.addAll(ours);
        return keys.toArray();
    }
}
