package io.naichang.visits;

import io.naichang.platform.Sql;
import io.naichang.tracks.OwnVisits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Says when a technician was on the way to a visit or at it: by the steps that he took, or one of the crew with whom
/// he went.
@ApplicationScoped
class VisitTracking implements OwnVisits {
    /// A visit that nobody ended does not follow anybody home for ever.
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    private final Sql sql;

    VisitTracking(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<During> of(UUID technician, Instant from, Instant to) {
        Instant earliest = from.minus(FORGOTTEN);
        return sql.list(
                """
                SELECT s.at, least(s.until, s.at + interval '24 hours')
                FROM (SELECT a.visit_id, a.at, a.status, a.user_id,
                             coalesce(lead(a.at) OVER (PARTITION BY a.visit_id ORDER BY a.at, a.id), 'infinity') AS until
                      FROM visit_step a
                      WHERE a.tenant_id = current_tenant() AND a.visit_id IN (
                          SELECT b.visit_id FROM visit_step b WHERE b.tenant_id = current_tenant() AND b.at > ? AND b.at <= ?)) s
                JOIN visit v ON v.tenant_id = current_tenant() AND v.id = s.visit_id
                WHERE s.status IN ('en-route', 'in-progress', 'waiting') AND s.at <= ? AND s.until > ?
                  AND (s.user_id = ? OR (s.user_id = ANY (v.crew_ids || v.technician_id) AND ? = ANY (v.crew_ids || v.technician_id)))
                """,
                row -> new During(
                        row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()),
                earliest,
                to,
                to,
                from,
                technician,
                technician);
    }
}
