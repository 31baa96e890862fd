package io.naichang.parts;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the desk writes of a place that holds stock.
///
/// @param technicianId who answers for a van's stock
@Schema(name = "LocationForm")
@RegisterForReflection
record LocationForm(
        @NotNull @Pattern(regexp = "van|depot|centre") String kind,
        @NotBlank @Size(max = 200) String name,
        @Nullable UUID regionId,
        @Nullable UUID technicianId,

        @DecimalMin("-90") @DecimalMax("90") @Nullable Double lat,
        @DecimalMin("-180") @DecimalMax("180") @Nullable Double lon,

        @Size(min = 1, max = 100) @Nullable String externalId) {
    static final String VAN = "van";
    static final String DEPOT = "depot";
}
