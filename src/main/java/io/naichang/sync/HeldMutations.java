package io.naichang.sync;

import io.naichang.platform.Caller;
import io.naichang.platform.Json;
import io.naichang.platform.Problems;
import io.naichang.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Looks after mutations that came before the row that they belong to (design: sync-protocol.md §4 "held"): applies
/// them
/// when it is there, and tells a dispatcher of what waits for more than five days. Nothing of it is ever dropped.
@ApplicationScoped
class HeldMutations {
    private static final Logger LOG = Logger.getLogger(HeldMutations.class);
    private static final Duration TOO_LONG = Duration.ofDays(5);
    /// What was tried and waits on is tried again when its parent has come or changed, else after this time.
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final int TRIES = 3;

    private final Sql sql;
    private final Caller caller;
    private final HeldTransaction transaction;
    private final Ledger ledger;
    private final Quarantine quarantine;
    private final Clock clock;
    private final Map<Group, Integer> failures = new HashMap<>();

    HeldMutations(
            Sql sql, Caller caller, HeldTransaction transaction, Ledger ledger, Quarantine quarantine, Clock clock) {
        this.sql = sql;
        this.caller = caller;
        this.transaction = transaction;
        this.ledger = ledger;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    private record Group(UUID device, UUID user, long seq) {}

    /// Costs one query where nothing waits. Nodes that look at the same time wait at the device's lock, and the later
    /// one finds nothing left.
    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @ActivateRequestContext
    void look() {
        List<String> tenants = QuarkusTransaction.requiringNew()
                .call(() -> sql.list("SELECT sync_held_tenants()", row -> row.getString(1)));
        for (String tenant : tenants) {
            try {
                caller.actAs(tenant, null);
                QuarkusTransaction.requiringNew().run(this::raise);
                QuarkusTransaction.requiringNew().call(this::ready).forEach(group -> apply(tenant, group));
            } catch (RuntimeException e) {
                // The other companies' work must not wait for it; it is looked at again in some seconds.
                LOG.errorf(e, "what is held for %s could not be looked at", tenant);
            }
        }
    }

    /// In the order of their numbers, since a later one may wait for a row that an earlier one makes. What was only
    /// held behind others of its own row is ready when those are gone, whatever became of them.
    private List<Group> ready() {
        return sql.list(
                """
                SELECT h.device_id, v.user_id, h.group_seq
                FROM sync_held h JOIN sync_device v ON v.tenant_id = h.tenant_id AND v.id = h.device_id
                LEFT JOIN sync_document d ON d.tenant_id = h.tenant_id AND d.collection = h.waits_for AND d.id = h.waits_id
                WHERE h.tenant_id = current_tenant()
                  AND (h.tried_at IS NULL OR h.tried_at < ? OR d.version > coalesce(h.tried_version, 0))
                  AND (d.id IS NOT NULL OR (h.waits_for = h.collection AND h.waits_id = h.record_id))
                  AND NOT EXISTS (
                      SELECT 1 FROM sync_held e WHERE e.tenant_id = h.tenant_id AND e.device_id = h.device_id
                        AND e.collection = h.collection AND e.record_id = h.record_id AND e.group_seq < h.group_seq)
                GROUP BY 1, 2, 3 ORDER BY 1, 3
                """,
                row -> new Group(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getLong(3)),
                clock.instant().minus(AGAIN));
    }

    private void apply(String tenant, Group group) {
        caller.actAs(tenant, group.user());
        try {
            transaction.apply(group.device(), group.seq());
            failures.remove(group);
        } catch (RuntimeException e) {
            Problems.Cause cause = Problems.causeOf(e);
            int tries = cause.race() || cause.outage() ? 0 : failures.merge(group, 1, Integer::sum);
            if (cause.constraint() || tries >= TRIES) {
                if (!cause.constraint()) {
                    quarantine.raise(group.device(), group.seq(), e);
                }
                transaction.refuse(group.device(), group.seq(), cause.constraint() ? cause.code() : "internal");
                failures.remove(group);
            }
        }
    }

    private record Waiting(Mutation mutation, String parent, UUID id) {}

    private void raise() {
        sql.list(
                        """
                        UPDATE sync_held h SET raised_at = ? FROM sync_device v
                        WHERE h.tenant_id = current_tenant() AND v.tenant_id = h.tenant_id AND v.id = h.device_id
                          AND h.raised_at IS NULL AND h.received_at < ?
                        RETURNING h.device_id, v.user_id, h.seq, h.collection, h.record_id, h.mutation::text, h.occurred_at, h.waits_for, h.waits_id
                        """,
                        row -> new Waiting(
                                new Mutation(
                                        row.getObject(2, UUID.class),
                                        row.getObject(1, UUID.class),
                                        row.getLong(3),
                                        row.getString(4),
                                        row.getObject(5, UUID.class),
                                        "",
                                        0,
                                        Json.object(),
                                        null,
                                        Json.object(),
                                        row.getTimestamp(7).toInstant(),
                                        null,
                                        Json.object(row.getString(6))),
                                row.getString(8),
                                row.getObject(9, UUID.class)),
                        clock.instant(),
                        clock.instant().minus(TOO_LONG))
                .forEach(each -> ledger.write(
                        "refused",
                        "held-too-long",
                        "It has waited for " + each.parent() + "/" + each.id() + " for five days.",
                        each.mutation(),
                        Ledger.Clash.whole()));
    }
}
