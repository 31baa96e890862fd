package io.naichang.dev.seed;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/// The days of the demo, seen from one moment in Thailand.
record Calendar(Instant now) {
    static final int DAYS_BACK = 14;
    static final int DAYS_AHEAD = 14;

    private static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");

    LocalDate today() {
        return LocalDate.ofInstant(now, ZONE);
    }

    LocalTime time() {
        return LocalTime.ofInstant(now, ZONE).truncatedTo(ChronoUnit.MINUTES);
    }

    Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }

    /// The days on which there is work: weekdays, and today whatever it is, since nobody wants to see an empty desk.
    List<LocalDate> workingDays() {
        return IntStream.rangeClosed(-DAYS_BACK, DAYS_AHEAD)
                .mapToObj(today()::plusDays)
                .filter(day -> day.equals(today()) || day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .toList();
    }
}
