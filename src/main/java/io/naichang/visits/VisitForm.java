package io.naichang.visits;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/// What the office may write of a visit without planning it: what is to be done and where, and, like the technician,
/// what was found and done.
///
/// @param duration expected time on site
/// @param windowStart the time that the customer was told, with `windowEnd`
/// @param remarks text of both sides
@RegisterForReflection
record VisitForm(
        @Nullable UUID caseId,
        @Nullable UUID agreementId,
        @NotNull UUID customerId,
        @NotNull UUID siteId,
        @Size(max = 50) List<@NotNull UUID> assetIds,

        @NotNull @Pattern(regexp = "installation|repair|preventive|inspection|survey|delivery")
        String kind,

        @Schema(defaultValue = "normal") @Pattern(regexp = "emergency|high|normal|low")
        String priority,

        @NotBlank @Size(max = 200) String title,
        @Nullable @Size(max = 4000) String instructions,
        @Nullable Instant windowStart,
        @Nullable Instant windowEnd,

        @Nullable @DurationMin(minutes = 1) @DurationMax(days = 14)
        Duration duration,

        @Size(max = 20) List<@NotBlank @Size(max = 60) String> requiredSkills,

        @Nullable @Pattern(regexp = "fixed|partly-fixed|not-fixed|no-access|follow-up")
        String outcome,

        @Nullable @Size(max = 10_000) String diagnosis,
        @Nullable @Size(max = 10_000) String workSummary,

        @Nullable @DecimalMin("0") @DecimalMax("999999999999") @Digits(integer = 12, fraction = 6)
        BigDecimal meterReading,

        @Nullable @Size(max = 200) String signedBy,
        @Nullable @Size(max = 100_000) String remarks) {
    VisitForm {
        assetIds = copied(assetIds);
        requiredSkills = copied(requiredSkills);
        priority = priority == null ? "normal" : priority;
    }

    /// Unlike List.copyOf, it takes a null from outside, which is refused by name a moment later.
    private static <T> List<T> copied(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().toList();
    }

    @Schema(hidden = true)
    @AssertTrue(message = "windowEnd: a window has a start and a later end")
    boolean isWindowWhole() {
        return windowStart == null ? windowEnd == null : windowEnd != null && windowStart.isBefore(windowEnd);
    }
}
