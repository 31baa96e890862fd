package io.naichang.people;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an admin may edit of a user.
///
/// @param language `th` or `en`
/// @param phone E.164
record Profile(
        @NotBlank @Size(max = 200) String name,
        @NotEmpty @Size(max = 8) List<@NotNull @Pattern(regexp = User.ROLES) String> roles,
        @NotNull @Pattern(regexp = "th|en") String language,
        @Nullable @Email @Size(max = 200) String email,
        @Nullable @Pattern(regexp = Profile.E164) String phone) {
    static final String E164 = "\\+[1-9][0-9]{6,14}";

    /// Roles are a set: sorted, and each only once.
    Profile {
        roles = roles == null
                ? List.of()
                : roles.stream()
                        .sorted(Comparator.nullsFirst(Comparator.naturalOrder()))
                        .distinct()
                        .toList();
    }
}
