package io.naichang.calendars;

import io.naichang.platform.IfMatch;
import io.naichang.platform.Listing;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.platform.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The caller's company's zone and holidays.
@ApplicationScoped
public class Holidays {
    static final Listing LISTING = new Listing(
            "holidays",
            "holiday t",
            "t.id",
            "t.version",
            "jsonb_strip_nulls(jsonb_build_object('day', t.day, 'name', t.name, 'nameEn', t.name_en))",
            "t.day",
            "date");

    private final Sql sql;
    private final Tenants tenants;

    Holidays(Sql sql, Tenants tenants) {
        this.sql = sql;
        this.tenants = tenants;
    }

    /// A stretch of days as the company sees them.
    ///
    /// @param zone in which its days begin and end
    /// @param holidays those of the stretch that are
    public record Days(ZoneId zone, Set<LocalDate> holidays) {
        /// Takes a copy.
        public Days {
            holidays = Set.copyOf(holidays);
        }
    }

    private record Stored(int version, HolidayForm form) {}

    /// The days from `first` to `last`.
    public Days between(LocalDate first, LocalDate last) {
        return sql.first("""
                        SELECT t.time_zone, ARRAY (SELECT h.day::text FROM holiday h
                                                   WHERE h.tenant_id = t.id AND h.day BETWEEN ? AND ?)
                        FROM tenant t WHERE t.id = current_tenant()
                        """, Holidays::days, first, last).orElseThrow();
    }

    /// When the day of `at` began here.
    public Instant today(Instant at) {
        ZoneId zone = tenants.zone();
        return at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    private static Days days(ResultSet row) throws SQLException {
        Set<LocalDate> holidays = new TreeSet<>();
        Arrays.stream((String[]) row.getArray(2).getArray())
                .map(LocalDate::parse)
                .forEach(holidays::add);
        return new Days(ZoneId.of(row.getString(1)), holidays);
    }

    Optional<HolidayForm> find(UUID id) {
        return read(id, "").map(Stored::form);
    }

    private Optional<Stored> read(UUID id, String lock) {
        return sql.first(
                "SELECT version, day, name, name_en FROM holiday WHERE tenant_id = current_tenant() AND id = ?" + lock,
                row -> new Stored(
                        row.getInt(1),
                        new HolidayForm(row.getObject(2, LocalDate.class), row.getString(3), row.getString(4))),
                id);
    }

    /// The holiday, locked, if the caller has read its present version.
    ///
    /// @throws Problem 404, 428, 412
    HolidayForm lock(UUID id, @Nullable String ifMatch) {
        Stored stored = read(id, " FOR UPDATE").orElseThrow(() -> Problem.missing("not-found"));
        IfMatch.check(ifMatch, stored.version());
        return stored.form();
    }

    void add(UUID id, HolidayForm form) {
        sql.update(
                "INSERT INTO holiday (id, day, name, name_en) VALUES (?, ?, ?, ?)",
                id,
                form.day(),
                form.name(),
                form.nameEn());
    }

    void amend(UUID id, HolidayForm form) {
        sql.update("""
                UPDATE holiday SET version = version + 1, day = ?, name = ?, name_en = ?
                WHERE tenant_id = current_tenant() AND id = ?
                """, form.day(), form.name(), form.nameEn(), id);
    }

    void delete(UUID id) {
        sql.update("DELETE FROM holiday WHERE tenant_id = current_tenant() AND id = ?", id);
    }
}
