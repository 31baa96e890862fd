package io.naichang.tracks;

import io.naichang.platform.Sql;
import io.naichang.platform.Tenants;
import io.naichang.shifts.WorkingTime;
import io.naichang.shifts.WorkingTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// What the caller's company says about tracking, and what follows from it for a point of a track.
@ApplicationScoped
class TrackingPolicies {
    private static final String SELECT = """
            SELECT version, tracking, shift_days, shift_start, shift_end, retention_days
            FROM tracking_policy WHERE tenant_id = current_tenant()
            """;

    private final Sql sql;
    private final Tenants tenants;
    private final OwnVisits visits;
    private final WorkingTimes shifts;
    private final Clock clock;

    TrackingPolicies(Sql sql, Tenants tenants, OwnVisits visits, WorkingTimes shifts, Clock clock) {
        this.sql = sql;
        this.tenants = tenants;
        this.visits = visits;
        this.shifts = shifts;
        this.clock = clock;
    }

    /// A policy that was read, for the ETag.
    record Stored(int version, TrackingForm form) {}

    Stored current() {
        return sql.first(SELECT, TrackingPolicies::stored).orElse(new Stored(1, TrackingForm.DEFAULT));
    }

    /// The policy, locked against other changes until the transaction ends.
    Stored lock() {
        save(TrackingForm.DEFAULT, "DO NOTHING");
        return sql.first(SELECT + " FOR UPDATE", TrackingPolicies::stored).orElseThrow();
    }

    void put(TrackingForm form) {
        save(form, """
                (tenant_id) DO UPDATE SET version = p.version + 1, tracking = excluded.tracking, shift_days = excluded.shift_days,
                    shift_start = excluded.shift_start, shift_end = excluded.shift_end, retention_days = excluded.retention_days
                """);
    }

    private void save(TrackingForm form, String otherwise) {
        sql.update(
                """
                INSERT INTO tracking_policy AS p (tracking, shift_days, shift_start, shift_end, retention_days)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT\s""" + otherwise,
                form.tracking(),
                form.shiftDays(),
                form.shiftStart(),
                form.shiftEnd(),
                form.retentionDays());
    }

    /// Before this instant nothing is kept.
    Instant horizon() {
        return clock.instant().minus(Duration.ofDays(current().form().retentionDays()));
    }

    /// Says of each instant from `from` to `to` whether it may be known where the technician was.
    Predicate<Instant> allowed(UUID technician, Instant from, Instant to) {
        TrackingForm form = current().form();
        Instant horizon = horizon();
        Predicate<Instant> during = switch (form.tracking()) {
            case "shift" -> inShift(form, technician, from, to);
            case "visit" -> {
                List<OwnVisits.During> own = visits.of(technician, from, to);
                yield at -> own.stream().anyMatch(each -> each.holds(at));
            }
            default -> at -> false;
        };
        return during.and(at -> at.isAfter(horizon));
    }

    /// By his own shifts, if any are planned for him, else by the company's hours. On call he is at home.
    private Predicate<Instant> inShift(TrackingForm form, UUID technician, Instant from, Instant to) {
        if (!shifts.areKnownOf(technician, from, to)) {
            ZoneId zone = tenants.zone();
            return at -> form.inShift(at, zone);
        }
        List<WorkingTime> own = shifts.between(List.of(technician), from, to.plusMillis(1)).stream()
                .filter(each -> !each.onCall())
                .toList();
        return at -> own.stream().anyMatch(each -> !at.isBefore(each.start()) && at.isBefore(each.end()));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        List<String> days = List.of((String[]) row.getArray(3).getArray());
        TrackingForm form = new TrackingForm(row.getString(2), days, row.getString(4), row.getString(5), row.getInt(6));
        return new Stored(row.getInt(1), form);
    }
}
