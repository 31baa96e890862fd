package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.naichang.platform.Caller;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.platform.SigningKeys;
import io.naichang.platform.Sql;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads one page for a phone: one statement on the primary, which is one snapshot.
@ApplicationScoped
class Pull {
    static final int MAX_LIMIT = 5_000;
    /// A pull with nothing new must not cost a write; the fleet view is this exact and no more.
    private static final Duration PULL_TIME_RESOLUTION = Duration.ofMinutes(1);

    private static final String CALL = "SELECT line, bucket, xid, seq, header"
            + " FROM sync_pull(?, ?, ?, ?::pg_snapshot, ?::pg_snapshot, ?, ?::text::xid8, ?::bigint, ?, ?)";

    private final AgroalDataSource reads;
    private final LongPages longPages;
    private final Caller caller;
    private final Epochs epochs;
    private final Devices devices;
    private final Schemas schemas;
    private final DeviceClock deviceClock;
    private final Clock clock;
    private final Sql sql;
    private final byte[] key;

    Pull(
            @DataSource("reads") AgroalDataSource reads,
            LongPages longPages,
            Caller caller,
            Epochs epochs,
            Devices devices,
            Schemas schemas,
            DeviceClock deviceClock,
            Clock clock,
            Sql sql,
            SigningKeys keys) {
        this.sql = sql;
        this.reads = reads;
        this.longPages = longPages;
        this.caller = caller;
        this.epochs = epochs;
        this.devices = devices;
        this.schemas = schemas;
        this.deviceClock = deviceClock;
        this.clock = clock;
        this.key = keys.derive("cursor");
    }

