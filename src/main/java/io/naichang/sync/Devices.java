package io.naichang.sync;

import io.naichang.platform.Caller;
import io.naichang.platform.Ids;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The phones that were registered.
@ApplicationScoped
class Devices {
    private static final String COLUMNS =
            "id, user_id, last_seq, greatest(last_push_at, last_pull_at), revoked_at, wipe, schema, durable_seq, sync_epoch(), platform FROM sync_device";

    private final Sql sql;
    private final Ids ids;
    private final Caller caller;

    Devices(Sql sql, Ids ids, Caller caller) {
        this.sql = sql;
        this.ids = ids;
        this.caller = caller;
    }

    /// The device of this installation, made if it is new; a revoked installation stays revoked.
    UUID register(String installId, String platform, String appVersion, int schema) {
        return sql.first(
                        """
                        INSERT INTO sync_device AS d (id, user_id, install_id, platform, app_version, schema) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (tenant_id, user_id, install_id) DO UPDATE
                        SET platform = excluded.platform, app_version = excluded.app_version, schema = excluded.schema
                        RETURNING id
                        """,
                        row -> row.getObject(1, UUID.class),
                        ids.next(),
                        caller.user(),
                        installId,
                        platform,
                        appVersion,
                        schema)
                .orElseThrow();
    }

    /// The caller's device.
    ///
    /// @throws Problem 404 `device-unknown`
    Device get(UUID id) {
        return own(sql.first("SELECT " + COLUMNS + " WHERE id = ?", Devices::device, id));
    }

    /// The caller's device, locked so that two pushes of it wait for each other.
    Device lock(UUID id) {
        return own(sql.first("SELECT " + COLUMNS + " WHERE id = ? FOR UPDATE", Devices::device, id));
    }

    private Device own(Optional<Device> device) {
        return device.filter(each -> each.user().equals(caller.user()))
                .orElseThrow(() -> Problem.of(404, "device-unknown", "Register this installation again."));
    }

    /// Moves the highest received number on.
    void received(UUID id, long lastSeq, Instant now, @Nullable Long skewMillis) {
        sql.update(
                "UPDATE sync_device SET last_seq = ?, last_push_at = ?, skew_ms = coalesce(?::bigint, skew_ms) WHERE id = ?",
                lastSeq,
                now,
                skewMillis,
                id);
    }

    /// Revokes a device; with `wipe` its pushes are refused as well.
    boolean revoke(UUID id, boolean wipe, Instant now, boolean anybodys) {
        return sql.update(
                        "UPDATE sync_device SET revoked_at = coalesce(revoked_at, ?), wipe = wipe OR ? WHERE id = ? AND (? OR user_id = ?)",
                        now,
                        wipe,
                        id,
                        anybodys,
                        caller.user())
                == 1;
    }

    private static Device device(ResultSet row) throws SQLException {
        return new Device(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getLong(3),
                instant(row, 4),
                instant(row, 5),
                row.getBoolean(6),
                row.getInt(7),
                row.getLong(8),
                row.getString(9),
                row.getString(10));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
