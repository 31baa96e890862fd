package io.naichang.customers;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the desk writes of somebody to talk to.
@Schema(name = "ContactForm")
@RegisterForReflection
record ContactForm(
        @NotNull UUID customerId,
        @Nullable UUID siteId,
        @NotBlank @Size(max = 200) String name,

        @Pattern(regexp = Phone.FORM, message = Phone.FAULT) @Nullable
        String phone,

        @Email @Size(min = 3, max = 254) @Nullable String email,
        @Size(min = 1, max = 100) @Nullable String role) {
    ContactForm {
        phone = Phone.normal(phone);
    }
}
