package io.naichang.people;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an admin writes of a user.
///
/// @param language `th`, unless it is `en`
/// @param phone E.164
@Schema(name = "UserForm")
@RegisterForReflection
record UserForm(
        @NotBlank @Size(max = 200) String name,
        @NotEmpty List<@NotNull @Pattern(regexp = User.ROLES) String> roles,
        @Pattern(regexp = "th|en") String language,
        @Email @Size(min = 3, max = 254) @Nullable String email,

        @Pattern(regexp = UserForm.E164) @Nullable String phone) {
    static final String E164 = "\\+[1-9][0-9]{6,14}";

    /// Roles are a set: in one order, and each only once.
    UserForm {
        roles = roles == null
                ? List.of()
                : roles.stream()
                        .distinct()
                        .sorted(Comparator.nullsFirst(Comparator.naturalOrder()))
                        .toList();
        language = language == null ? "th" : language;
    }

    /// An admin, of whom no more is known.
    static UserForm admin(String name) {
        return new UserForm(name, List.of("admin"), "th", null, null);
    }
}
