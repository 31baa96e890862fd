package io.naichang.planning;

import io.naichang.platform.Sql;
import io.naichang.travel.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where the parts are that visits need, and where shifts begin.
@ApplicationScoped
class Stores {
    private final Sql sql;

    Stores(Sql sql) {
        this.sql = sql;
    }

    /// A place that holds stock; `stock` is what is free, in whole pieces, of the parts that were asked for.
    record Store(
            UUID id,
            String kind,
            @Nullable Double lat,
            @Nullable Double lon,
            Map<UUID, Integer> stock) {}

    /// Where a shift begins or ends: at that location, else at the technician's home; null if nobody knows.
    static @Nullable Position place(Map<UUID, Store> stores, @Nullable UUID location, Scene.Crewman man) {
        Store store = location == null ? null : stores.get(location);
        if (store != null && store.lat() != null && store.lon() != null) {
            return new Position(store.lat(), store.lon());
        }
        Double lat = man.lat();
        Double lon = man.lon();
        return lat == null || lon == null ? null : new Position(lat, lon);
    }

    /// These vans, and all depots and centres, where shifts may begin; with the stock of these parts.
    Map<UUID, Store> of(Collection<UUID> vans, Set<UUID> parts) {
        Map<UUID, Store> all = new TreeMap<>();
        sql.list(
                """
                SELECT l.id, l.kind, l.lat, l.lon, s.part_id, floor(CASE l.kind WHEN 'van' THEN s.on_hand ELSE s.available END)::integer
                FROM location l
                LEFT JOIN stock_level s ON s.tenant_id = l.tenant_id AND s.location_id = l.id AND s.part_id = ANY (?::uuid[])
                WHERE l.tenant_id = current_tenant() AND l.deleted_at IS NULL AND (l.kind <> 'van' OR l.id = ANY (?::uuid[]))
                """,
                row -> {
                    Store store = all.computeIfAbsent(row.getObject(1, UUID.class), id -> store(id, row));
                    UUID part = row.getObject(5, UUID.class);
                    if (part != null && row.getInt(6) > 0) {
                        store.stock().put(part, row.getInt(6));
                    }
                    return true;
                },
                parts,
                vans);
        return all;
    }

    private static Store store(UUID id, ResultSet row) {
        try {
            return new Store(
                    id,
                    row.getString(2),
                    row.getObject(3, Double.class),
                    row.getObject(4, Double.class),
                    new HashMap<>());
        } catch (SQLException e) {
            throw new IllegalStateException("a location cannot be read", e);
        }
    }

    /// What these parts are called.
    Map<UUID, String> names(Set<UUID> parts) {
        Map<UUID, String> names = new TreeMap<>();
        if (!parts.isEmpty()) {
            sql.list(
                    "SELECT id, name FROM part WHERE tenant_id = current_tenant() AND id = ANY (?::uuid[])",
                    row -> names.put(row.getObject(1, UUID.class), row.getString(2)),
                    parts);
        }
        return names;
    }
}
