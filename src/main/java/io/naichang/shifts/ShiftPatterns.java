package io.naichang.shifts;

import io.naichang.platform.IfMatch;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The weekly patterns of the tenant's technicians.
@ApplicationScoped
class ShiftPatterns {
    private final Sql sql;

    ShiftPatterns(Sql sql) {
        this.sql = sql;
    }

    /// The version of a technician's set of patterns; 0 if he never had one.
    int version(UUID technician) {
        return version(technician, "");
    }

    private int version(UUID technician, String lock) {
        return sql.first(
                        "SELECT version FROM shift_week WHERE tenant_id = current_tenant() AND technician_id = ?"
                                + lock,
                        row -> row.getInt(1),
                        technician)
                .orElse(0);
    }

    PatternsForm of(UUID technician) {
        return new PatternsForm(sql.list("""
                SELECT weekday, hours::text, valid_from, valid_until, on_holidays FROM shift_pattern
                WHERE tenant_id = current_tenant() AND technician_id = ? ORDER BY ordinal
                """, row -> read(row, 1, 2), technician));
    }

    /// A pattern: its weekday in one column, its hours in another, followed by from, until and holidays.
    static ShiftPattern read(ResultSet row, int weekday, int hours) throws SQLException {
        String day = DayOfWeek.of(row.getInt(weekday)).name().toLowerCase(Locale.ROOT);
        return new ShiftPattern(
                day,
                Hours.read(row.getString(hours)),
                row.getObject(hours + 1, LocalDate.class),
                row.getObject(hours + 2, LocalDate.class),
                row.getBoolean(hours + 3));
    }

    /// Puts a set in place of what was, if the caller has read its present version.
    void put(UUID technician, @Nullable String ifMatch, PatternsForm form) {
        sql.update("INSERT INTO shift_week (technician_id) VALUES (?) ON CONFLICT DO NOTHING", technician);
        IfMatch.check(ifMatch, version(technician, " FOR UPDATE"));
        sql.update("""
                UPDATE shift_week SET version = version + 1 WHERE tenant_id = current_tenant() AND technician_id = ?
                """, technician);
        sql.update("DELETE FROM shift_pattern WHERE tenant_id = current_tenant() AND technician_id = ?", technician);
        List<ShiftPattern> patterns = form.patterns();
        for (int i = 0; i < patterns.size(); i++) {
            ShiftPattern each = patterns.get(i);
            sql.update(
                    """
                    INSERT INTO shift_pattern (technician_id, ordinal, weekday, hours, valid_from, valid_until, on_holidays)
                    VALUES (?, ?, ?, ?::jsonb, ?, ?, ?)
                    """,
                    technician,
                    i,
                    each.day().getValue(),
                    each.hours().json(),
                    each.validFrom(),
                    each.validUntil(),
                    each.onHolidays());
        }
    }
}
