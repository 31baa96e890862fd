package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/// What neither a restored backup nor the phone has any more.
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class LostWork {
    private final Devices devices;
    private final Engine engine;
    private final Clock clock;

    LostWork(Devices devices, Engine engine, Clock clock) {
        this.devices = devices;
        this.engine = engine;
        this.clock = clock;
    }

    /// Goes on at the first number that the phone still has. What was lost before it, with a backup and on the phone,
    /// is an entry of the ledger, so that somebody asks the technician.
    Device skip(PushBatch batch) {
        Device device = devices.lock(batch.deviceId());
        Epochs.refuseOther(batch.epoch(), device);
        long first = device.lastSeq() + 1;
        long last = batch.lostBefore() - 1;
        if (first > last) {
            return device;
        }
        Instant now = clock.instant();
        ObjectNode raw = Json.object().put("lostFrom", first).put("lostBefore", batch.lostBefore());
        Mutation hole = new Mutation(
                device.user(),
                device.id(),
                last,
                "devices",
                device.id(),
                "void",
                0,
                Json.object(),
                null,
                Json.object(),
                now,
                null,
                raw);
        String reason = "Neither the server's backup nor the phone has what was done as " + first + " to " + last + ".";
        engine.refuse(hole, "superseded", "lost", null, reason);
        devices.received(device.id(), last, now, null);
        return devices.get(device.id());
    }
}
