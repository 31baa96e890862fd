package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.naichang.platform.Caller;
import io.naichang.platform.Problem;
import io.naichang.platform.SigningKeys;
import io.naichang.platform.Sql;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads one page for a phone: one statement on the primary, which is one snapshot.
@ApplicationScoped
class Pull {
    static final int MAX_LIMIT = 5_000;
    /// A pull with nothing new must not cost a write; the fleet view is this exact and no more.
    private static final Duration PULL_TIME_RESOLUTION = Duration.ofMinutes(1);

    private static final String CALL =
            "SELECT line, bucket, xid, seq, snapshot, revoked, pulled_at, outcomes, epoch, future,"
                    + " durable_seq"
                    + " FROM sync_pull(?, ?, ?, ?::pg_snapshot, ?::pg_snapshot, ?, ?::text::xid8, ?::bigint, ?)";

    private final AgroalDataSource reads;
    private final Caller caller;
    private final Epochs epochs;
    private final Devices devices;
    private final Clock clock;
    private final Sql sql;
    private final byte[] key;

    Pull(
            @DataSource("reads") AgroalDataSource reads,
            Caller caller,
            Epochs epochs,
            Devices devices,
            Clock clock,
            Sql sql,
            SigningKeys keys) {
        this.sql = sql;
        this.reads = reads;
        this.caller = caller;
        this.epochs = epochs;
        this.devices = devices;
        this.clock = clock;
        this.key = keys.derive("cursor");
    }

    /// What a phone asks for.
    record Request(
            UUID device, @Nullable String epoch, @Nullable String cursor, int limit) {
        static Request of(JsonNode body) {
            UUID device = FieldType.id(body.get("deviceId"));
            if (device == null) {
                throw Problem.invalid("malformed", "deviceId", "deviceId must be a UUID.");
            }
            JsonNode cursor = body.path("cursor");
            JsonNode limit = body.path("limit");
            boolean cursorRead = cursor.isMissingNode() || cursor.isNull() || cursor.isTextual();
            boolean limitRead = limit.isMissingNode() || (limit.isInt() && limit.intValue() >= 1);
            if (!cursorRead || !limitRead) {
                throw Problem.invalid("malformed", cursorRead ? "limit" : "cursor", "It is of the wrong form.");
            }
            return new Request(
                    device,
                    body.path("epoch").isTextual() ? body.get("epoch").textValue() : null,
                    cursor.isTextual() ? cursor.textValue() : null,
                    Math.min(MAX_LIMIT, limit.asInt(1_000)));
        }
    }

