package io.naichang.tracks;

import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL knows of tracks: which piece covers which time of whom, and where everybody was last.
@ApplicationScoped
class TrackIndex {
    private final Sql sql;

    TrackIndex(Sql sql) {
        this.sql = sql;
    }

    /// The path by which a phone names a piece.
    record Path(UUID device, String boot, long firstSeq) {}

    /// What was received under a path, and what became of it.
    ///
    /// @param from of the first point that was kept, by our clock
    record Entry(
            String digest,
            int received,
            int kept,
            String quality,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /// A piece that can be read.
    ///
    /// @param base by our clock, the instant from which its points' milliseconds count
    record Piece(UUID device, String boot, String quality, String key, Instant base) {}

    /// What is already there under a path.
    Optional<Entry> find(Path path) {
        return sql.first(
                """
                SELECT digest, received, kept, quality, started_at, ended_at FROM track_chunk
                WHERE tenant_id = current_tenant() AND device_id = ? AND boot = ? AND first_seq = ?
                """,
                row -> new Entry(
                        row.getString(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant(),
                        row.getTimestamp(6).toInstant()),
                path.device(),
                path.boot(),
                path.firstSeq());
    }

    /// Enters a piece and the technician's last position; false if the path was taken meanwhile.
    boolean add(UUID id, Path path, UUID technician, Entry entry, Judged judged, String key, Instant now) {
        Bounds bounds = Bounds.of(judged.kept());
        boolean added = sql.update(
                        """
                        INSERT INTO track_chunk (id, device_id, boot, first_seq, technician_id, digest, received, kept, quality,
                            object_key, base, started_at, ended_at, min_lat, min_lon, max_lat, max_lon, received_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (tenant_id, device_id, boot, first_seq) DO NOTHING
                        """,
                        id,
                        path.device(),
                        path.boot(),
                        path.firstSeq(),
                        technician,
                        entry.digest(),
                        entry.received(),
                        entry.kept(),
                        entry.quality(),
                        key,
                        judged.base(),
                        entry.from(),
                        entry.to(),
                        bounds.minLat(),
                        bounds.minLon(),
                        bounds.maxLat(),
                        bounds.maxLon(),
                        now)
                == 1;
        if (added) {
            last(technician, judged.time(judged.kept().getLast()), judged.kept().getLast());
        }
        return added;
    }

    private void last(UUID technician, Instant at, TrackPoint point) {
        sql.update("""
                INSERT INTO track_position AS p (technician_id, at, lat, lon, accuracy, mocked) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (tenant_id, technician_id) DO UPDATE SET at = excluded.at, lat = excluded.lat, lon = excluded.lon,
                    accuracy = excluded.accuracy, mocked = excluded.mocked WHERE p.at < excluded.at
                """, technician, at, point.lat(), point.lon(), point.accuracy(), point.mocked());
    }

    /// The pieces that meet a time, in its order.
    List<Piece> covering(UUID technician, Instant from, Instant to) {
        return sql.list(
                """
                SELECT device_id, boot, quality, object_key, base FROM track_chunk
                WHERE tenant_id = current_tenant() AND technician_id = ? AND started_at < ? AND ended_at >= ?
                ORDER BY started_at, device_id, boot, first_seq
                """,
                row -> new Piece(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()),
                technician,
                to,
                from);
    }

    /// Who left a track in a time.
    List<UUID> tracked(Instant from, Instant to) {
        return sql.list("""
                SELECT DISTINCT technician_id FROM track_chunk
                WHERE tenant_id = current_tenant() AND started_at < ? AND ended_at >= ? ORDER BY technician_id
                """, row -> row.getObject(1, UUID.class), to, from);
    }

    /// Some pieces that ended before `horizon`.
    List<Old> old(Instant horizon, int limit) {
        return sql.list("""
                SELECT id, object_key FROM track_chunk
                WHERE tenant_id = current_tenant() AND ended_at < ? LIMIT ?
                """, row -> new Old(row.getObject(1, UUID.class), row.getString(2)), horizon, limit);
    }

    /// A piece whose time is over.
    record Old(UUID id, String key) {}

    void remove(List<UUID> ids) {
        sql.update("DELETE FROM track_chunk WHERE tenant_id = current_tenant() AND id = ANY (?::uuid[])", ids);
    }

    void forgetPositions(Instant horizon) {
        sql.update("DELETE FROM track_position WHERE tenant_id = current_tenant() AND at < ?", horizon);
    }

    private record Bounds(double minLat, double minLon, double maxLat, double maxLon) {
        static Bounds of(List<TrackPoint> points) {
            return new Bounds(
                    points.stream().mapToDouble(TrackPoint::lat).min().getAsDouble(),
                    points.stream().mapToDouble(TrackPoint::lon).min().getAsDouble(),
                    points.stream().mapToDouble(TrackPoint::lat).max().getAsDouble(),
                    points.stream().mapToDouble(TrackPoint::lon).max().getAsDouble());
        }
    }
}
