package io.naichang.tracks;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a company says about tracking.
///
/// @param tracking `visit`: while on the way to a visit or at it; `shift`: in his shifts, or where none are planned in
/// these hours; `off`: never
/// @param shiftDays days of the week on which a shift begins
/// @param shiftStart local time of the company's zone
/// @param shiftEnd local time; at or before the start it is on the next day
/// @param retentionDays after so many days tracks are deleted
@Schema(name = "TrackingPolicyForm")
@RegisterForReflection
record TrackingForm(
        @NotNull @Pattern(regexp = "shift|visit|off") String tracking,

        @NotNull @Size(max = 7)
        List<@NotNull @Pattern(regexp = "monday|tuesday|wednesday|thursday|friday|saturday|sunday") String> shiftDays,

        @NotNull @Pattern(regexp = HOUR) String shiftStart,
        @NotNull @Pattern(regexp = HOUR) String shiftEnd,
        @NotNull @Min(1) @Max(3650) Integer retentionDays) {
    static final String HOUR = "([01][0-9]|2[0-3]):[0-5][0-9]";

    /// Until a company says otherwise: positions only of work that is under way, for a quarter of a year.
    static final TrackingForm DEFAULT = new TrackingForm(
            "visit", List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday"), "08:00", "17:00", 90);

    TrackingForm {
        shiftDays = copy(shiftDays);
    }

    @SuppressWarnings("NullAway") // Bean Validation looks for missing values only after they have come this far
    private static List<String> copy(@Nullable List<String> days) {
        return days == null ? null : Collections.unmodifiableList(new ArrayList<>(days));
    }

    /// True if an instant lies in a shift.
    boolean inShift(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        LocalTime start = LocalTime.parse(shiftStart);
        LocalTime end = LocalTime.parse(shiftEnd);
        if (start.isBefore(end)) {
            return begins(local.toLocalDate()) && !time.isBefore(start) && time.isBefore(end);
        }
        return (begins(local.toLocalDate()) && !time.isBefore(start))
                || (begins(local.toLocalDate().minusDays(1)) && time.isBefore(end));
    }

    private boolean begins(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        return shiftDays.contains(weekday.name().toLowerCase(Locale.ROOT));
    }
}