    /// The page as JSON in UTF-8.
    byte[] read(Request request) {
        Instant now = clock.instant();
        Cursor cursor =
                request.cursor() == null ? new Cursor("", null, null, now) : decode(request, request.cursor(), now);
        Page page;
        try (Connection connection = reads.getConnection();
                PreparedStatement statement = connection.prepareStatement(CALL)) {
            Cursor.Position from = cursor.within();
            statement.setString(1, caller.tenant());
            statement.setObject(2, request.device());
            statement.setObject(3, caller.user());
            statement.setString(
                    4, cursor.since() == null ? null : cursor.since().toString());
            statement.setString(5, from == null ? null : from.round().toString());
            statement.setString(6, from == null ? null : from.bucket());
            statement.setString(7, from == null ? null : Long.toString(from.xid()));
            statement.setObject(8, from == null ? null : from.seq());
            statement.setInt(9, request.limit());
            try (ResultSet rows = statement.executeQuery()) {
                page = page(rows, request, cursor, now);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a pull could not be read", e);
        }
        // The connection is back in its pool by now: nobody else's pull waits for this.
        noteTime(request.device(), page.pulledBefore(), now);
        return page.out().toByteArray();
    }

    /// A database that was moved elsewhere may have other keys: that its history is another one is what a phone must
    /// know
    /// first.
    private Cursor decode(Request request, String text, Instant now) {
        try {
            return Cursor.decode(text, key, request.device(), now);
        } catch (Problem refusal) {
            Device device = QuarkusTransaction.requiringNew().call(() -> devices.get(request.device()));
            String epoch = device.epoch() == null ? epochs.current() : device.epoch();
            if (!epoch.equals(request.epoch())) {
                throw Epochs.changed(epoch, device.lastSeq());
            }
            throw refusal;
        }
    }

    private record Page(Utf8 out, @Nullable Timestamp pulledBefore) {}

    /// The first row is the header, every other one a change.
    private Page page(ResultSet rows, Request request, Cursor cursor, Instant now) throws SQLException {
        if (!rows.next()) {
            throw Problem.of(404, "device-unknown", "Register this installation again.");
        }
        if (rows.getBoolean("revoked")) {
            throw Problem.of(401, "device-revoked", "This device was revoked.");
        }
        long received = rows.getLong("seq");
        String epoch = epoch(rows, cursor);
        boolean ofThisEpoch = request.cursor() == null || cursor.epoch().equals(epoch);
        if (!ofThisEpoch || !epoch.equals(request.epoch())) {
            throw Epochs.changed(epoch, received);
        }
        Timestamp pulledBefore = rows.getTimestamp("pulled_at");
        Cursor.Position within = cursor.within();
        Snapshot round = within == null ? Snapshot.parse(rows.getString("snapshot")) : within.round();
        long lastSeq = within == null ? received : within.lastSeq();
        String outcomes = rows.getString("outcomes");
        Utf8 out = new Utf8();
        out.write("{\"epoch\":\"" + epoch + "\",\"lastSeq\":" + lastSeq + ",\"durableSeq\":"
                + rows.getLong("durable_seq") + ",\"serverTime\":\"" + now + "\",\"outcomes\":"
                + (outcomes == null ? "[]" : outcomes) + ",\"changes\":[");
        Cursor.Position end = null;
        for (int count = 1; rows.next(); count++) {
            out.write(count == 1 ? "" : ",");
            out.write(rows.getBytes(1));
            if (count == request.limit()) {
                end = new Cursor.Position(
                        round, lastSeq, rows.getString(2), Long.parseLong(rows.getString(3)), rows.getLong(4));
            }
        }
        Cursor next = end == null ? new Cursor(epoch, round, null, now) : new Cursor(epoch, cursor.since(), end, now);
        // Only a round of one page is one snapshot; after a longer one the phone asks again for what came meanwhile.
        boolean more = end != null || within != null;
        out.write("],\"cursor\":\"" + next.encode(key, request.device()) + "\",\"more\":" + more + "}");
        return new Page(out, pulledBefore);
    }

    /// The present epoch, which ends here if the cursor knows of a future that this database has not seen. The
    /// statement
    /// is over by now and holds nothing that opening an epoch could wait for.
    private String epoch(ResultSet header, Cursor cursor) throws SQLException {
        String found = header.getString("epoch");
        String epoch = found == null ? epochs.current() : found;
        if (cursor.epoch().isEmpty()) {
            return epoch;
        }
        int reached = Epochs.number(cursor.epoch());
        boolean ahead = cursor.epoch().equals(epoch) ? header.getBoolean("future") : reached >= Epochs.number(epoch);
        return ahead ? epochs.end(epoch, reached) : epoch;
    }

    private void noteTime(UUID device, @Nullable Timestamp before, Instant now) {
        if (before == null || before.toInstant().plus(PULL_TIME_RESOLUTION).isBefore(now)) {
            QuarkusTransaction.requiringNew()
                    .run(() -> sql.update(
                            // While a push of this device is at work, the next pull may say it.
                            "UPDATE sync_device SET last_pull_at = ? WHERE id = (SELECT id FROM sync_device WHERE id = ? FOR UPDATE SKIP LOCKED)",
                            now,
                            device));
        }
    }

    /// Bytes as they go out: rows come from PostgreSQL in UTF-8 and are never made into text.
    private static final class Utf8 extends ByteArrayOutputStream {
        private Utf8() {
            super(8192);
        }

        private void write(String text) {
            writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void write(byte[] bytes) {
            writeBytes(bytes);
        }
    }
}