    /// What a phone asks for.
    ///
    /// @param collection only rows of this one; null for all
    record Request(
            UUID device,
            @Nullable String epoch,
            @Nullable String cursor,
            int limit,
            @Nullable String collection) {
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
                    Math.min(MAX_LIMIT, limit.asInt(1_000)),
                    null);
        }
    }

    /// A page in UTF-8, for whoever makes something else of it.
    ///
    /// @param lease of the answer of which it becomes a part
    byte[] read(Request request, DeviceClock.Reading clockSent, PageWriter out, Lease lease) {
        look(request, clockSent, out, lease);
        return out.whole();
    }

    /// A page in UTF-8, as it goes out: in pieces, of which each waits until the phone has room. What a slow one has
    /// not fetched is here once.
    StreamingOutput answer(Request request, DeviceClock.Reading clockSent, PageWriter out) {
        return longPages.answer(lease -> {
            look(request, clockSent, out, lease);
            return out::writeTo;
        });
    }

    private void look(Request request, DeviceClock.Reading clockSent, PageWriter out, Lease lease) {
        try {
            turn(request, clockSent, out, lease);
        } catch (Problem refusal) {
            if (!refusal.code().equals("device-unknown")) {
                throw refusal;
            }
            // A statement that waited for a restore sees the tables as empty; a phone that were told so would begin
            // anew.
            turn(request, clockSent, out, lease);
        }
    }

    private void turn(Request request, DeviceClock.Reading clockSent, PageWriter out, Lease lease) {
        Instant now = clock.instant();
        Cursor cursor = request.cursor() == null ? new Cursor("", null, null) : decode(request, request.cursor());
        Head head;
        if (LongPages.expects(cursor)) {
            requireKnown(request.device());
            head = longPages.inTurn(request.device(), lease, () -> read(request, cursor, now, out));
        } else {
            head = read(request, cursor, now, out);
        }
        // The connection is back in its pool by now: nobody else's pull waits for this.
        noteTime(request.device(), clockSent, head.pulledBefore(), now);
    }

    /// Who will be refused must not wait for it.
    private void requireKnown(UUID device) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (devices.get(device).revokedAt() != null) {
                throw revoked();
            }
        });
    }

    private static Problem revoked() {
        return Problem.of(401, "device-revoked", "This device was revoked.");
    }

    private Head read(Request request, Cursor cursor, Instant now, PageWriter out) {
        try (Connection connection = reads.getConnection();
                PreparedStatement statement = call(connection, request, cursor, request.limit());
                ResultSet rows = statement.executeQuery()) {
            Head head = head(rows, request, cursor, now, out, false);
            page(rows, head, request, cursor, out);
            return head;
        } catch (SQLException e) {
            throw new IllegalStateException("a pull could not be read", e);
        }
    }

    /// A database that was moved elsewhere may have other keys: that its history is another one is what a phone must
    /// know first.
    private Cursor decode(Request request, String text) {
        try {
            return Cursor.decode(text, key, request.device());
        } catch (Problem refusal) {
            Device device = QuarkusTransaction.requiringNew().call(() -> devices.get(request.device()));
            String epoch = device.epoch() == null ? epochs.current() : device.epoch();
            if (!epoch.equals(request.epoch())) {
                throw Epochs.changed(epoch, device.lastSeq());
            }
            throw refusal;
        }
    }

    /// What a phone lacks that holds these rows, in the shape of a page of a first round.
    StreamingOutput repair(Manifest manifest, DeviceClock.Reading clockSent, PageWriter out) {
        Instant now = clock.instant();
        Request request = new Request(manifest.device(), manifest.epoch(), null, manifest.limit(), null);
        requireKnown(request.device());
        return longPages.answer(lease -> {
            Head head = longPages.inTurn(request.device(), lease, () -> compare(manifest, request, now, out));
            noteTime(request.device(), clockSent, head.pulledBefore(), now);
            return out::writeTo;
        });
    }

    private Head compare(Manifest manifest, Request request, Instant now, PageWriter out) {
        Cursor cursor = new Cursor("", null, null);
        try (Connection connection = reads.getConnection()) {
            // The header and the rows are of one snapshot.
            connection.setAutoCommit(false);
            try (PreparedStatement header = call(connection, request, cursor, 0);
                    PreparedStatement rest = manifest.call(connection, caller.user());
                    ResultSet top = header.executeQuery()) {
                Head head = head(top, request, cursor, now, out, true);
                try (ResultSet rows = rest.executeQuery()) {
                    page(rows, head, request, cursor, out);
                }
                return head;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a manifest could not be compared", e);
        }
    }

    /// A cursor of this device, unless it is none.
    Optional<Cursor> cursor(UUID device, String text) {
        try {
            return Optional.of(Cursor.decode(text, key, device));
        } catch (Problem unusable) {
            return Optional.empty();
        }
    }

    private PreparedStatement call(Connection connection, Request request, Cursor cursor, int limit)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(CALL);
        Cursor.Position from = cursor.within();
        statement.setString(1, caller.tenant());
        statement.setObject(2, request.device());
        statement.setObject(3, caller.user());
        statement.setString(4, cursor.since() == null ? null : cursor.since().toString());
        statement.setString(5, from == null ? null : from.round().toString());
        statement.setString(6, from == null ? null : from.bucket());
        statement.setString(7, from == null ? null : Long.toString(from.xid()));
        statement.setObject(8, from == null ? null : from.seq());
        statement.setInt(9, limit);
        statement.setString(10, request.collection());
        return statement;
    }

    private record Head(
            String epoch,
            int schema,
            Snapshot round,
            long lastSeq,
            @Nullable Instant pulledBefore) {}

    /// The first row tells of the device and of the cursor.
    ///
    /// @param repair then the phone need not say its epoch: versions of another one are other versions
    private Head head(ResultSet rows, Request request, Cursor cursor, Instant now, PageWriter out, boolean repair)
            throws SQLException {
        if (!rows.next()) {
            throw Problem.of(404, "device-unknown", "Register this installation again.");
        }
        JsonNode header = Json.parse(rows.getString("header"));
        if (header.path("revoked").booleanValue()) {
            throw revoked();
        }
        int schema = out.schema() == null ? header.path("schema").intValue() : out.schema();
        schemas.require(schema);
        long received = header.path("lastSeq").longValue();
        String epoch = epoch(header, cursor);
        boolean ofThisEpoch = request.cursor() == null || cursor.epoch().equals(epoch);
        if (!ofThisEpoch || !(epoch.equals(request.epoch()) || (repair && request.epoch() == null))) {
            throw Epochs.changed(epoch, received);
        }
        if (header.path("expired").booleanValue()) {
            throw Problem.of(
                    410,
                    "cursor-expired",
                    "What was removed since this cursor is not known any more: repair with /sync/manifest.");
        }
        Cursor.Position within = cursor.within();
        Snapshot round = within == null ? Snapshot.parse(header.path("snapshot").textValue()) : within.round();
        long lastSeq = within == null ? received : within.lastSeq();
        JsonNode outcomes = header.path("outcomes");
        out.begin(
                epoch,
                lastSeq,
                header.path("durableSeq").longValue(),
                now,
                outcomes.isArray() ? outcomes.toString() : "[]");
        JsonNode before = header.path("pulledAt");
        return new Head(epoch, schema, round, lastSeq, FieldType.instant(before));
    }

    /// Every other row is a change; a remove of a manifest's answer has no place in a bucket, and counts for no limit.
    private void page(ResultSet rows, Head head, Request request, Cursor cursor, PageWriter out) throws SQLException {
        Cursor.Position end = null;
        int count = 0;
        while (rows.next()) {
            byte[] change = schemas.down(head.schema(), rows.getBytes(1));
            if (change != null) {
                out.change(change);
            }
            // Most rows are asked only whether they have a place, so it is not made into text.
            boolean placed = rows.getBytes(2) != null;
            count += placed ? 1 : 0;
            if (placed && count == request.limit()) {
                end = new Cursor.Position(
                        head.round(),
                        head.lastSeq(),
                        rows.getString(2),
                        Long.parseLong(rows.getString(3)),
                        rows.getLong(4));
            }
        }
        Cursor next = end == null
                ? new Cursor(head.epoch(), head.round(), null)
                : new Cursor(head.epoch(), cursor.since(), end);
        // Only a round of one page is one snapshot; after a longer one the phone asks again for what came meanwhile.
        boolean more = end != null || cursor.within() != null;
        out.end(next.encode(key, request.device()), more);
    }

    /// The present epoch, which ends here if the cursor knows of a future that this database has not seen. The
    /// statement
    /// is over by now and holds nothing that opening an epoch could wait for.
    private String epoch(JsonNode header, Cursor cursor) {
        String found = header.path("epoch").textValue();
        String epoch = found == null ? epochs.current() : found;
        if (cursor.epoch().isEmpty()) {
            return epoch;
        }
        int reached = Epochs.number(cursor.epoch());
        boolean ahead =
                cursor.epoch().equals(epoch) ? header.path("future").booleanValue() : reached >= Epochs.number(epoch);
        return ahead ? epochs.end(epoch, reached) : epoch;
    }

    /// A pull is the smallest call of a phone, and so the one whose clock comes least late.
    private void noteTime(UUID device, DeviceClock.Reading clockSent, @Nullable Instant before, Instant now) {
        if (before == null || before.plus(PULL_TIME_RESOLUTION).isBefore(now)) {
            QuarkusTransaction.requiringNew().run(() -> {
                // While a push of this device is at work, the next pull may say it.
                int noted = sql.update(
                        "UPDATE sync_device SET last_pull_at = ?, skew_ms = coalesce(?::bigint, skew_ms)"
                                + " WHERE id = (SELECT id FROM sync_device WHERE id = ? FOR UPDATE SKIP LOCKED)",
                        now,
                        clockSent.skewMillis(now),
                        device);
                if (noted == 1) {
                    deviceClock.keep(device, clockSent, now);
                }
            });
        }
    }
}
