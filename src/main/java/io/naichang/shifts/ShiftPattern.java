package io.naichang.shifts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.platform.CommonEra;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A shift that comes back every week.
///
/// @param weekday on which it begins
/// @param validFrom first day on which one begins; from ever if it is left out
/// @param validUntil last day on which one begins; for ever if it is left out
/// @param onHolidays true if it holds on holidays too
@Schema(name = "ShiftPattern")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShiftPattern(
        @NotNull @Pattern(regexp = "monday|tuesday|wednesday|thursday|friday|saturday|sunday")
        String weekday,

        @NotNull @Valid Hours hours,
        @Nullable @CommonEra LocalDate validFrom,
        @Nullable @CommonEra LocalDate validUntil,
        boolean onHolidays) {
    private static final int WEEK = 7 * 24 * 60;

    DayOfWeek day() {
        return DayOfWeek.valueOf(weekday.toUpperCase(Locale.ROOT));
    }

    boolean holdsOn(LocalDate date, boolean holiday) {
        return date.getDayOfWeek() == day()
                && (onHolidays || !holiday)
                && (validFrom == null || !date.isBefore(validFrom))
                && (validUntil == null || !date.isAfter(validUntil));
    }

    /// True if both ask for the technician at one time.
    boolean overlaps(ShiftPattern other) {
        boolean apart = isAfter(validFrom, other.validUntil) || isAfter(other.validFrom, validUntil);
        int later = Math.floorMod(other.minuteOfWeek() - minuteOfWeek(), WEEK);
        int earlier = Math.floorMod(-later, WEEK);
        return !apart && (later < hours.minutes() || earlier < other.hours.minutes());
    }

    private static boolean isAfter(@Nullable LocalDate start, @Nullable LocalDate end) {
        return start != null && end != null && start.isAfter(end);
    }

    private int minuteOfWeek() {
        return (day().getValue() - 1) * 24 * 60 + hours.startMinute();
    }

    @Schema(hidden = true)
    @AssertTrue(message = "validUntil: must not be before validFrom")
    boolean isValidityWhole() {
        return !isAfter(validFrom, validUntil);
    }
}
