package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.sync.PushBatch.Incoming;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One transaction of a push, under the lock of its device: results, `last_seq` and effects commit together, which is
/// what makes a repeat harmless.
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class PushTransaction {
    private final Sql sql;
    private final Devices devices;
    private final DeviceClock deviceClock;
    private final Schemas schemas;
    private final Documents documents;
    private final Engine engine;
    private final Changes changes;
    private final EntityManager entities;
    private final People people;
    private final Clock clock;

    PushTransaction(
            Sql sql,
            Devices devices,
            DeviceClock deviceClock,
            Schemas schemas,
            Documents documents,
            Engine engine,
            Changes changes,
            EntityManager entities,
            People people,
            Clock clock) {
        this.sql = sql;
        this.devices = devices;
        this.deviceClock = deviceClock;
        this.schemas = schemas;
        this.documents = documents;
        this.engine = engine;
        this.changes = changes;
        this.entities = entities;
        this.people = people;
        this.clock = clock;
    }

    /// A group failed, and there is no savepoint to go back to: none of its transaction is applied.
    static final class Undone extends RuntimeException {
        private Undone() {
            super("a group failed", null, false, false);
        }
    }

    private record Stored(String digest, ObjectNode result) {}

    /// What one transaction of a push knows.
    private final class Turn {
        private final Device device;
        private final DeviceClock.Known times;
        private final Set<String> held;
        private final Map<Long, Stored> stored;
        private final Instant now = clock.instant();
        private final Map<Long, MutationReader.Read> reads = new HashMap<>();
        private final List<ObjectNode> results = new ArrayList<>();
        private final ArrayNode kept = Json.MAPPER.createArrayNode();
        private final int schema;
        private long lastSeq;

        private Turn(PushBatch batch, List<Incoming> mutations) {
            device = devices.lock(batch.deviceId());
            Epochs.refuseOther(batch.epoch(), device);
            times = deviceClock.anchor(device, batch.clock(), now);
            lastSeq = device.lastSeq();
            schema = batch.schema() == null ? device.schema() : batch.schema();
            long first = mutations.getFirst().seq();
            stored = first > lastSeq
                    ? Map.of()
                    : PushTransaction.this.stored(
                            device.id(), first, mutations.getLast().seq());
            held = new HashSet<>(sql.list(
                    "SELECT collection || '/' || record_id FROM sync_held WHERE device_id = ?",
                    row -> row.getString(1),
                    device.id()));
        }

        private MutationReader.Read read(Incoming incoming) {
            return reads.computeIfAbsent(
                    incoming.seq(),
                    seq -> MutationReader.read(
                            incoming.as(schemas.up(schema, incoming.raw())), device, times.occurred(incoming.raw())));
        }
    }

    /// The device of a batch, before anything of it is applied.
    ///
    /// @throws Problem 404 `device-unknown`, 401 `device-revoked` for a stolen phone, 403 `not-permitted` for a
    /// device that does not number its mutations
    Device openNumbered(PushBatch batch) {
        Device device = open(batch.deviceId());
        if (device.adapted()) {
            throw Problem.of(403, "not-permitted", "What is registered as " + device.platform() + " has its own push.");
        }
        return device;
    }

    /// True if what the device pushes is kept for the office, and nothing of it applied.
    boolean isSilenced(Device device) {
        return silenced(device);
    }

    private boolean silenced(Device device) {
        return device.revokedAt() != null || !people.isActive(device.user());
    }

    /// The device of a push in whatever form.
    ///
    /// @throws Problem 404 `device-unknown`, 401 `device-revoked` for a stolen phone
    Device open(UUID id) {
        Device device = devices.get(id);
        if (device.wipe()) {
            throw Problem.of(401, "device-revoked", "This phone was reported stolen.");
        }
        return device;
    }

    /// @throws Problem 409 `mutation-reused` for the whole batch if one of its numbers was used for other content
    /// before
    @Transactional(Transactional.TxType.SUPPORTS)
    void refuseReused(PushBatch batch, Device device) {
        List<Incoming> mutations = batch.mutations();
        if (!mutations.isEmpty() && mutations.getFirst().seq() <= device.lastSeq()) {
            Map<Long, Stored> stored = stored(
                    device.id(), mutations.getFirst().seq(), mutations.getLast().seq());
            mutations.forEach(each -> refuseReused(each, stored.get(each.seq())));
        }
    }

    private static void refuseReused(Incoming incoming, @Nullable Stored stored) {
        if (stored != null && !stored.digest().equals(incoming.digest())) {
            throw Problem.conflict("mutation-reused", "This seq was used for another mutation: register the app anew.")
                    .with("seq", incoming.seq());
        }
    }

    private Map<Long, Stored> stored(UUID device, long first, long last) {
        Map<Long, Stored> stored = new HashMap<>();
        sql.list(
                "SELECT seq, digest, result::text FROM sync_mutation WHERE device_id = ? AND seq BETWEEN ? AND ?",
                row -> stored.put(row.getLong(1), new Stored(row.getString(2), Json.object(row.getString(3)))),
                device,
                first,
                last);
        return stored;
    }

    /// Applies groups in order, provided that none fails; answers one result for each mutation. Most do not, and a
    /// savepoint for each costs a trip to the database.
    ///
    /// @throws Undone if one fails: then they are to be applied each behind a savepoint
    List<ObjectNode> applySound(PushBatch batch, List<List<Incoming>> groups) {
        return applied(batch, groups, false);
    }

    /// Applies groups in order, each whole or not at all; answers one result for each mutation.
    List<ObjectNode> apply(PushBatch batch, List<List<Incoming>> groups) {
        return applied(batch, groups, true);
    }

    private List<ObjectNode> applied(PushBatch batch, List<List<Incoming>> groups, boolean savepoints) {
        List<Incoming> all = groups.stream().flatMap(List::stream).toList();
        Turn turn = new Turn(batch, all);
        boolean silenced = silenced(turn.device);
        List<MutationReader.Read> reads = all.stream().map(turn::read).toList();
        documents.lockAll(
                reads.stream().map(each -> each.mutation().collection()).toList(),
                reads.stream().map(each -> each.mutation().id()).toList());
        if (savepoints) {
            sql.update("SAVEPOINT push_group");
        }
        for (List<Incoming> group : groups) {
            List<Incoming> fresh = unseen(turn, group);
            if (!fresh.isEmpty()) {
                keep(
                        turn,
                        fresh,
                        silenced
                                ? refuseAll(turn, fresh, "superseded", "device-revoked")
                                : group(turn, fresh, savepoints));
                if (savepoints) {
                    sql.update("RELEASE SAVEPOINT push_group; SAVEPOINT push_group");
                }
            }
        }
        keepResults(turn);
        devices.received(turn.device.id(), turn.lastSeq, turn.now, batch.clock().skewMillis(turn.now));
        return turn.results;
    }

    /// Applies what an adapter makes of what came, each mutation a group of its own that gets the device's next
    /// number; answers their results.
    List<ObjectNode> number(UUID deviceId, DeviceClock.Reading reading, List<NumberedPush.Piece> pieces) {
        PushBatch batch = numbered(deviceId, reading, pieces, NumberedPush.Piece::mutations);
        return batch.mutations().isEmpty()
                ? List.of()
                : applied(batch, batch.mutations().stream().map(List::of).toList(), true);
    }

    /// Refuses a piece on which the server or the database failed.
    List<ObjectNode> refuseNumbered(UUID deviceId, DeviceClock.Reading reading, NumberedPush.Piece piece, String code) {
        PushBatch batch = numbered(deviceId, reading, List.of(piece), (each, device) -> List.of(each.asItCame(device)));
        return refused(batch, batch.mutations(), code);
    }

    /// Under the lock of the device. What is applied next must not begin a transaction of its own, in vain: that is why
    /// `applied` and `refused` are private.
    private PushBatch numbered(
            UUID deviceId,
            DeviceClock.Reading reading,
            List<NumberedPush.Piece> pieces,
            BiFunction<NumberedPush.Piece, UUID, List<ObjectNode>> mutations) {
        Device device = devices.lock(deviceId);
        long next = device.lastSeq();
        List<Incoming> numbered = new ArrayList<>();
        for (NumberedPush.Piece piece : pieces) {
            for (ObjectNode each : mutations.apply(piece, deviceId)) {
                numbered.add(PushBatch.incoming(++next, each.put("seq", next)));
            }
        }
        return new PushBatch(deviceId, device.epoch(), schemas.current(), 0, reading, numbered);
    }

    /// Gives the recorded results of what came before; answers what is new.
    private static List<Incoming> unseen(Turn turn, List<Incoming> group) {
        List<Incoming> fresh = new ArrayList<>();
        for (Incoming each : group) {
            if (each.seq() > turn.lastSeq + fresh.size() + 1) {
                throw Problem.conflict("gap", "Mutations before this one are missing.")
                        .with("expectedSeq", turn.lastSeq + 1);
            }
            if (each.seq() > turn.lastSeq) {
                fresh.add(each);
            } else {
                Stored stored = turn.stored.get(each.seq());
                refuseReused(each, stored);
                turn.results.add(
                        stored == null ? Json.object().put("seq", each.seq()).put("status", "known") : stored.result());
            }
        }
        return fresh;
    }

    private List<MutationResult> group(Turn turn, List<Incoming> group, boolean savepoint) {
        List<MutationResult> results = new ArrayList<>();
        for (Incoming each : group) {
            MutationResult result = one(turn, turn.read(each));
            results.add(result);
            if (result.fails()) {
                break;
            }
        }
        MutationResult last = results.getLast();
        if (!last.fails()) {
            return results;
        }
        if (!savepoint) {
            throw new Undone();
        }
        sql.update("ROLLBACK TO SAVEPOINT push_group");
        entities.clear();
        changes.forget();
        return failed(turn, group, results.size() - 1, last);
    }

    private MutationResult one(Turn turn, MutationReader.Read read) {
        Mutation mutation = read.mutation();
        if (read.fault() != null) {
            return engine.refuse(mutation, "rejected", "malformed", read.field(), read.fault());
        }
        if (mutation.op().equals("void")) {
            return MutationResult.of(mutation.seq(), "applied", null);
        }
        if (turn.held.contains(key(mutation))) {
            return MutationResult.held(mutation.seq(), mutation.collection(), mutation.id());
        }
        return engine.apply(mutation);
    }

    /// A group applies whole or not at all: when one fails, the others are refused (or held) with it.
    private List<MutationResult> failed(Turn turn, List<Incoming> group, int culprit, MutationResult failure) {
        List<Mutation> mutations =
                group.stream().map(each -> turn.read(each).mutation()).toList();
        return failure.waitsFor() == null
                ? engine.refuseGroup(mutations, culprit, failure)
                : mutations.stream()
                        .map(each -> hold(turn, each, group.getFirst().seq(), failure))
                        .toList();
    }

    private MutationResult hold(Turn turn, Mutation mutation, long groupSeq, MutationResult failure) {
        sql.update(
                "INSERT INTO sync_held (device_id, seq, collection, record_id, waits_for, waits_id, mutation, occurred_at, group_seq)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)",
                turn.device.id(),
                mutation.seq(),
                mutation.collection(),
                mutation.id(),
                failure.waitsFor(),
                failure.waitsId(),
                mutation.raw().toString(),
                mutation.occurredAt(),
                groupSeq);
        turn.held.add(key(mutation));
        return MutationResult.held(mutation.seq(), mutation.collection(), mutation.id());
    }

    private static String key(Mutation mutation) {
        return mutation.collection() + "/" + mutation.id();
    }

    private List<MutationResult> refuseAll(Turn turn, List<Incoming> group, String status, String code) {
        return group.stream()
                .map(each ->
                        engine.refuse(turn.read(each).mutation(), status, code, null, "It is kept for the office."))
                .toList();
    }

    /// Refuses a group on which the server or the database failed.
    List<ObjectNode> refuse(PushBatch batch, List<Incoming> group, String code) {
        return refused(batch, group, code);
    }

    private List<ObjectNode> refused(PushBatch batch, List<Incoming> group, String code) {
        Turn turn = new Turn(batch, group);
        List<Incoming> fresh = unseen(turn, group);
        if (!fresh.isEmpty()) {
            keep(turn, fresh, refuseAll(turn, fresh, "rejected", code));
            keepResults(turn);
        }
        devices.received(turn.device.id(), turn.lastSeq, turn.now, null);
        return turn.results;
    }

    private static void keep(Turn turn, List<Incoming> group, List<MutationResult> results) {
        for (int i = 0; i < group.size(); i++) {
            Incoming incoming = group.get(i);
            ObjectNode result = results.get(i).json();
            DeviceClock.Occurred occurred = turn.times.occurred(incoming.raw());
            Instant deviceAt = FieldType.instant(incoming.raw().get("at"));
            turn.kept
                    .addObject()
                    .put("seq", incoming.seq())
                    .put("digest", incoming.digest())
                    .put("occurred_at", occurred.at().toString())
                    .put("time_quality", occurred.quality())
                    .put("device_at", deviceAt == null ? null : deviceAt.toString())
                    .set("result", result);
            turn.results.add(result);
            turn.lastSeq = incoming.seq();
        }
    }

    /// All results of the transaction at once.
    private void keepResults(Turn turn) {
        sql.update(
                "INSERT INTO sync_mutation (device_id, seq, digest, result, occurred_at, time_quality, device_at)"
                        + " SELECT ?, r.* FROM jsonb_to_recordset(?::jsonb) AS r (seq bigint, digest text, result jsonb,"
                        + " occurred_at timestamptz, time_quality text, device_at timestamptz)",
                turn.device.id(),
                turn.kept.toString());
    }
}
