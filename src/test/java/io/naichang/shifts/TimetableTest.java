package io.naichang.shifts;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.calendars.Holidays.Days;
import io.naichang.shifts.Timetable.Single;
import io.naichang.shifts.Timetable.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final UUID SOMCHAI = UUID.fromString("019ca000-0000-7000-8000-000000000001");
    private static final UUID DEPOT = UUID.fromString("019ca000-0000-7000-8000-0000000000d1");
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Hours DAY = new Hours(
            "08:00", "17:00", new Hours.Pause(Duration.ofHours(1), "11:30", "13:00"), Duration.ofHours(2), DEPOT, null);
    private static final Hours NIGHT = new Hours("22:00", "06:00", null, Duration.ZERO, null, null);

    private final List<ShiftPattern> patterns = new ArrayList<>();
    private final List<Single> singles = new ArrayList<>();
    private final List<Span> absences = new ArrayList<>();
    private final List<Span> onCalls = new ArrayList<>();
    private ZoneId zone = BANGKOK;
    private Set<LocalDate> holidays = Set.of();

    private static ShiftPattern weekly(String weekday, Hours hours) {
        return new ShiftPattern(weekday, hours, null, null, false);
    }

    private Instant at(String local) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    private Span span(String start, String end) {
        return new Span(at(start), at(end));
    }

    private List<WorkingTime> between(String from, String to) {
        return new Timetable(SOMCHAI, patterns, singles, absences, onCalls)
                .between(at(from), at(to), new Days(zone, holidays));
    }

    private List<WorkingTime> onMonday() {
        return between("2026-11-23T00:00", "2026-11-24T00:00");
    }

    private static List<Span> spans(List<WorkingTime> times) {
        return times.stream().map(each -> new Span(each.start(), each.end())).toList();
    }

    @Test
    void a_pattern_comes_back_every_week_with_its_pause_and_places() {
        patterns.add(weekly("monday", DAY));

        List<WorkingTime> times = between("2026-11-23T00:00", "2026-12-07T00:00");

        assertThat(times).containsExactly(monday("2026-11-23"), monday("2026-11-30"));
    }

    private WorkingTime monday(String day) {
        return new WorkingTime(
                SOMCHAI,
                at(day + "T08:00"),
                at(day + "T17:00"),
                new WorkingTime.Pause(Duration.ofHours(1), at(day + "T11:30"), at(day + "T13:00")),
                Duration.ofHours(2),
                false,
                DEPOT,
                null);
    }

    @Test
    void a_pattern_holds_from_its_first_day_to_its_last() {
        LocalDate second = LocalDate.parse("2026-11-30");
        patterns.add(new ShiftPattern("monday", DAY, second, second, false));

        assertThat(between("2026-11-01T00:00", "2026-12-31T00:00")).containsExactly(monday("2026-11-30"));
    }

    @Test
    void on_a_holiday_only_patterns_that_say_so_hold() {
        holidays = Set.of(LocalDate.parse("2026-11-23"));
        patterns.add(weekly("monday", DAY));
        patterns.add(new ShiftPattern("monday", NIGHT, null, null, true));

        assertThat(spans(onMonday())).containsExactly(span("2026-11-23T22:00", "2026-11-24T06:00"));
    }

    @Test
    void single_shifts_replace_the_patterns_of_their_day_also_on_a_holiday() {
        holidays = Set.of(LocalDate.parse("2026-11-23"));
        patterns.add(new ShiftPattern("monday", DAY, null, null, true));
        Hours morning = new Hours("06:00", "10:00", null, Duration.ZERO, null, null);
        singles.add(new Single(LocalDate.parse("2026-11-23"), morning));

        assertThat(spans(onMonday())).containsExactly(span("2026-11-23T06:00", "2026-11-23T10:00"));
    }

    @Test
    void a_night_shift_that_began_the_day_before_is_there_whole() {
        patterns.add(weekly("sunday", NIGHT));

        assertThat(spans(between("2026-11-23T05:59", "2026-11-23T12:00")))
                .containsExactly(span("2026-11-22T22:00", "2026-11-23T06:00"));
        assertThat(between("2026-11-23T06:00", "2026-11-23T12:00")).isEmpty();
    }

    @Test
    void a_night_shift_pushes_the_shift_that_it_runs_into() {
        patterns.add(weekly("sunday", NIGHT));
        singles.add(new Single(
                LocalDate.parse("2026-11-23"), new Hours("05:00", "12:00", null, Duration.ZERO, null, null)));

        assertThat(spans(onMonday()))
                .containsExactly(
                        span("2026-11-22T22:00", "2026-11-23T06:00"), span("2026-11-23T06:00", "2026-11-23T12:00"));
    }

    @Test
    void an_absence_cuts_a_shift_in_two_of_which_one_has_the_pause_and_the_last_the_overtime() {
        patterns.add(weekly("monday", DAY));
        absences.add(span("2026-11-23T09:00", "2026-11-23T10:00"));

        List<WorkingTime> times = onMonday();

        assertThat(spans(times))
                .containsExactly(
                        span("2026-11-23T08:00", "2026-11-23T09:00"), span("2026-11-23T10:00", "2026-11-23T17:00"));
        assertThat(times.getFirst().pause()).isNull();
        assertThat(times.getFirst().overtime()).isZero();
        assertThat(times.getFirst().startLocationId()).isEqualTo(DEPOT);
        assertThat(times.getLast().pause()).isEqualTo(monday("2026-11-23").pause());
        assertThat(times.getLast().overtime()).isEqualTo(Duration.ofHours(2));
        assertThat(times.getLast().startLocationId())
                .as("after an absence he comes from home")
                .isNull();
    }

    @Test
    void what_an_absence_leaves_under_half_an_hour_falls_away() {
        patterns.add(weekly("monday", DAY));
        absences.add(span("2026-11-23T08:29", "2026-11-23T16:30"));

        assertThat(spans(onMonday())).containsExactly(span("2026-11-23T16:30", "2026-11-23T17:00"));
    }

    @Test
    void an_absence_of_several_days_leaves_nothing_of_them() {
        patterns.add(weekly("monday", DAY));
        patterns.add(weekly("tuesday", DAY));
        absences.add(span("2026-11-22T00:00", "2026-11-24T12:30"));

        assertThat(spans(between("2026-11-22T00:00", "2026-11-26T00:00")))
                .containsExactly(span("2026-11-24T12:30", "2026-11-24T17:00"));
    }

    @Test
    void a_pause_is_narrowed_to_the_piece_and_taken_once_only() {
        patterns.add(weekly("monday", DAY));
        absences.add(span("2026-11-23T12:45", "2026-11-23T12:50"));

        List<WorkingTime> times = onMonday();

        assertThat(times.getFirst().pause())
                .isEqualTo(new WorkingTime.Pause(Duration.ofHours(1), at("2026-11-23T11:30"), at("2026-11-23T11:45")));
        assertThat(times.getLast().pause()).isNull();
    }

    @Test
    void a_piece_that_ends_before_its_pause_could_be_over_has_none() {
        patterns.add(weekly("monday", DAY));
        absences.add(span("2026-11-23T12:00", "2026-11-23T17:00"));

        assertThat(onMonday().getFirst().pause()).isNull();
    }

    @Test
    void overtime_does_not_run_into_an_absence_or_the_next_shift() {
        patterns.add(weekly("monday", DAY));
        absences.add(span("2026-11-23T17:20", "2026-11-23T20:00"));
        assertThat(onMonday().getFirst().overtime()).isEqualTo(Duration.ofMinutes(20));

        absences.clear();
        patterns.add(weekly("monday", new Hours("18:30", "21:00", null, Duration.ZERO, null, null)));
        assertThat(onMonday().getFirst().overtime()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void on_call_is_what_shifts_and_absences_leave_of_it() {
        patterns.add(weekly("monday", DAY));
        absences.add(span("2026-11-23T20:00", "2026-11-23T21:00"));
        onCalls.add(span("2026-11-23T06:00", "2026-11-24T06:00"));

        List<WorkingTime> times = onMonday();

        assertThat(spans(times))
                .containsExactly(
                        span("2026-11-23T06:00", "2026-11-23T08:00"),
                        span("2026-11-23T08:00", "2026-11-23T17:00"),
                        span("2026-11-23T17:00", "2026-11-23T20:00"),
                        span("2026-11-23T21:00", "2026-11-24T06:00"));
        assertThat(times).extracting(WorkingTime::onCall).containsExactly(true, false, true, true);
    }

    @Test
    void a_night_in_which_the_clock_is_set_back_is_an_hour_longer() {
        zone = BERLIN;
        patterns.add(weekly("saturday", NIGHT));

        assertThat(lengths("2026-10-17T12:00")).containsExactly(Duration.ofHours(8));
        assertThat(lengths("2026-10-24T12:00")).containsExactly(Duration.ofHours(9));
        assertThat(lengths("2026-03-28T12:00")).containsExactly(Duration.ofHours(7));
    }

    private List<Duration> lengths(String noon) {
        return spans(between(noon, LocalDateTime.parse(noon).plusDays(1).toString())).stream()
                .map(Span::length)
                .toList();
    }

    @Test
    void a_day_shift_keeps_the_wall_clocks_hours_when_the_clock_changes() {
        zone = BERLIN;
        patterns.add(weekly("sunday", DAY));

        WorkingTime sunday = between("2026-03-29T00:00", "2026-03-30T00:00").getFirst();

        assertThat(sunday.start()).isEqualTo(Instant.parse("2026-03-29T06:00:00Z"));
        assertThat(sunday.pause())
                .isEqualTo(new WorkingTime.Pause(
                        Duration.ofHours(1),
                        Instant.parse("2026-03-29T09:30:00Z"),
                        Instant.parse("2026-03-29T11:00:00Z")));
    }

    @Test
    void a_shift_within_the_hour_that_the_clock_leaves_out_is_none() {
        zone = BERLIN;
        patterns.add(weekly("sunday", new Hours("02:15", "03:00", null, Duration.ZERO, null, null)));

        assertThat(between("2026-03-28T00:00", "2026-03-30T00:00")).isEmpty();
        assertThat(between("2026-03-21T00:00", "2026-03-23T00:00")).hasSize(1);
    }

    /// Whatever is planned: times of one technician lie apart, in their order, outside his absences, half an hour or
    /// more, and asking for less finds the same.
    @Test
    void whatever_is_planned_nobody_is_in_two_places() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            patterns.clear();
            singles.clear();
            absences.clear();
            onCalls.clear();
            zone = seed % 2 == 0 ? BANGKOK : BERLIN;
            for (String weekday : List.of("monday", "wednesday", "saturday", "sunday")) {
                patterns.add(weekly(weekday, some(random)));
            }
            for (int i = 0; i < 4; i++) {
                singles.add(new Single(LocalDate.parse("2026-10-20").plusDays(random.nextInt(14)), some(random)));
                Instant start = at("2026-10-20T00:00").plus(Duration.ofMinutes(random.nextInt(14 * 1440)));
                List<Span> list = random.nextBoolean() ? absences : onCalls;
                Span span = new Span(start, start.plus(Duration.ofMinutes(10 + random.nextInt(2000))));
                // The database keeps those of one kind apart.
                if (list.stream().noneMatch(each -> each.meets(span.start(), span.end()))) {
                    list.add(span);
                }
            }
            List<WorkingTime> times = between("2026-10-18T00:00", "2026-11-06T00:00");

            assertThat(times).as("seed " + seed).isNotEmpty();
            Instant free = Instant.MIN;
            for (WorkingTime each : times) {
                assertThat(each.start()).as("seed " + seed).isAfterOrEqualTo(free);
                assertThat(Duration.between(each.start(), each.end())).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
                assertThat(absences)
                        .noneMatch(away -> away.meets(each.start(), each.end().plus(each.overtime())));
                if (each.pause() != null) {
                    assertThat(each.pause().earliest())
                            .isBetween(each.start(), each.pause().latest());
                    assertThat(each.pause().latest().plus(each.pause().length()))
                            .isBeforeOrEqualTo(each.end());
                }
                free = each.end();
            }
            WorkingTime one = times.get(random.nextInt(times.size()));
            Timetable same = new Timetable(SOMCHAI, patterns, singles, absences, onCalls);
            assertThat(same.between(one.start(), one.start().plusSeconds(1), new Days(zone, holidays)))
                    .as("seed " + seed)
                    .containsExactly(one);
        }
    }

    private static Hours some(Random random) {
        String start = "%02d:%02d".formatted(random.nextInt(24), 15 * random.nextInt(4));
        String end = "%02d:%02d".formatted(random.nextInt(24), 15 * random.nextInt(4));
        Hours hours = new Hours(
                start, end, new Hours.Pause(Duration.ofMinutes(30), start, start), Duration.ofHours(1), null, null);
        return hours.pauseFits() ? hours : new Hours(start, end, null, Duration.ZERO, null, null);
    }
}
