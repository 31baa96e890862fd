package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.naichang.platform.Caller;
import io.naichang.platform.Problem;
import io.naichang.platform.SigningKeys;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads one page for a phone: one REPEATABLE READ transaction on the primary, two statements.
@ApplicationScoped
class Pull {
    static final int MAX_LIMIT = 5_000;

    private final AgroalDataSource reads;
    private final Caller caller;
    private final Epochs epochs;
    private final Clock clock;
    private final byte[] key;

    Pull(@DataSource("reads") AgroalDataSource reads, Caller caller, Epochs epochs, Clock clock, SigningKeys keys) {
        this.reads = reads;
        this.caller = caller;
        this.epochs = epochs;
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

    /// A page as JSON, and when the device was last known to pull.
    record Page(String json, @Nullable Instant pulledBefore) {}

    private record Start(
            Snapshot snapshot, long lastSeq, @Nullable Instant pulledBefore) {}

    Page read(Request request) {
        Instant now = clock.instant();
        Cursor cursor = request.cursor() == null
                ? new Cursor(null, null, now)
                : Cursor.decode(request.cursor(), key, request.device(), now);
        try (Connection connection = reads.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return read(connection, request, cursor, now);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a pull could not be read", e);
        }
    }

    private Page read(Connection connection, Request request, Cursor cursor, Instant now) throws SQLException {
        Start start = start(connection, request);
        epochs.check(request.epoch(), start.lastSeq());
        Snapshot first =
                cursor.within() == null ? start.snapshot() : cursor.within().round();
        long lastSeq =
                cursor.within() == null ? start.lastSeq() : cursor.within().lastSeq();
        StringBuilder out = new StringBuilder(4096);
        out.append("{\"epoch\":\"" + epochs.current() + "\",\"lastSeq\":" + lastSeq
                + ",\"durableSeq\":0,\"serverTime\":\"" + now + "\",\"outcomes\":[],\"changes\":[");
        Cursor.Position end = changes(connection, request, cursor, first, lastSeq, out);
        Cursor next = end == null ? new Cursor(first, null, now) : new Cursor(cursor.since(), end, now);
        // Only a round of one page is one snapshot; after a longer one the phone asks again for what came meanwhile.
        boolean more = end != null || cursor.within() != null;
        out.append("],\"cursor\":\"" + next.encode(key, request.device()) + "\",\"more\":" + more + "}");
        return new Page(out.toString(), start.pulledBefore());
    }

    private Start start(Connection connection, Request request) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT set_config('naichang.tenant', ?, true);"
                        + " SELECT user_id, last_seq, revoked_at, pg_current_snapshot()::text, last_pull_at FROM sync_device WHERE id = ?")) {
            statement.setString(1, caller.tenant());
            statement.setObject(2, request.device());
            statement.execute();
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                if (!row.next() || !row.getObject(1, UUID.class).equals(caller.user())) {
                    throw Problem.of(404, "device-unknown", "Register this installation again.");
                }
                if (row.getTimestamp(3) != null) {
                    throw Problem.of(401, "device-revoked", "This device was revoked.");
                }
                Instant pulled =
                        row.getTimestamp(5) == null ? null : row.getTimestamp(5).toInstant();
                return new Start(Snapshot.parse(row.getString(4)), row.getLong(2), pulled);
            }
        }
    }

    /// Writes the page's changes; answers where it ended if it is full.
    private Cursor.@Nullable Position changes(
            Connection connection, Request request, Cursor cursor, Snapshot round, long lastSeq, StringBuilder out)
            throws SQLException {
        Cursor.Position from = cursor.within();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT collection, id, removed, deleted, version, doc, bucket, xid, seq"
                        + " FROM sync_page(?, ?::pg_snapshot, ?::pg_snapshot, ?, ?::text::xid8, ?::bigint, ?)")) {
            statement.setString(1, Subscriptions.own(caller.user()));
            statement.setString(
                    2, cursor.since() == null ? null : cursor.since().toString());
            statement.setString(3, from == null ? null : round.toString());
            statement.setString(4, from == null ? null : from.bucket());
            statement.setString(5, from == null ? null : Long.toString(from.xid()));
            statement.setObject(6, from == null ? null : from.seq());
            statement.setInt(7, request.limit());
            try (ResultSet row = statement.executeQuery()) {
                int count = 0;
                Cursor.Position last = null;
                while (row.next()) {
                    out.append(count++ == 0 ? "" : ",");
                    out.append(change(row));
                    if (count == request.limit()) {
                        last = new Cursor.Position(
                                round, lastSeq, row.getString(7), Long.parseLong(row.getString(8)), row.getLong(9));
                    }
                }
                return last;
            }
        }
    }

    private static String change(ResultSet row) throws SQLException {
        String head = "{\"collection\":\"" + row.getString(1) + "\",\"id\":\"" + row.getString(2) + "\",\"op\":\"";
        if (row.getBoolean(3) || row.getBoolean(4)) {
            return head + "remove\",\"reason\":\"" + (row.getBoolean(4) ? "deleted" : "out-of-scope") + "\"}";
        }
        return head + "put\",\"version\":" + row.getInt(5) + ",\"doc\":" + row.getString(6) + "}";
    }
}
