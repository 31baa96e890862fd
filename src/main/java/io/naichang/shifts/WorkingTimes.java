package io.naichang.shifts;

import io.naichang.calendars.Holidays;
import io.naichang.calendars.Holidays.Days;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// When technicians work, for whoever plans. To be called within a transaction.
@ApplicationScoped
public class WorkingTimes {
    /// Longer stretches are a slip of the caller's.
    private static final Duration LONGEST = Duration.ofDays(400);

    /// Days around a time in which shifts, if there are any, tell when he works.
    private static final int ABOUT = 90;

    private static final String SELECT = """
            SELECT 'pattern', technician_id, weekday, NULL::date, hours::text, valid_from, valid_until, on_holidays, NULL::timestamptz, NULL::timestamptz
            FROM shift_pattern WHERE tenant_id = current_tenant() AND technician_id = ANY (?)
            UNION ALL
            SELECT 'shift', technician_id, NULL, day, hours::text, NULL, NULL, NULL, NULL, NULL
            FROM shift WHERE tenant_id = current_tenant() AND technician_id = ANY (?) AND day BETWEEN ? AND ?
            UNION ALL
            SELECT 'absence', technician_id, NULL, NULL, NULL, NULL, NULL, NULL, starts_at, ends_at
            FROM absence WHERE tenant_id = current_tenant() AND technician_id = ANY (?) AND ends_at > ? AND starts_at < ?
            UNION ALL
            SELECT 'on-call', technician_id, NULL, NULL, NULL, NULL, NULL, NULL, starts_at, ends_at
            FROM on_call WHERE tenant_id = current_tenant() AND technician_id = ANY (?) AND ends_at > ? AND starts_at < ?
            """;

    private final Sql sql;
    private final Holidays holidays;
    private final ShiftPolicies policies;

    WorkingTimes(Sql sql, Holidays holidays, ShiftPolicies policies) {
        this.sql = sql;
        this.holidays = holidays;
        this.policies = policies;
    }

    /// A technician will not work although he should. Fired inside the transaction that says so, also when who, when or
    /// why is put right, but not for another note: whoever plans his work may look after it in the same one.
    public record TechnicianAbsent(UUID technician, Instant from, Instant until, String kind) {}

    /// What a minute of overtime costs this company, in minutes of normal work.
    public double overtimeFactor() {
        return policies.current().form().overtimeFactor().doubleValue();
    }

    /// True if shifts are planned for a technician about this time, so that he works when they say and else not: a
    /// pattern that holds, or a single shift, within three months of it. Two weeks off are no reason to take the
    /// company's hours for his; what ended long ago says nothing of now.
    public boolean areKnownOf(UUID technician, Instant from, Instant to) {
        return knownAmong(List.of(technician), from, to).contains(technician);
    }

    /// Those of these technicians for whom shifts are planned about that time, as [#areKnownOf] has it.
    public Set<UUID> knownAmong(Collection<UUID> technicians, Instant from, Instant to) {
        if (technicians.isEmpty()) {
            return Set.of();
        }
        LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC).minusDays(ABOUT);
        LocalDate last = LocalDate.ofInstant(to, ZoneOffset.UTC).plusDays(ABOUT);
        return Set.copyOf(
                sql.list("""
                SELECT technician_id FROM shift_pattern WHERE tenant_id = current_tenant() AND technician_id = ANY (?)
                    AND coalesce(valid_until, 'infinity') >= ? AND coalesce(valid_from, '-infinity') <= ?
                UNION
                SELECT technician_id FROM shift WHERE tenant_id = current_tenant() AND technician_id = ANY (?) AND day BETWEEN ? AND ?
                """, row -> row.getObject(1, UUID.class), technicians, first, last, technicians, first, last));
    }

    /// The working times of these technicians that meet `from` to `to`, each whole, by technician and start: also a
    /// night shift that began before. Who has none is not in it. Those of a technician do not overlap, but for the
    /// overtime, into which on-call may follow.
    public List<WorkingTime> between(Collection<UUID> technicians, Instant from, Instant to) {
        if (from.isAfter(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "working times are looked up for at most 400 days: " + from + " to " + to);
        }
        if (technicians.isEmpty()) {
            return List.of();
        }
        // By any zone, and for shifts that reach in or push each other.
        LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC).minusDays(3);
        LocalDate last = LocalDate.ofInstant(to, ZoneOffset.UTC).plusDays(3);
        Days days = holidays.between(first, last);
        Map<UUID, Rows> rows = new TreeMap<>();
        Instant before = from.minus(Duration.ofDays(4));
        Instant after = to.plus(Duration.ofDays(4));
        sql.list(
                SELECT,
                row -> rows.computeIfAbsent(row.getObject(2, UUID.class), each -> new Rows())
                        .add(row),
                technicians,
                technicians,
                first,
                last,
                technicians,
                before,
                after,
                technicians,
                before,
                after);
        List<WorkingTime> times = new ArrayList<>();
        rows.forEach((technician, all) -> times.addAll(all.timetable(technician).between(from, to, days)));
        return times;
    }

    /// What was read of one technician.
    private record Rows(
            List<ShiftPattern> patterns,
            List<Timetable.Single> singles,
            List<Timetable.Span> absences,
            List<Timetable.Span> onCalls) {
        Rows() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        boolean add(ResultSet row) throws SQLException {
            return switch (row.getString(1)) {
                case "pattern" -> patterns.add(ShiftPatterns.read(row, 3, 5));
                case "shift" ->
                    singles.add(new Timetable.Single(row.getObject(4, LocalDate.class), Hours.read(row.getString(5))));
                case "absence" -> absences.add(span(row));
                default -> onCalls.add(span(row));
            };
        }

        private static Timetable.Span span(ResultSet row) throws SQLException {
            return new Timetable.Span(
                    row.getObject(9, OffsetDateTime.class).toInstant(),
                    row.getObject(10, OffsetDateTime.class).toInstant());
        }

        Timetable timetable(UUID technician) {
            return new Timetable(technician, patterns, singles, absences, onCalls);
        }
    }
}
