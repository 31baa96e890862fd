package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Events;
import io.naichang.platform.Json;
import io.naichang.platform.Problems;
import io.naichang.platform.Sql;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The table `blob`. Each call is a transaction of its own, because between two of them lie minutes of bytes; a state
/// that changes tells its listeners inside it.
@ApplicationScoped
class BlobRows {
    private static final int TRIES = 5;
    private static final String SELECT = """
            SELECT sha256, size, state, reason, content_type, exif::text, upload_id, thumbnail_key, thumbnail_refused
            FROM blob WHERE tenant_id = current_tenant()
            """;

    private final Sql sql;
    private final Events events;
    private final Clock clock;
    private final List<BlobListener> listeners;

    BlobRows(Sql sql, Events events, Clock clock, @All List<BlobListener> listeners) {
        this.sql = sql;
        this.events = events;
        this.clock = clock;
        this.listeners = listeners;
    }

    record Row(
            String sha256,
            long size,
            BlobState state,
            @Nullable String reason,
            @Nullable String contentType,
            @Nullable ObjectNode exif,
            @Nullable String uploadId,
            @Nullable String thumbnailKey,
            boolean thumbnailRefused) {
        /// The type by content of verified bytes.
        BlobType type() {
            if (contentType == null) {
                throw new IllegalStateException("the type of " + sha256 + " is not known before it is verified");
            }
            return BlobType.of(contentType);
        }
    }

    Optional<Row> find(String sha256) {
        return call(() -> select(sha256));
    }

    /// In the caller's own transaction.
    Optional<Row> select(String sha256) {
        return sql.first(SELECT + " AND sha256 = ?", BlobRows::row, sha256);
    }

    /// In the caller's own transaction: locks the rows of these files, made if they are new, until it ends.
    void refer(Map<String, Long> sizes) {
        List<String> hashes = sizes.keySet().stream().sorted().toList();
        sql.update("""
                INSERT INTO blob (sha256, size, referred_at)
                SELECT hash, size::bigint, ? FROM unnest(?, ?) AS given (hash, size) ORDER BY hash
                ON CONFLICT (tenant_id, sha256) DO UPDATE SET referred_at = excluded.referred_at
                """, clock.instant(), hashes, hashes.stream().map(sizes::get).toList());
    }

    /// Expects these files; what is known of each now.
    Map<String, Row> expect(Map<String, Long> sizes) {
        List<String> hashes = sizes.keySet().stream().sorted().toList();
        return call(() -> {
            sql.update("""
                    INSERT INTO blob AS b (sha256, size)
                    SELECT hash, size::bigint FROM unnest(?, ?) AS given (hash, size) ORDER BY hash
                    ON CONFLICT (tenant_id, sha256) DO UPDATE SET size = excluded.size WHERE b.state <> 'verified'
                    """, hashes, hashes.stream().map(sizes::get).toList());
            Map<String, Row> rows = new HashMap<>();
            sql.list(SELECT + " AND sha256 = ANY (?)", BlobRows::row, hashes)
                    .forEach(each -> rows.put(each.sha256(), each));
            return rows;
        });
    }

    /// Replaces the unfinished upload; false if somebody else was faster.
    boolean beginUpload(String sha256, @Nullable String before, String uploadId) {
        return call(() -> sql.update(
                        "UPDATE blob SET upload_id = ? WHERE tenant_id = current_tenant() AND sha256 = ?"
                                + " AND upload_id IS NOT DISTINCT FROM ?::text AND state <> 'verified'",
                        uploadId,
                        sha256,
                        before)
                == 1);
    }

    void endUpload(String sha256, String uploadId) {
        call(() -> sql.update(
                "UPDATE blob SET upload_id = NULL WHERE tenant_id = current_tenant() AND sha256 = ? AND upload_id = ?",
                sha256,
                uploadId));
    }

    /// The bytes are about to come: the sweep must not take the file for one that was given up long ago, and must find
    /// what a crash leaves of it.
    void awaitAnew(String sha256) {
        call(() -> sql.update("""
                INSERT INTO blob AS b (sha256, size, created_at) VALUES (?, 0, ?)
                ON CONFLICT (tenant_id, sha256) DO UPDATE SET created_at = excluded.created_at
                WHERE b.state <> 'verified' AND b.referred_at IS NULL
                """, sha256, clock.instant()));
    }

    /// The bytes lie under their key and hash to it.
    void verified(String sha256, long size, BlobType type, @Nullable ObjectNode exif) {
        change(
                sha256,
                BlobState.VERIFIED,
                () -> sql.update(
                                """
                                INSERT INTO blob AS b (sha256, size, state, content_type, exif, verified_at)
                                VALUES (?, ?, 'verified', ?, ?::jsonb, ?)
                                ON CONFLICT (tenant_id, sha256) DO UPDATE SET
                                    size = excluded.size, state = excluded.state, reason = NULL,
                                    content_type = excluded.content_type, exif = excluded.exif,
                                    verified_at = excluded.verified_at, upload_id = NULL
                                WHERE b.state <> 'verified'
                                """,
                                sha256,
                                size,
                                type.contentType(),
                                exif == null ? null : exif.toString(),
                                clock.instant())
                        == 1);
    }

    /// Other bytes came than were announced. What was verified stays so.
    void quarantined(String sha256, String reason) {
        change(
                sha256,
                BlobState.QUARANTINED,
                () -> sql.update(
                                "UPDATE blob SET state = 'quarantined', reason = ? WHERE tenant_id = current_tenant()"
                                        + " AND sha256 = ? AND state <> 'verified' AND reason IS DISTINCT FROM ?",
                                reason,
                                sha256,
                                reason)
                        == 1);
    }

    /// Bytes came that could not be compared.
    void stored(String sha256) {
        change(
                sha256,
                BlobState.STORED,
                () -> sql.update(
                                "UPDATE blob SET state = 'stored', reason = NULL WHERE tenant_id = current_tenant()"
                                        + " AND sha256 = ? AND state IN ('awaiting', 'quarantined')",
                                sha256)
                        == 1);
    }

    /// Remembers where the thumbnail lies, or that there will be none.
    void thumbnail(String sha256, @Nullable String key) {
        call(() -> sql.update(
                "UPDATE blob SET thumbnail_key = ?, thumbnail_refused = ? WHERE tenant_id = current_tenant() AND sha256 = ?",
                key,
                key == null,
                sha256));
    }

    private void change(String sha256, BlobState state, BooleanSupplier update) {
        call(() -> {
            if (update.getAsBoolean()) {
                events.record(
                        "blob-" + state.wire(), "blobs", null, Json.object().put("sha256", sha256));
                listeners.forEach(each -> each.changed(sha256));
            }
            return state;
        });
    }

    /// A push locks rows before files, we lock files before rows: one of two that wait in a circle tries again.
    private static <T> T call(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(work::get);
            } catch (RuntimeException e) {
                if (attempt == TRIES || !Problems.causeOf(e).race()) {
                    throw e;
                }
            }
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        String exif = row.getString(6);
        return new Row(
                row.getString(1),
                row.getLong(2),
                BlobState.of(row.getString(3)),
                row.getString(4),
                row.getString(5),
                exif == null ? null : Json.object(exif),
                row.getString(7),
                row.getString(8),
                row.getBoolean(9));
    }
}
