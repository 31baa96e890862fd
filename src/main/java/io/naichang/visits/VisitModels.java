package io.naichang.visits;

import io.naichang.assets.MachinesMoved;
import io.naichang.platform.Sql;
import io.naichang.sync.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/// A visit leads its technicians to the manuals of the machines at its site: when other machines stand there, it leads
/// elsewhere.
@ApplicationScoped
class VisitModels {
    private final Sql sql;
    private final Changes changes;

    VisitModels(Sql sql, Changes changes) {
        this.sql = sql;
        this.changes = changes;
    }

    void moved(@Observes MachinesMoved event) {
        sql.list("""
                        SELECT v.id FROM visit v
                        WHERE v.tenant_id = current_tenant() AND v.site_id = ANY (?) AND v.deleted_at IS NULL
                          AND (v.status NOT IN ('done', 'cancelled') OR visit_buckets(v.id) <> '{}')
                        """, row -> row.getObject(1, UUID.class), event.sites())
                .forEach(id -> changes.touch(Visit.COLLECTION, id));
    }
}
