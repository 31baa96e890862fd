package io.naichang.people;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the desk writes of a technician.
///
/// @param skills skill to level, from 1 (helps) to 5 (teaches)
@Schema(name = "TechnicianForm")
@RegisterForReflection
record TechnicianForm(
        @Nullable UUID regionId,
        @Valid @Nullable Home home,

        @Size(max = 100)
        Map<@Pattern(regexp = "[a-z0-9][a-z0-9-]{0,49}") String, @NotNull @Min(1) @Max(5) Integer> skills,

        @Nullable UUID vanLocationId,
        boolean subcontractor) {
    /// In a merge patch null takes a skill away.
    TechnicianForm {
        Map<String, Integer> present = new TreeMap<>(skills == null ? Map.of() : skills);
        present.values().removeIf(Objects::isNull);
        skills = Collections.unmodifiableMap(present);
    }

    /// Where he starts his day.
    @Schema(name = "Home")
    @RegisterForReflection
    record Home(
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon) {}
}
