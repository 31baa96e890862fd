package io.naichang.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackingFormTest {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private static TrackingForm shift(String start, String end) {
        return new TrackingForm("shift", List.of("monday", "friday"), start, end, 30);
    }

    private static boolean in(TrackingForm form, String local) {
        return form.inShift(Instant.parse(local + "+07:00"), BANGKOK);
    }

    @Test
    void a_shift_begins_with_its_first_minute_and_ends_before_its_last() {
        TrackingForm day = shift("08:00", "17:00");

        assertThat(in(day, "2026-11-23T07:59:59.999")).isFalse();
        assertThat(in(day, "2026-11-23T08:00:00")).isTrue();
        assertThat(in(day, "2026-11-23T16:59:59.999")).isTrue();
        assertThat(in(day, "2026-11-23T17:00:00")).isFalse();
        assertThat(in(day, "2026-11-24T10:00:00")).isFalse();
    }

    @Test
    void the_day_is_that_of_the_company_not_of_greenwich() {
        TrackingForm early = shift("01:00", "06:00");

        // Monday in Bangkok, Sunday evening in UTC.
        assertThat(in(early, "2026-11-23T02:00:00")).isTrue();
        assertThat(in(early, "2026-11-24T02:00:00")).isFalse();
    }

    @Test
    void a_night_shift_ends_on_the_next_day_even_if_that_has_none() {
        TrackingForm night = shift("22:00", "06:00");

        assertThat(in(night, "2026-11-23T21:59:00")).isFalse();
        assertThat(in(night, "2026-11-23T23:00:00")).isTrue();
        assertThat(in(night, "2026-11-24T05:59:00")).isTrue();
        assertThat(in(night, "2026-11-24T06:00:00")).isFalse();
        assertThat(in(night, "2026-11-24T23:00:00")).isFalse();
        assertThat(in(night, "2026-11-23T05:00:00")).isFalse();
    }
}
