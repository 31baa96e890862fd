package io.naichang.shifts;

import io.naichang.calendars.Holidays.Days;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All that says when one technician works; what follows from it.
record Timetable(
        UUID technician, List<ShiftPattern> patterns, List<Single> singles, List<Span> absences, List<Span> onCalls) {
    /// What is left of a shift is worth a drive, or is none.
    private static final Duration SHORTEST = Duration.ofMinutes(30);

    Timetable {
        patterns = List.copyOf(patterns);
        singles = List.copyOf(singles);
        absences = sorted(absences);
        onCalls = sorted(onCalls);
    }

    /// A single shift.
    record Single(LocalDate day, Hours hours) {}

    /// From `start` up to but without `end`.
    record Span(Instant start, Instant end) {
        boolean meets(Instant from, Instant to) {
            return start.isBefore(to) && end.isAfter(from);
        }

        Duration length() {
            return Duration.between(start, end);
        }

        /// What these, in their order, leave of it.
        List<Span> without(List<Span> others) {
            List<Span> left = new ArrayList<>();
            Instant free = start;
            for (Span each : others) {
                if (each.meets(free, end)) {
                    if (each.start().isAfter(free)) {
                        left.add(new Span(free, each.start()));
                    }
                    free = each.end();
                }
            }
            if (free.isBefore(end)) {
                left.add(new Span(free, end));
            }
            return left;
        }
    }

    /// A shift on its day.
    private record Shift(Span span, LocalDate day, Hours hours) {}

    private static List<Span> sorted(List<Span> spans) {
        return spans.stream().sorted(Comparator.comparing(Span::start)).toList();
    }

    /// The working times that meet `from` to `to`, whole, in their order.
    List<WorkingTime> between(Instant from, Instant to, Days days) {
        List<Shift> shifts = shifts(from, to, days);
        List<WorkingTime> times = new ArrayList<>();
        for (int i = 0; i < shifts.size(); i++) {
            Shift shift = shifts.get(i);
            Instant next = i + 1 < shifts.size() ? shifts.get(i + 1).span().start() : Instant.MAX;
            times.addAll(pieces(shift, next, days.zone()));
        }
        List<Span> taken = new ArrayList<>(absences);
        shifts.forEach(each -> taken.add(each.span()));
        for (Span onCall : onCalls) {
            onCall.without(sorted(taken)).stream()
                    .filter(Timetable::isLongEnough)
                    .map(each -> new WorkingTime(
                            technician, each.start(), each.end(), null, Duration.ZERO, true, null, null))
                    .forEach(times::add);
        }
        return times.stream()
                .filter(each -> new Span(each.start(), each.end()).meets(from, to))
                .sorted(Comparator.comparing(WorkingTime::start))
                .toList();
    }

    /// In their order. Where one runs into the next (a night shift into a single one, or at a change of patterns), the
    /// next begins when it ends.
    private List<Shift> shifts(Instant from, Instant to, Days days) {
        List<Shift> found = new ArrayList<>();
        LocalDate last = to.atZone(days.zone()).toLocalDate().plusDays(1);
        for (LocalDate day = firstDay(from, days.zone()); !day.isAfter(last); day = day.plusDays(1)) {
            for (Hours hours : on(day, days)) {
                Instant start = instant(hours.startOn(day), days.zone());
                Instant end = instant(hours.endOn(day), days.zone());
                if (!found.isEmpty() && found.getLast().span().end().isAfter(start)) {
                    start = found.getLast().span().end();
                }
                // In the hour that a clock change leaves out, a short shift may not be at all.
                if (start.isBefore(end)) {
                    found.add(new Shift(new Span(start, end), day, hours));
                }
            }
        }
        return found;
    }

    /// The first day whose shift may reach into what begins at `from`, or push one that does.
    static LocalDate firstDay(Instant from, ZoneId zone) {
        return from.atZone(zone).toLocalDate().minusDays(2);
    }

    private List<Hours> on(LocalDate day, Days days) {
        List<Hours> single = singles.stream()
                .filter(each -> each.day().equals(day))
                .map(Single::hours)
                .toList();
        boolean holiday = days.holidays().contains(day);
        List<Hours> all = single.isEmpty()
                ? patterns.stream()
                        .filter(each -> each.holdsOn(day, holiday))
                        .map(ShiftPattern::hours)
                        .toList()
                : single;
        return all.stream().sorted(Comparator.comparingInt(Hours::startMinute)).toList();
    }

    /// What absences leave of a shift. He comes from and goes home where an absence cut it: where else he was, nobody
    /// knows.
    private List<WorkingTime> pieces(Shift shift, Instant next, ZoneId zone) {
        Hours hours = shift.hours();
        List<WorkingTime> pieces = new ArrayList<>();
        boolean rested = false;
        for (Span piece : shift.span().without(absences)) {
            if (!isLongEnough(piece)) {
                continue;
            }
            boolean first = piece.start().equals(shift.span().start());
            boolean last = piece.end().equals(shift.span().end());
            WorkingTime.Pause pause = rested ? null : pause(piece, shift, zone);
            rested |= pause != null;
            pieces.add(new WorkingTime(
                    technician,
                    piece.start(),
                    piece.end(),
                    pause,
                    last ? overtime(hours, piece.end(), next) : Duration.ZERO,
                    false,
                    first ? hours.startLocationId() : null,
                    last ? hours.endLocationId() : null));
        }
        return pieces;
    }

    /// The pause as far as it can be had in this piece; a piece that was cut short of it needs none.
    private static WorkingTime.@Nullable Pause pause(Span piece, Shift shift, ZoneId zone) {
        Hours.Pause wanted = shift.hours().pause();
        if (wanted == null) {
            return null;
        }
        Instant earliest = instant(shift.hours().within(shift.day(), wanted.earliest()), zone);
        Instant latest = instant(shift.hours().within(shift.day(), wanted.latest()), zone);
        Instant from = earliest.isAfter(piece.start()) ? earliest : piece.start();
        Instant fitting = piece.end().minus(wanted.length());
        Instant until = latest.isBefore(fitting) ? latest : fitting;
        return until.isBefore(from) ? null : new WorkingTime.Pause(wanted.length(), from, until);
    }

    /// The limit, but not into an absence or the next shift.
    private Duration overtime(Hours hours, Instant end, Instant next) {
        Instant stop = absences.stream()
                .map(Span::start)
                .filter(each -> !each.isBefore(end))
                .findFirst()
                .filter(each -> each.isBefore(next))
                .orElse(next);
        Instant limit = end.plus(hours.overtime());
        return Duration.between(end, limit.isBefore(stop) ? limit : stop);
    }

    private static boolean isLongEnough(Span piece) {
        return piece.length().compareTo(SHORTEST) >= 0;
    }

    private static Instant instant(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant();
    }
}
