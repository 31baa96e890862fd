package io.naichang.planning;

import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.platform.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What planners read of a region: its visits and its people.
@ApplicationScoped
class SceneRows {
    private final Sql sql;
    private final Tenants tenants;

    SceneRows(Sql sql, Tenants tenants) {
        this.sql = sql;
        this.tenants = tenants;
    }

    boolean isRegion(UUID region) {
        return sql.first("SELECT 1 FROM region WHERE tenant_id = current_tenant() AND id = ?", row -> true, region)
                .orElse(false);
    }

    /// The region that is meant: the wanted one, else the first by name; none if the company has none.
    Optional<UUID> region(@Nullable UUID wanted) {
        if (wanted != null && !isRegion(wanted)) {
            throw Problem.invalid("unknown-region", "regionId", "There is no such region.");
        }
        return wanted != null
                ? Optional.of(wanted)
                : sql.first(
                        "SELECT id FROM region WHERE tenant_id = current_tenant() ORDER BY name, id LIMIT 1",
                        row -> row.getObject(1, UUID.class));
    }

    /// The region of a visit: its site's, else that of its technician if he is still there.
    record Where(@Nullable UUID region) {}

    Optional<Where> where(UUID visit) {
        return sql.first("""
                SELECT coalesce(s.region_id, t.region_id) FROM visit v
                JOIN site s ON s.tenant_id = v.tenant_id AND s.id = v.site_id
                LEFT JOIN app_user u ON u.tenant_id = v.tenant_id AND u.id = v.technician_id
                    AND u.active AND 'technician' = ANY (u.roles)
                LEFT JOIN technician t ON t.tenant_id = u.tenant_id AND t.id = u.id
                WHERE v.tenant_id = current_tenant() AND v.id = ? AND v.deleted_at IS NULL
                """, row -> new Where(row.getObject(1, UUID.class)), visit);
    }

    String name(UUID user) {
        return sql.first(
                        "SELECT name FROM app_user WHERE tenant_id = current_tenant() AND id = ?",
                        row -> row.getString(1),
                        user)
                .orElse(user.toString());
    }

    ZoneId zone() {
        return tenants.zone();
    }

    /// Active technicians of a region.
    Map<UUID, Scene.Crewman> technicians(UUID region) {
        Map<UUID, Scene.Crewman> all = new TreeMap<>();
        sql.list(
                        """
                        SELECT t.id, u.name, t.home_lat, t.home_lon, t.van_location_id, t.skills::text, coalesce(o.tools, '{}')
                        FROM technician t
                        JOIN app_user u ON u.tenant_id = t.tenant_id AND u.id = t.id AND u.active AND 'technician' = ANY (u.roles)
                        LEFT JOIN technician_tools o ON o.tenant_id = t.tenant_id AND o.technician_id = t.id
                        WHERE t.tenant_id = current_tenant() AND t.region_id = ?
                        """,
                        row -> new Scene.Crewman(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getObject(3, Double.class),
                                row.getObject(4, Double.class),
                                row.getObject(5, UUID.class),
                                levels(row.getString(6)),
                                texts(row, 7)),
                        region)
                .forEach(each -> all.put(each.id(), each));
        return all;
    }

    private static Map<String, Integer> levels(String json) {
        Map<String, Integer> levels = new HashMap<>();
        Json.parse(json)
                .properties()
                .forEach(each -> levels.put(each.getKey(), each.getValue().asInt()));
        return levels;
    }

    private static final String ABOUT = """
            JOIN site s ON s.tenant_id = v.tenant_id AND s.id = v.site_id
            JOIN customer c ON c.tenant_id = v.tenant_id AND c.id = v.customer_id
            """;

