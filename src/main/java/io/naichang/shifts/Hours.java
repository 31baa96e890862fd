package io.naichang.shifts;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.naichang.platform.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/// The hours of a shift by the wall clock of the company's zone.
///
/// @param start local time, HH:MM
/// @param end local time; at or before the start it is on the next day
/// @param overtime how long after its end the technician could go on, at a price
/// @param startLocationId depot where he begins; his home if it is left out
/// @param endLocationId depot where he ends; his home if it is left out
@Schema(name = "ShiftHours")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@HoursFit
record Hours(
        @NotNull @Pattern(regexp = Hours.HOUR) String start,
        @NotNull @Pattern(regexp = Hours.HOUR) String end,
        @Valid @Nullable Pause pause,

        @DurationMin @DurationMax(hours = 12) @JsonFormat(shape = JsonFormat.Shape.STRING)
        Duration overtime,

        @Nullable UUID startLocationId,
        @Nullable UUID endLocationId) {
    static final String HOUR = "([01][0-9]|2[0-3]):[0-5][0-9]";

    private static final int DAY = 24 * 60;

    Hours {
        overtime = Objects.requireNonNullElse(overtime, Duration.ZERO);
    }

    /// A rest that the technician takes within the shift.
    ///
    /// @param earliest local time from which it may begin
    /// @param latest local time until which it may begin
    @Schema(name = "ShiftPause")
    @RegisterForReflection
    record Pause(
            @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 4) @JsonFormat(shape = JsonFormat.Shape.STRING)
            Duration length,

            @NotNull @Pattern(regexp = HOUR) String earliest,
            @NotNull @Pattern(regexp = HOUR) String latest) {}

    /// Reads what [#json] wrote.
    static Hours read(String json) {
        try {
            return Json.MAPPER.readValue(json, Hours.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored hours cannot be read", e);
        }
    }

    String json() {
        return Json.MAPPER.valueToTree(this).toString();
    }

    /// Minutes from midnight to the start.
    int startMinute() {
        return minute(start);
    }

    /// How many minutes it lasts by the wall clock.
    int minutes() {
        return Math.floorMod(minute(end) - minute(start) - 1, DAY) + 1;
    }

    LocalDateTime startOn(LocalDate day) {
        return day.atTime(LocalTime.parse(start));
    }

    LocalDateTime endOn(LocalDate day) {
        return startOn(day).plusMinutes(minutes());
    }

    /// A time of day within the shift that begins on `day`, which may be on the next one.
    LocalDateTime within(LocalDate day, String time) {
        return startOn(day).plusMinutes(afterStart(time));
    }

    private int afterStart(String time) {
        return Math.floorMod(minute(time) - minute(start), DAY);
    }

    private static int minute(String time) {
        return LocalTime.parse(time).toSecondOfDay() / 60;
    }

    /// The pause can be had: it has a beginning, and is over before the shift is.
    @JsonIgnore
    boolean pauseFits() {
        return pause == null
                || (afterStart(pause.earliest()) <= afterStart(pause.latest())
                        && afterStart(pause.latest()) + pause.length().toMinutes() <= minutes());
    }
}
