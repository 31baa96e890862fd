package io.naichang.parts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.platform.GreatCircle;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.platform.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Answers where a part can be had, how far that is, and by when it could be there if it had to be ordered.
@ApplicationScoped
public class PartAvailability {
    private static final Comparator<Shelf> NEAREST_FIRST = Comparator.comparing(
                    Shelf::distanceKm, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Shelf::name)
            .thenComparing(Shelf::locationId);

    private final Sql sql;
    private final Tenants tenants;
    private final Clock clock;

    PartAvailability(Sql sql, Tenants tenants, Clock clock) {
        this.sql = sql;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// A part, where it lies, and what may take its place.
    ///
    /// @param free of all locations together
    /// @param order what an order today would promise; null if nobody knows the lead time
    /// @param locations the nearest first
    /// @param substitutes the best first; they name no substitutes of their own
    @Schema(name = "PartAvailability")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            UUID partId,
            String sku,
            String name,
            String unit,
            BigDecimal free,
            @Nullable Order order,
            List<Shelf> locations,
            List<Answer> substitutes) {
        public Answer {
            locations = List.copyOf(locations);
            substitutes = List.copyOf(substitutes);
        }
    }

    /// An order of today.
    ///
    /// @param leadTimeDays the day of order included
    @Schema(name = "PartOrder")
    public record Order(LocalDate orderDate, int leadTimeDays, LocalDate promisedDate) {}

    /// What a location has of it.
    ///
    /// @param onHand may be below zero: more was taken than was booked in
    /// @param free on hand and not reserved, at least zero
    /// @param distanceKm great circle; null without both positions
    /// @param leadTimeDays 0 where some is free, else that of an order
    /// @param promisedDate today where some is free, else that of an order
    @Schema(name = "PartAtLocation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shelf(
            UUID locationId,
            String name,
            String kind,
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal free,
            @Nullable BigDecimal distanceKm,
            @Nullable Integer leadTimeDays,
            @Nullable LocalDate promisedDate) {}

    private record Wanted(
            UUID id,
            String sku,
            String name,
            String unit,
            List<UUID> substitutes,
            @Nullable Order order) {}

    /// Looks for a part around a position, if one is given.
    ///
    /// @throws Problem 404 `not-found` if there is no such part
    public Answer at(UUID partId, @Nullable Double lat, @Nullable Double lon) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), tenants.zone());
        Wanted part =
                wanted(List.of(partId), today).stream().findFirst().orElseThrow(() -> Problem.missing("not-found"));
        List<Answer> substitutes = wanted(part.substitutes(), today).stream()
                .sorted(Comparator.comparingInt(each -> part.substitutes().indexOf(each.id())))
                .map(each -> answer(each, today, lat, lon, List.of()))
                .toList();
        return answer(part, today, lat, lon, substitutes);
    }

    private List<Wanted> wanted(List<UUID> ids, LocalDate today) {
        return ids.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT id, sku, name, unit, substitutes, lead_time_days FROM part WHERE id = ANY (?) AND deleted_at IS NULL",
                        row -> new Wanted(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                List.of((UUID[]) row.getArray(5).getArray()),
                                order(today, row.getObject(6, Integer.class))),
                        ids);
    }

    private static @Nullable Order order(LocalDate today, @Nullable Integer days) {
        return days == null ? null : new Order(today, days, LeadTime.promised(today, days));
    }

    private Answer answer(
            Wanted part, LocalDate today, @Nullable Double lat, @Nullable Double lon, List<Answer> substitutes) {
        List<Shelf> shelves = sql.list("""
                        SELECT l.id, l.name, l.kind, coalesce(s.on_hand, 0), coalesce(s.reserved, 0), coalesce(s.available, 0),
                               l.lat, l.lon
                        FROM location l
                        LEFT JOIN stock_level s ON s.tenant_id = l.tenant_id AND s.location_id = l.id AND s.part_id = ?
                        WHERE l.deleted_at IS NULL
                        """, row -> shelf(row, part, today, lat, lon), part.id()).stream()
                .sorted(NEAREST_FIRST)
                .toList();
        BigDecimal free = shelves.stream().map(Shelf::free).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Answer(
                part.id(), part.sku(), part.name(), part.unit(), plain(free), part.order(), shelves, substitutes);
    }

    private static Shelf shelf(ResultSet row, Wanted part, LocalDate today, @Nullable Double lat, @Nullable Double lon)
            throws SQLException {
        BigDecimal free = plain(row.getBigDecimal(6).max(BigDecimal.ZERO));
        Order order = free.signum() > 0 ? new Order(today, 0, today) : part.order();
        return new Shelf(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                plain(row.getBigDecimal(4)),
                plain(row.getBigDecimal(5)),
                free,
                distance(lat, lon, row.getObject(7, Double.class), row.getObject(8, Double.class)),
                order == null ? null : order.leadTimeDays(),
                order == null ? null : order.promisedDate());
    }

    private static BigDecimal plain(BigDecimal amount) {
        return Objects.requireNonNull(Quantity.normal(amount));
    }

    private static @Nullable BigDecimal distance(
            @Nullable Double lat, @Nullable Double lon, @Nullable Double otherLat, @Nullable Double otherLon) {
        if (lat == null || lon == null || otherLat == null || otherLon == null) {
            return null;
        }
        return BigDecimal.valueOf(GreatCircle.meters(lat, lon, otherLat, otherLon) / 1000)
                .setScale(2, RoundingMode.HALF_EVEN);
    }
}
