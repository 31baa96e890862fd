package io.naichang.customers;

import io.naichang.platform.TimeZoneName;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the desk writes of a site.
@Schema(name = "SiteForm")
@RegisterForReflection
record SiteForm(
        @NotNull UUID customerId,
        @NotBlank @Size(max = 200) String name,
        @Valid Address address,

        @DecimalMin("-90") @DecimalMax("90") @Nullable Double lat,
        @DecimalMin("-180") @DecimalMax("180") @Nullable Double lon,

        @TimeZoneName String timeZone,
        @Size(min = 1, max = 200) @Nullable String contactName,

        @Pattern(regexp = Phone.FORM, message = Phone.FAULT) @Nullable
        String contactPhone,

        @Size(max = MAX_NOTES) @Nullable String accessNotes,
        @Nullable UUID regionId,
        @Size(min = 1, max = 100) @Nullable String externalId) {
    /// More than a phone may send at once, since merging keeps both texts.
    static final int MAX_NOTES = 100_000;

    SiteForm {
        address = Objects.requireNonNullElse(address, Address.UNKNOWN);
        timeZone = Objects.requireNonNullElse(timeZone, "Asia/Bangkok");
        contactPhone = Phone.normal(contactPhone);
    }
}
