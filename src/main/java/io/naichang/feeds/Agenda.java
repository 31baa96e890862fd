package io.naichang.feeds;

import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stands in a feed. It reads the tables of visits, sites and rosters by one statement each, and never writes
/// them.
@ApplicationScoped
class Agenda {
    private static final Duration BACK = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(180);
    /// So long a calendar that seldom fetches is told that a visit was called off.
    private static final Duration CANCELLED = Duration.ofDays(14);

    private static final int MOST = 5_000;

    private final Sql sql;
    private final Clock clock;

    Agenda(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// One entry of a calendar.
    ///
    /// @param sequence counts its changes
    /// @param kind key of a text: `visit-repair`, `absence-sick`, `on-call`
    record Entry(
            UUID id,
            int sequence,
            Instant changed,
            Instant start,
            Instant end,
            String kind,
            boolean cancelled,
            @Nullable Stop stop) {}

    /// What only a visit has. No phone number, no instructions, no note: calendars are kept by others than us.
    record Stop(
            String number,
            String title,
            String site,
            @Nullable String technician,
            @Nullable String address,
            @Nullable Double lat,
            @Nullable Double lon) {}

    List<Entry> of(FeedForm form) {
        Instant now = clock.instant();
        List<Entry> entries = new ArrayList<>(visits(form, now));
        if (form.subject().equals("technician")) {
            entries.addAll(rosters(form.subjectId(), now));
        }
        return entries;
    }

    private List<Entry> visits(FeedForm form, Instant now) {
        String whose = switch (form.subject()) {
            case "technician" -> "? = ANY (v.crew_ids || v.technician_id)";
            case "region" -> "s.region_id = ?";
            default -> "v.site_id = ?";
        };
        return sql.list(
                """
                SELECT v.id, d.version, d.updated_at, v.planned_start, v.planned_end, v.kind, v.status = 'cancelled',
                       v.number, v.title, s.name, u.name, thai_address(s), s.lat, s.lon
                FROM visit v
                JOIN site s ON s.tenant_id = v.tenant_id AND s.id = v.site_id
                JOIN sync_document d ON d.tenant_id = v.tenant_id AND d.collection = 'visits' AND d.id = v.id
                LEFT JOIN app_user u ON u.tenant_id = v.tenant_id AND u.id = v.technician_id
                WHERE v.tenant_id = current_tenant() AND v.deleted_at IS NULL AND v.planned_start BETWEEN ? AND ?
                  AND v.status <> 'unscheduled'
                  AND (v.status <> 'cancelled' OR EXISTS (
                      SELECT 1 FROM visit_step c WHERE c.tenant_id = v.tenant_id AND c.visit_id = v.id AND c.step = 'cancel' AND c.at > ?))
                  AND\s""" + whose + " ORDER BY v.planned_start, v.id LIMIT " + MOST,
                Agenda::visit,
                now.minus(BACK),
                now.plus(AHEAD),
                now.minus(CANCELLED),
                form.subjectId());
    }

    private static Entry visit(ResultSet row) throws SQLException {
        return new Entry(
                row.getObject(1, UUID.class),
                row.getInt(2),
                instant(row, 3),
                instant(row, 4),
                instant(row, 5),
                "visit-" + row.getString(6),
                row.getBoolean(7),
                new Stop(
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getObject(13, Double.class),
                        row.getObject(14, Double.class)));
    }

    private List<Entry> rosters(UUID technician, Instant now) {
        return sql.list(
                """
                SELECT id, version, changed_at, starts_at, ends_at, 'absence-' || kind AS kind FROM absence
                WHERE tenant_id = current_tenant() AND technician_id = ? AND ends_at > ? AND starts_at < ?
                UNION ALL
                SELECT id, version, changed_at, starts_at, ends_at, 'on-call' FROM on_call
                WHERE tenant_id = current_tenant() AND technician_id = ? AND ends_at > ? AND starts_at < ?
                ORDER BY 4, 1
                """,
                row -> new Entry(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        instant(row, 3),
                        instant(row, 4),
                        instant(row, 5),
                        row.getString(6),
                        false,
                        null),
                technician,
                now.minus(BACK),
                now.plus(AHEAD),
                technician,
                now.minus(BACK),
                now.plus(AHEAD));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
