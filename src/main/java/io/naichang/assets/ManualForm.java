package io.naichang.assets;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What the desk writes of a manual. Size and type are those of the bytes that hash to `sha256`.
///
/// @param language BCP 47
/// @param edition counts upward: the highest of one model, kind and language is the newest
@Schema(name = "ManualForm")
@RegisterForReflection
record ManualForm(
        @NotBlank @Size(max = 200) String model,
        @NotBlank @Size(max = 200) String title,

        @NotNull @Pattern(regexp = "operation|maintenance|parts-catalogue|diagnostic|video|interactive")
        String kind,

        @NotNull @Size(max = 35) @Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
        String language,

        @NotNull @Min(1) @Max(MAX_EDITION) Integer edition,

        @NotNull @Pattern(regexp = "[0-9a-fA-F]{64}", message = "must be a SHA-256 in hex")
        String sha256) {
    static final int MAX_EDITION = 999_999;

    @SuppressWarnings("NullAway") // Bean Validation looks only after a missing value has come this far
    ManualForm {
        sha256 = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
    }
}
