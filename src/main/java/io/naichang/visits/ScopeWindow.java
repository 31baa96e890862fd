package io.naichang.visits;

import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.naichang.sync.Changes;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.List;
import java.util.UUID;

/// Rolls the window of days that phones hold: what was done or cancelled more than 14 days ago leaves them.
@ApplicationScoped
class ScopeWindow {
    private static final int AT_ONCE = 500;

    private final Sql sql;
    private final Tenant tenant;

    ScopeWindow(Sql sql, Tenant tenant) {
        this.sql = sql;
        this.tenant = tenant;
    }

    /// Every hour, since tenants' midnights differ; a run that finds nothing costs one query a tenant.
    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void roll() {
        QuarkusTransaction.requiringNew()
                .call(() -> sql.list("SELECT id FROM tenant ORDER BY id", row -> row.getString(1)))
                .forEach(tenant::roll);
    }

    /// The window of one tenant.
    @ApplicationScoped
    static class Tenant {
        private final Sql sql;
        private final Caller caller;
        private final Changes changes;

        Tenant(Sql sql, Caller caller, Changes changes) {
            this.sql = sql;
            this.caller = caller;
            this.changes = changes;
        }

        @ActivateRequestContext
        void roll(String id) {
            caller.actAs(id, null);
            while (QuarkusTransaction.requiringNew().call(this::rollSome) == AT_ONCE) {
                // The next some.
            }
        }

        private int rollSome() {
            List<UUID> left = sql.list("""
                    SELECT v.id FROM visit v
                    JOIN tenant t ON t.id = v.tenant_id
                    JOIN sync_document d ON d.tenant_id = v.tenant_id AND d.collection = 'visits' AND d.id = v.id
                    WHERE v.tenant_id = current_tenant() AND v.status IN ('done', 'cancelled') AND v.deleted_at IS NULL
                      AND (cardinality(d.buckets) > 0) <>
                          (visit_in_scope(v.status, coalesce(v.planned_start, v.finished_at), t.time_zone)
                           AND (v.technician_id IS NOT NULL OR cardinality(v.crew_ids) > 0))
                    ORDER BY v.id LIMIT ?
                    """, row -> row.getObject(1, UUID.class), AT_ONCE);
            left.forEach(each -> changes.touch(Visit.COLLECTION, each));
            return left.size();
        }
    }
}