    /// `OFFSET 0` keeps PostgreSQL from joining all visits of a company with their sites before it looks which are
    /// near.
    private static final String VISITS = """
            FROM near CROSS JOIN LATERAL (
                SELECT * FROM visit WHERE tenant_id = current_tenant() AND ctid = near.place OFFSET 0) v
            """ + ABOUT + """
            WHERE v.deleted_at IS NULL AND v.status <> 'cancelled' AND $OURS
            """.replace("$OURS", NearVisits.OURS);

    /// Whoever was given a visit that another began or did offline was not there: where a man is, is what he did. It
    /// may be nobody's any more: compared with nobody, a man would be neither the same nor another.
    private static final String ANOTHER =
            "v.status IN ('in-progress', 'waiting', 'done') AND v.performed_by <> ALL (array_remove(v.crew_ids || v.technician_id, NULL))";

    private static final String NEEDS =
            "(SELECT n.needs::text FROM visit_needs n WHERE n.tenant_id = v.tenant_id AND n.visit_id = v.id)";

    private static final String COLUMNS = """
                SELECT v.id, v.number, v.title, v.kind, v.priority, v.status, v.customer_id, c.name, v.site_id, s.name, s.lat, s.lon,
                    coalesce(v.duration_minutes, ceil(extract(epoch FROM v.planned_end - v.planned_start) / 60)::integer, 0),
                    v.required_skills, CASE WHEN $ANOTHER THEN v.performed_by ELSE v.technician_id END,
                    CASE WHEN $ANOTHER THEN '{}' ELSE v.crew_ids END, v.planned_start, v.planned_end, v.window_start, v.window_end,
                    v.departed_at, v.started_at, v.finished_at, $NEEDS, v.waiting_reason, v.outcome, v.approved_at, s.district
                """.replace("$ANOTHER", ANOTHER).replace("$NEEDS", NEEDS);

    static String query(int most) {
        return NearVisits.SQL + COLUMNS + VISITS + " ORDER BY v.id LIMIT " + most;
    }

    /// Without what is old.
    int count(UUID region, Reach reach) {
        Set<UUID> technicians = technicians(region).keySet();
        return sql.first(
                        NearVisits.SQL + "SELECT count(*)::integer " + VISITS,
                        row -> row.getInt(1),
                        NearVisits.keys(region, reach.withoutOld(), null, technicians))
                .orElse(0);
    }

    /// All visits of a region, and of its technicians, within reach, those that nobody has planned among them, and
    /// `also`; no more than `most` of them, what is old among them.
    List<Scene.Row> visits(Scenes.Wish wish, Reach reach, Collection<UUID> technicians, int usual, int most) {
        return sql.list(
                query(most), row -> row(row, usual), NearVisits.keys(wish.region(), reach, wish.also(), technicians));
    }

    /// These visits, whenever and whose they are.
    List<Scene.Row> visits(Collection<UUID> ids, int usual) {
        return sql.list(COLUMNS + "FROM visit v " + ABOUT + """
                WHERE v.tenant_id = current_tenant() AND v.id = ANY (?::uuid[]) AND v.deleted_at IS NULL AND v.status <> 'cancelled'
                """, row -> row(row, usual), ids);
    }

    private static Scene.Row row(ResultSet row, int usual) throws SQLException {
        return new Scene.Row(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, UUID.class),
                row.getString(8),
                row.getObject(9, UUID.class),
                row.getString(10),
                row.getObject(11, Double.class),
                row.getObject(12, Double.class),
                row.getInt(13) == 0 ? usual : row.getInt(13),
                texts(row, 14),
                row.getObject(15, UUID.class),
                List.of((UUID[]) row.getArray(16).getArray()),
                instant(row, 17),
                instant(row, 18),
                instant(row, 19),
                instant(row, 20),
                instant(row, 21),
                instant(row, 22),
                instant(row, 23),
                needs(row.getString(24)),
                row.getString(25),
                row.getString(26),
                row.getObject(27) != null,
                row.getString(28));
    }

    private static NeedsForm needs(@Nullable String json) {
        return json == null ? NeedsForm.NONE : Needs.parse(json);
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
