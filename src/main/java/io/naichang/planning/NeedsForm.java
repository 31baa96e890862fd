package io.naichang.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.platform.CommonEra;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/// What a visit asks of whoever plans it, besides its site, duration, skills and the window that the customer was told.
///
/// @param windows times in which the work may begin; none: at any time
/// @param requiredTechnicianIds one of these must lead; none: anybody
/// @param skills skill to the level that it needs, from 1 to 5; the visit's own skills are needed at level 1
/// @param tools names as in the tools of a technician
/// @param parts that must be in the van, or be fetched at a depot on the way
/// @param crew how many technicians start together
/// @param ties what binds it to other visits
/// @param optional may be left out when not all fit
@Schema(name = "VisitNeedsForm")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record NeedsForm(
        @Schema(description = "Times in which the work may begin; none: at any time.") @Size(max = 20)
        List<@Valid @NotNull Span> windows,

        @Schema(description = "One of these must lead; none: anybody.") @Size(max = 50)
        Set<@NotNull UUID> requiredTechnicianIds,

        @Schema(description = "Another than these costs `preferred` of the planning policy.") @Size(max = 50)
        Set<@NotNull UUID> preferredTechnicianIds,

        @Schema(description = "None of these may do it.") @Size(max = 50)
        Set<@NotNull UUID> forbiddenTechnicianIds,

        @Schema(
                maxProperties = 20,
                description = "Skill to the level that it needs, 1 to 5; the visit's own skills are needed at level 1.")
        @Size(max = 20)
        Map<@Pattern(regexp = NeedsForm.NAME) String, @NotNull @Min(1) @Max(5) Integer> skills,

        @Schema(description = "Names as in the tools of a technician.") @Size(max = 20)
        Set<@NotNull @Pattern(regexp = NeedsForm.NAME) String> tools,

        @Schema(description = "What must be in the van, or be fetched at a depot on the way.") @Size(max = 50)
        List<@Valid @NotNull PartNeed> parts,

        @Schema(defaultValue = "1", description = "How many technicians start together.") @Min(1) @Max(9)
        Integer crew,

        @Schema(description = "What binds it to other visits.") @Size(max = 20)
        List<@Valid @NotNull TieForm> ties,

        @Schema(description = "May be left out when not all fit.")
        boolean optional) {
    static final String NAME = "[a-z0-9][a-z0-9-]{0,49}";

    static final NeedsForm NONE =
            new NeedsForm(List.of(), Set.of(), Set.of(), Set.of(), Map.of(), Set.of(), List.of(), 1, List.of(), false);

    NeedsForm {
        windows = Objects.requireNonNullElse(windows, List.of());
        requiredTechnicianIds = sorted(requiredTechnicianIds);
        preferredTechnicianIds = sorted(preferredTechnicianIds);
        forbiddenTechnicianIds = sorted(forbiddenTechnicianIds);
        Map<String, Integer> levels = new TreeMap<>(skills == null ? Map.of() : skills);
        levels.values().removeIf(Objects::isNull);
        skills = levels;
        tools = sorted(tools);
        parts = Objects.requireNonNullElse(parts, List.of());
        crew = Objects.requireNonNullElse(crew, 1);
        ties = Objects.requireNonNullElse(ties, List.of());
    }

    /// Unlike Set.copyOf, it takes a null from outside, which is refused by name a moment later.
    private static <T extends Comparable<T>> Set<T> sorted(@Nullable Set<T> set) {
        if (set == null || set.stream().anyMatch(Objects::isNull)) {
            return set == null ? Set.of() : set;
        }
        return new TreeSet<>(set);
    }

    /// A time from one instant to a later one.
    @Schema(name = "PlanningWindow")
    @RegisterForReflection
    record Span(
            @NotNull @CommonEra Instant start,
            @NotNull @CommonEra Instant end) {
        @Schema(hidden = true)
        @AssertTrue(message = "windows: a window closes after it opens")
        @SuppressWarnings("NullAway") // what is missing is refused by its own name
        boolean isOrderly() {
            return start == null || end == null || start.isBefore(end);
        }
    }

    /// Pieces of a part.
    @Schema(name = "PartNeed")
    @RegisterForReflection
    record PartNeed(
            @NotNull UUID partId,
            @NotNull @Min(1) @Max(1000) Integer quantity) {}

    /// What binds the visit to another one.
    ///
    /// @param gap for `after` only: how much time must lie between the other's end and this one's start
    @Schema(name = "VisitTie")
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TieForm(
            @NotNull @Pattern(regexp = "after|same-day|same-technician|not-same-technician")
            String kind,

            @NotNull UUID visitId,

            @Schema(
                    description =
                            "For `after` only: how much time must lie between the other's end and this one's start.")
            @Nullable
            @DurationMin
            @DurationMax(days = 60)
            Duration gap) {}

    @Schema(hidden = true)
    @AssertTrue(message = "forbiddenTechnicianIds: a technician is required or preferred, or forbidden")
    boolean isOfOneMind() {
        return forbiddenTechnicianIds.stream()
                .filter(Objects::nonNull)
                .noneMatch(each -> requiredTechnicianIds.contains(each) || preferredTechnicianIds.contains(each));
    }
}
