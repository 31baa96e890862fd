package io.naichang.planning;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/// What a company says about its route plans: what each soft rule costs, and how fast one drives there.
///
/// @param freeze what a customer was told and is planned to start within this time from now is not moved
/// @param changeBudget most visits that a replan moves unless it is asked for another number
/// @param timeLimit how long a plan is searched unless it is asked for another time
/// @param defaultDuration how long a visit takes of which nobody has said it
/// @param depotDuration how long it takes to fetch parts at a depot
/// @param roadFactor road from place to place over the distance as the crow flies
/// @param countryKmh speed between towns
/// @param townKmh speed in towns
/// @param townShare how much of the ways is in towns
/// @param hourly 24 factors of the speed, from midnight by the local clock; none: alike at all hours
@Schema(name = "PlanningPolicyForm")
@RegisterForReflection
record PolicyForm(
        @NotNull @Valid Costs costs,

        @Schema(
                description =
                        "What a customer was told and is planned to start within this time from now is not moved while its technician is at work.")
        @NotNull
        @DurationMin
        @DurationMax(days = 7)
        Duration freeze,

        @Schema(description = "Most visits that a replan moves unless it is asked for another number.")
        @NotNull
        @Min(0)
        @Max(10_000)
        Integer changeBudget,

        @Schema(description = "How long a plan is searched unless it is asked for another time.")
        @NotNull
        @DurationMin(millis = 100)
        @DurationMax(minutes = 10)
        Duration timeLimit,

        @Schema(description = "How long a visit takes of which nobody has said it.")
        @NotNull
        @DurationMin(minutes = 1)
        @DurationMax(days = 14)
        Duration defaultDuration,

        @Schema(description = "How long it takes to fetch parts at a depot.")
        @NotNull
        @DurationMin
        @DurationMax(hours = 4)
        Duration depotDuration,

        @Schema(description = "Road from place to place over the distance as the crow flies.")
        @NotNull
        @DecimalMin("1")
        @DecimalMax("5")
        @Digits(integer = 1, fraction = 3)
        BigDecimal roadFactor,

        @Schema(description = "Speed between towns.")
        @NotNull
        @DecimalMin("1")
        @DecimalMax("200")
        @Digits(integer = 3, fraction = 1)
        BigDecimal countryKmh,

        @Schema(description = "Speed in towns.")
        @NotNull
        @DecimalMin("1")
        @DecimalMax("200")
        @Digits(integer = 3, fraction = 1)
        BigDecimal townKmh,

        @Schema(description = "How much of the ways is in towns.")
        @NotNull
        @DecimalMin("0")
        @DecimalMax("1")
        @Digits(integer = 1, fraction = 3)
        BigDecimal townShare,

        @Schema(description = "24 factors of the speed, from midnight by the local clock; none: alike at all hours.")
        @Size(max = 24)
        List<@NotNull @DecimalMin("0.05") @DecimalMax("5") @Digits(integer = 1, fraction = 3) BigDecimal> hourly) {
    /// Leaving a visit out outweighs every sum of soft costs; among those left out, the priorities weigh as said here.
    ///
    /// @param low what leaving out a visit of low priority weighs
    /// @param optional what leaving out an optional visit costs, in points
    /// @param travel points for a second of driving; overtime costs as much, times the factor of the shift policy
    /// @param kilometer points for a kilometre
    /// @param waiting points for a second before a closed door
    /// @param late points for a second outside the window that the customer was told
    /// @param preferred points for a visit with another technician than the customer prefers
    /// @param moved points for a planned visit that is moved
    /// @param movedPromise points on top if the customer was told its time
    /// @param fairness points for a tour, times its hours squared
    /// @param tolerance a start that shifts by less is not moved
    @Schema(name = "PlanningCosts")
    @RegisterForReflection
    record Costs(
            @Schema(description = "What leaving out a visit of low priority weighs; it outweighs every sum of points.")
            @NotNull
            @Min(1)
            @Max(1_000_000)
            Integer low,

            @Schema(description = "The same of normal priority.") @NotNull @Min(1) @Max(1_000_000)
            Integer normal,

            @Schema(description = "The same of high priority.") @NotNull @Min(1) @Max(1_000_000)
            Integer high,

            @Schema(description = "The same of an emergency.") @NotNull @Min(1) @Max(1_000_000)
            Integer emergency,

            @Schema(description = "Points for an optional visit that is left out.") @NotNull @Min(1) @Max(100_000_000)
            Integer optional,

            @Schema(
                    description =
                            "Points for a second of driving; overtime costs as much, times the factor of the shift policy.")
            @NotNull
            @Min(0)
            @Max(1_000)
            Integer travel,

            @Schema(description = "Points for a kilometre.") @NotNull @Min(0) @Max(100_000)
            Integer kilometer,

            @Schema(description = "Points for a second before a closed door.") @NotNull @Min(0) @Max(1_000)
            Integer waiting,

            @Schema(description = "Points for a second outside the window that the customer was told.")
            @NotNull
            @Min(0)
            @Max(1_000)
            Integer late,

            @Schema(description = "Points for a visit with another technician than the customer prefers.")
            @NotNull
            @Min(0)
            @Max(1_000_000)
            Integer preferred,

            @Schema(description = "Points for a planned visit that is moved.") @NotNull @Min(0) @Max(1_000_000)
            Integer moved,

            @Schema(description = "Points on top if the customer was told its time.") @NotNull @Min(0) @Max(1_000_000)
            Integer movedPromise,

            @Schema(description = "Points for a tour, times its hours squared.") @NotNull @Min(0) @Max(100_000)
            Integer fairness,

            @Schema(description = "A start that shifts by no more is not moved.")
            @NotNull
            @DurationMin
            @DurationMax(hours = 4)
            Duration tolerance) {}

    /// As a Thai provincial town was before anybody calibrated it.
    static final PolicyForm DEFAULT = new PolicyForm(
            new Costs(1, 4, 16, 64, 20_000, 1, 0, 0, 4, 1_200, 1_800, 7_200, 10, Duration.ofMinutes(15)),
            Duration.ofHours(2),
            10,
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Duration.ofMinutes(15),
            new BigDecimal("1.35"),
            new BigDecimal("65"),
            new BigDecimal("28"),
            new BigDecimal("0.6"),
            List.of());

    PolicyForm {
        hourly = Objects.requireNonNullElse(hourly, List.of());
    }

    @Schema(hidden = true)
    @AssertTrue(message = "hourly: 24 factors, or none")
    boolean isDayWhole() {
        return hourly.isEmpty() || hourly.size() == 24;
    }
}
