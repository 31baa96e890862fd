package io.naichang.assets;

import io.naichang.platform.CommonEra;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the desk writes of an asset; technicians write the condition, the meter and the serial number that they saw.
@Schema(name = "AssetForm")
@RegisterForReflection
record AssetForm(
        @NotNull UUID customerId,
        @NotNull UUID siteId,
        @NotBlank @Size(max = 200) String model,
        @Size(min = 1, max = 100) @Nullable String serial,
        @CommonEra @Nullable LocalDate installedOn,
        @CommonEra @Nullable LocalDate warrantyUntil,

        @Pattern(regexp = "good|fair|poor|broken") @Nullable String condition,

        @DecimalMin("0") @DecimalMax(MAX_METER) @Digits(integer = 12, fraction = 6) @Nullable
        BigDecimal meterReading,

        @Size(max = 100) @Nullable String serialSeen,
        @Size(min = 1, max = 100) @Nullable String externalId) {
    static final String MAX_METER = "999999999999";

    AssetForm {
        meterReading = meterReading == null ? null : meterReading.stripTrailingZeros();
    }
}
