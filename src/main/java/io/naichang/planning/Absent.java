package io.naichang.planning;

import io.naichang.platform.Sql;
import io.naichang.shifts.WorkingTimes.TechnicianAbsent;
import io.naichang.sync.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Tells dispatchers, in the transaction that says so, what an absent technician leaves undone. His visits stay
/// planned:
/// the board shows them in danger, and a replan moves them.
@ApplicationScoped
class Absent {
    private final Sql sql;
    private final SceneRows rows;
    private final Notices notices;
    private final Texts texts;

    Absent(Sql sql, SceneRows rows, Notices notices, Texts texts) {
        this.sql = sql;
        this.rows = rows;
        this.notices = notices;
        this.texts = texts;
    }

    private record Dispatcher(UUID id, String language) {}

    void absent(@Observes TechnicianAbsent event) {
        List<UUID> visits =
                sql.list("""
                SELECT DISTINCT b.visit_id FROM visit_booking b
                JOIN visit v ON v.tenant_id = b.tenant_id AND v.id = b.visit_id AND v.status IN ('scheduled', 'dispatched', 'en-route')
                WHERE b.tenant_id = current_tenant() AND b.user_id = ? AND b.during && tstzrange(?, ?)
                """, row -> row.getObject(1, UUID.class), event.technician(), event.from(), event.until());
        if (visits.isEmpty()) {
            return;
        }
        Proposal.Told told = texts.of(
                "absence-notice",
                Map.of(
                        "technician",
                        rows.name(event.technician()),
                        "kind",
                        event.kind(),
                        "from",
                        Texts.time(event.from(), rows.zone()),
                        "until",
                        Texts.time(event.until(), rows.zone()),
                        "count",
                        visits.size()));
        sql.list("""
                        SELECT id, language FROM app_user
                        WHERE tenant_id = current_tenant() AND active AND 'dispatcher' = ANY (roles) ORDER BY id
                        """, row -> new Dispatcher(row.getObject(1, UUID.class), row.getString(2)))
                .forEach(each -> notices.tell(
                        each.id(),
                        "visits-endangered",
                        "technicians",
                        event.technician(),
                        each.language().equals("th") ? told.th() : told.en()));
    }
}
