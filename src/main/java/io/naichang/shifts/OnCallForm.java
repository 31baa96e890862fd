package io.naichang.shifts;

import io.naichang.platform.CommonEra;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// When a technician can be called to an emergency outside his shifts.
@Schema(name = "OnCallForm")
@RegisterForReflection
record OnCallForm(
        @NotNull UUID technicianId,
        @NotNull @CommonEra Instant from,
        @NotNull @CommonEra Instant until,
        @Nullable @Size(min = 1, max = 1000) String note) {
    private static final Duration LONGEST = Duration.ofDays(31);

    @Schema(hidden = true)
    @AssertTrue(message = "until: must be after from, by at most 31 days")
    @SuppressWarnings("NullAway") // what is missing is refused by its own name
    boolean isTimeWhole() {
        return from == null
                || until == null
                || (from.isBefore(until) && Duration.between(from, until).compareTo(LONGEST) <= 0);
    }
}
