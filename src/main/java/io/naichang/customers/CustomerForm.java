package io.naichang.customers;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the desk writes of a customer.
@Schema(name = "CustomerForm")
@RegisterForReflection
record CustomerForm(
        @NotBlank @Size(max = 200) String name,

        @NotNull @Pattern(regexp = "person|company|government")
        String kind,

        @Pattern(regexp = "th|en") String language,
        @Size(min = 1, max = 50) @Nullable String category,

        @Size(max = 20) List<@NotNull @Pattern(regexp = Phone.FORM, message = Phone.FAULT) String> phones,

        @Email @Size(min = 3, max = 254) @Nullable String email,
        @Size(min = 1, max = 100) @Nullable String externalId) {
    CustomerForm {
        language = Objects.requireNonNullElse(language, "th");
        phones = phones == null ? List.of() : phones.stream().map(Phone::normal).toList();
    }
}
