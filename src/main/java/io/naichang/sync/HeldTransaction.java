package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Tries one held group again, whole, under the lock of its device; what becomes of it is an outcome for its phone.
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class HeldTransaction {
    private final Sql sql;
    private final Devices devices;
    private final Engine engine;
    private final Changes changes;
    private final EntityManager entities;
    private final Clock clock;

    HeldTransaction(Sql sql, Devices devices, Engine engine, Changes changes, EntityManager entities, Clock clock) {
        this.sql = sql;
        this.devices = devices;
        this.engine = engine;
        this.changes = changes;
        this.entities = entities;
        this.clock = clock;
    }

    /// Applies the group if all that it waits for is there. An earlier mutation of one of its rows that still waits
    /// keeps it waiting.
    void apply(UUID deviceId, long groupSeq) {
        Device device = devices.lock(deviceId);
        List<Mutation> group = group(device, groupSeq);
        if (group.isEmpty() || waitsBehindAnother(deviceId, groupSeq)) {
            return;
        }
        sql.update("SAVEPOINT held_group");
        List<MutationResult> results = new ArrayList<>();
        for (Mutation each : group) {
            MutationResult result = engine.apply(each);
            results.add(result);
            if (result.fails()) {
                break;
            }
        }
        MutationResult last = results.getLast();
        if (last.fails()) {
            sql.update("ROLLBACK TO SAVEPOINT held_group");
            entities.clear();
            changes.forget();
            if (last.waitsFor() != null) {
                waitFor(deviceId, groupSeq, last);
                return;
            }
            results = engine.refuseGroup(group, results.size() - 1, last);
        }
        conclude(device, groupSeq, results);
    }

    /// Gives up on a group on which the server or the database fails each time; the ledger keeps it.
    void refuse(UUID deviceId, long groupSeq, String code) {
        Device device = devices.lock(deviceId);
        List<MutationResult> results = new ArrayList<>();
        group(device, groupSeq)
                .forEach(
                        each -> results.add(engine.refuse(each, "rejected", code, null, "It is kept for the office.")));
        conclude(device, groupSeq, results);
    }

    private List<Mutation> group(Device device, long groupSeq) {
        return sql.list(
                "SELECT seq, mutation::text, occurred_at FROM sync_held WHERE device_id = ? AND group_seq = ? ORDER BY seq",
                row -> mutation(device, row),
                device.id(),
                groupSeq);
    }

    private static Mutation mutation(Device device, ResultSet row) throws SQLException {
        ObjectNode raw = Json.object(row.getString(2));
        Instant occurredAt = row.getTimestamp(3).toInstant();
        PushBatch.Incoming incoming = new PushBatch.Incoming(row.getLong(1), null, "", raw, false);
        return MutationReader.read(incoming, device, new DeviceClock.Occurred(occurredAt, "exact"))
                .mutation();
    }

    private boolean waitsBehindAnother(UUID deviceId, long groupSeq) {
        return sql.first(
                        "SELECT 1 FROM sync_held g JOIN sync_held e ON e.device_id = g.device_id AND e.collection = g.collection"
                                + " AND e.record_id = g.record_id AND e.group_seq < g.group_seq"
                                + " WHERE g.device_id = ? AND g.group_seq = ? LIMIT 1",
                        row -> row.getInt(1),
                        deviceId,
                        groupSeq)
                .isPresent();
    }

    /// What it waits for may be there already and be nobody's yet: then it is tried again when that changes.
    private void waitFor(UUID deviceId, long groupSeq, MutationResult result) {
        sql.update("""
                UPDATE sync_held h SET waits_for = w.collection, waits_id = w.id, tried_at = ?, tried_version = (
                    SELECT d.version FROM sync_document d
                    WHERE d.tenant_id = h.tenant_id AND d.collection = w.collection AND d.id = w.id)
                FROM (VALUES (?, ?::uuid)) AS w (collection, id) WHERE h.device_id = ? AND h.group_seq = ?
                """, clock.instant(), result.waitsFor(), result.waitsId(), deviceId, groupSeq);
    }

    private void conclude(Device device, long groupSeq, List<MutationResult> results) {
        for (MutationResult each : results) {
            ObjectNode json = each.json();
            sql.update(
                    "INSERT INTO sync_outcome (device_id, seq, result) VALUES (?, ?, ?::jsonb)",
                    device.id(),
                    json.path("seq").longValue(),
                    json.toString());
            sql.update(
                    "UPDATE conflict SET status = 'resolved', resolved_at = ?, resolution = '{\"keep\": \"kept\"}'"
                            + " WHERE tenant_id = current_tenant() AND device_id = ? AND seq = ? AND rule = 'held-too-long' AND status = 'open'",
                    clock.instant(),
                    device.id(),
                    json.path("seq").longValue());
        }
        sql.update("DELETE FROM sync_held WHERE device_id = ? AND group_seq = ?", device.id(), groupSeq);
        changes.poke(Subscriptions.own(device.user()));
    }
}
