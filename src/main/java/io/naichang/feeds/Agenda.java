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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// What stands in a feed. It reads the tables of visits, sites and rosters by one statement each, and never writes
/// them.
@ApplicationScoped
class Agenda {
    private static final Duration BACK = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(180);
    /// So long a calendar that seldom fetches is told that a visit was called off.
    private static final Duration CANCELLED = Duration.ofDays(14);

    private static final String PLANNED =
            "SELECT v.id FROM visit v WHERE v.tenant_id = current_tenant() AND v.planned_start BETWEEN ? AND ? AND ";

    /// What is changed last counts, be it the visit or what it shows of others. The seconds never go back, also not
    /// when
    /// a visit moves to a site of few changes; the version tells changes of one second apart. It fits until 2088.
    ///
    /// Of too many visits those are shown that are nearest to now.
    static final String VISITS = """
            SELECT * FROM (
                SELECT v.id, d.version + extract(epoch FROM w.changed - timestamptz '2020-01-01Z')::integer, w.changed,
                       v.planned_start, v.planned_end, v.kind, v.status = 'cancelled',
                       v.number, v.title, s.name, u.name, thai_address(s), s.lat, s.lon
                FROM own JOIN visit v ON v.tenant_id = current_tenant() AND v.id = own.id
                JOIN site s ON s.tenant_id = v.tenant_id AND s.id = v.site_id
                JOIN sync_document d ON d.tenant_id = v.tenant_id AND d.collection = 'visits' AND d.id = v.id
                LEFT JOIN sync_document p ON p.tenant_id = v.tenant_id AND p.collection = 'sites' AND p.id = v.site_id
                LEFT JOIN app_user u ON u.tenant_id = v.tenant_id AND u.id = v.technician_id
                CROSS JOIN LATERAL (SELECT greatest(d.updated_at, p.updated_at, u.renamed_at) AS changed) w
                WHERE v.deleted_at IS NULL AND v.status <> 'unscheduled'
                  AND (v.status <> 'cancelled' OR EXISTS (
                      SELECT 1 FROM visit_step c WHERE c.tenant_id = v.tenant_id AND c.visit_id = v.id AND c.step = 'cancel' AND c.at > ?))
                ORDER BY abs(extract(epoch FROM v.planned_start - ?::timestamptz)), v.id LIMIT ?) nearest
            ORDER BY planned_start, id
            """;

    private final Sql sql;
    private final Clock clock;
    private final int most;

    Agenda(Sql sql, Clock clock, @ConfigProperty(name = "naichang.feeds.most-visits", defaultValue = "5000") int most) {
        this.sql = sql;
        this.clock = clock;
        this.most = most;
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
        Instant from = now.minus(BACK);
        Instant to = now.plus(AHEAD);
        return sql.list(
                whose(form.subject()) + VISITS,
                Agenda::visit,
                from,
                to,
                form.subjectId(),
                from,
                to,
                form.subjectId(),
                now.minus(CANCELLED),
                now,
                most);
    }

    /// Names the visits by what an index finds; the sites of a region as an array, or PostgreSQL reads what is planned
    /// anywhere and drops what is elsewhere. Row-level security lets no index look into an array, so visits with a
    /// crew are found by their time.
    static String whose(String subject) {
        String one = switch (subject) {
            case "technician" -> "v.technician_id = ?";
            case "region" ->
                "v.site_id = ANY (ARRAY (SELECT id FROM site WHERE tenant_id = current_tenant()"
                        + " AND region_id = ? AND deleted_at IS NULL))";
            default -> "v.site_id = ?";
        };
        String other = subject.equals("technician")
                ? "v.crew_ids <> '{}' AND ? = ANY (v.crew_ids)"
                : "false AND ?::uuid IS NULL";
        return "WITH own AS (" + PLANNED + one + " UNION " + PLANNED + other + ")";
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
