package io.naichang.shifts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShiftPatternTest {
    private static ShiftPattern on(String weekday, String start, String end) {
        return on(weekday, start, end, null, null);
    }

    private static ShiftPattern on(
            String weekday, String start, String end, @Nullable String from, @Nullable String until) {
        return new ShiftPattern(
                weekday,
                new Hours(start, end, null, Duration.ZERO, null, null),
                from == null ? null : LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                false);
    }

    private static boolean overlap(ShiftPattern one, ShiftPattern other) {
        boolean overlap = one.overlaps(other);
        assertThat(other.overlaps(one)).isEqualTo(overlap);
        return overlap;
    }

    @Test
    void shifts_that_touch_do_not_overlap() {
        assertThat(overlap(on("monday", "08:00", "12:00"), on("monday", "12:00", "17:00")))
                .isFalse();
        assertThat(overlap(on("monday", "08:00", "12:01"), on("monday", "12:00", "17:00")))
                .isTrue();
        assertThat(overlap(on("monday", "08:00", "12:00"), on("tuesday", "08:00", "12:00")))
                .isFalse();
    }

    @Test
    void a_night_shift_overlaps_the_next_morning_also_from_sunday_to_monday() {
        assertThat(overlap(on("monday", "22:00", "06:00"), on("tuesday", "05:00", "09:00")))
                .isTrue();
        assertThat(overlap(on("sunday", "22:00", "06:00"), on("monday", "05:00", "09:00")))
                .isTrue();
        assertThat(overlap(on("sunday", "22:00", "06:00"), on("monday", "06:00", "09:00")))
                .isFalse();
    }

    @Test
    void equal_times_are_a_whole_day() {
        assertThat(overlap(on("monday", "08:00", "08:00"), on("tuesday", "07:59", "09:00")))
                .isTrue();
        assertThat(overlap(on("monday", "08:00", "08:00"), on("tuesday", "08:00", "09:00")))
                .isFalse();
    }

    @Test
    void patterns_of_different_times_of_the_year_do_not_overlap() {
        ShiftPattern summer = on("monday", "06:00", "14:00", null, "2026-10-31");
        assertThat(overlap(summer, on("monday", "08:00", "17:00", "2026-11-01", null)))
                .isFalse();
        assertThat(overlap(summer, on("monday", "08:00", "17:00", "2026-10-31", null)))
                .isTrue();
    }

    @Test
    void the_first_pattern_that_overlaps_one_before_it_is_named() {
        PatternsForm form = new PatternsForm(List.of(
                on("monday", "08:00", "12:00"), on("monday", "13:00", "17:00"), on("monday", "11:00", "13:30")));

        assertThat(form.overlap()).hasValue(2);
    }
}
