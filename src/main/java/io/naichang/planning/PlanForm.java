package io.naichang.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.platform.CommonEra;
import io.naichang.platform.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/// What shall be planned. What is left out is as the planning policy says.
///
/// @param mode `fill` places what nobody has and moves nothing; `optimise` may move everything but promises; `replan`
///     changes as little as it can
/// @param changeBudget most planned visits that may get another technician or time
/// @param freeze what a customer was told and is planned to start within this time stays as it is
/// @param timeLimit how long to search
/// @param movePromised visits may leave the times that customers were told
@Schema(name = "RoutePlanForm")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanForm(
        @NotNull UUID regionId,

        @Schema(description = "From when on is planned.") @NotNull @CommonEra
        Instant from,

        @Schema(description = "Until when is planned; at most 31 days after `from`.") @NotNull @CommonEra
        Instant to,

        @Schema(
                description =
                        "fill places what nobody has and moves nothing; optimise may move everything but promises; replan changes as little as it can.")
        @NotNull
        @Pattern(regexp = "fill|optimise|replan")
        String mode,

        @Schema(
                description =
                        "Most planned visits that may get another technician or time. Left out, replan takes the planning policy's and optimise has no bound; fill moves none.")
        @Nullable
        @Min(0)
        @Max(10_000)
        Integer changeBudget,

        @Schema(
                description =
                        "What a customer was told and is planned to start within this time from now stays as it is while its technician is at work; as the planning policy says if it is left out.")
        @Nullable
        @DurationMin
        @DurationMax(days = 7)
        Duration freeze,

        @Schema(description = "How long to search; as the planning policy says if it is left out.")
        @Nullable
        @DurationMin(millis = 100)
        @DurationMax(minutes = 10)
        Duration timeLimit,

        @Schema(description = "Visits may leave the technicians and the times that customers were told.")
        boolean movePromised) {
    private static final int DAYS = 31;

    @Schema(hidden = true)
    @AssertTrue(message = "to: after from, at most 31 days")
    @SuppressWarnings("NullAway") // what is missing is refused by its own name
    boolean isSpanInOrder() {
        return from == null || to == null || isSpan(from, to);
    }

    private static boolean isSpan(Instant from, Instant to) {
        return from.isBefore(to) && Duration.between(from, to).toDays() <= DAYS;
    }

    /// Refuses with 400 `invalid` what is no span that can be looked at.
    static void requireSpan(Instant from, Instant to) {
        if (!isSpan(from, to)) {
            throw Problem.invalid("invalid", "to", "It must be after from, at most 31 days.");
        }
    }

    Duration freeze(PolicyForm policy) {
        return freeze == null ? policy.freeze() : freeze;
    }

    Duration timeLimit(PolicyForm policy) {
        return timeLimit == null ? policy.timeLimit() : timeLimit;
    }

    int changeBudget(PolicyForm policy) {
        if (mode.equals("fill")) {
            return 0;
        }
        if (changeBudget != null) {
            return changeBudget;
        }
        return mode.equals("replan") ? policy.changeBudget() : Integer.MAX_VALUE;
    }
}
