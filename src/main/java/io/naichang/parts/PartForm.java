package io.naichang.parts;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the desk writes of a part.
///
/// @param substitutes parts that may take its place, the best first
/// @param leadTimeDays from order to delivery, the day of order included
@Schema(name = "PartForm")
@RegisterForReflection
record PartForm(
        @NotNull @Size(max = 60) @Pattern(regexp = "\\S(.*\\S)?", message = "must not begin or end with a space")
        String sku,

        @NotBlank @Size(max = 200) String name,
        @Size(min = 1, max = 200) @Nullable String nameEn,

        @Schema(defaultValue = "piece")
        @Size(max = 20)
        @Pattern(regexp = "\\S(.*\\S)?", message = "must not begin or end with a space")
        String unit,

        @Valid @Nullable Money price,
        @Size(max = 20) List<@NotNull UUID> substitutes,
        @Size(max = 200) List<@NotBlank @Size(max = 100) String> models,
        @Min(0) @Max(3650) @Nullable Integer leadTimeDays,
        @Size(min = 1, max = 100) @Nullable String externalId) {
    PartForm {
        unit = Objects.requireNonNullElse(unit, "piece");
        substitutes = substitutes == null ? List.of() : distinct(substitutes);
        models = models == null ? List.of() : distinct(models);
    }

    /// Unlike List.copyOf, it takes a null from outside, which is refused by name a moment later.
    private static <T> List<T> distinct(List<T> list) {
        return list.stream().distinct().toList();
    }
}
