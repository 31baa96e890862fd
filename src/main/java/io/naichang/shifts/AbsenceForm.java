package io.naichang.shifts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.platform.CommonEra;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// When a technician cannot work although a shift says so.
@Schema(name = "AbsenceForm")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record AbsenceForm(
        @NotNull UUID technicianId,
        @NotNull @CommonEra Instant from,
        @NotNull @CommonEra Instant until,

        @NotNull @Pattern(regexp = AbsenceForm.KINDS) String kind,

        @Nullable @Size(min = 1, max = 1000) String note) {
    static final String KINDS = "holiday|sick|training|van-broken|other";

    /// What a technician may say of himself: it begins when he says so, and nobody has agreed to it beforehand.
    static final Set<String> REPORTED = Set.of("sick", "van-broken");

    /// So long at most may he say it at once: a slip of the year on a phone must not take him out of all plans.
    static final Duration LONGEST_REPORT = Duration.ofDays(31);

    @Schema(hidden = true)
    @AssertTrue(message = "until: must be after from")
    @SuppressWarnings("NullAway") // what is missing is refused by its own name
    boolean isTimeWhole() {
        return from == null || until == null || from.isBefore(until);
    }

    boolean exceedsReport() {
        return Duration.between(from, until).compareTo(LONGEST_REPORT) > 0;
    }

    /// True if both keep the same technician away, at the same time and for the same reason.
    boolean samePlan(AbsenceForm other) {
        return technicianId.equals(other.technicianId)
                && from.equals(other.from)
                && until.equals(other.until)
                && kind.equals(other.kind);
    }
}
