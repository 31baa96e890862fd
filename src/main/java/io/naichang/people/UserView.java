package io.naichang.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user as the desk sees him.
///
/// @param mustChangePassword true while his password is a temporary one
/// @param temporaryPassword told once, when it is made
record UserView(
        UUID id,
        String tenant,
        String username,
        String name,
        List<String> roles,
        String language,
        @Nullable String email,
        @Nullable String phone,
        boolean active,
        boolean mustChangePassword,
        int version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String temporaryPassword) {
    static UserView of(User user) {
        return of(user, null);
    }

    static UserView of(User user, @Nullable String temporaryPassword) {
        Profile profile = user.profile();
        return new UserView(
                user.id(),
                user.tenant(),
                user.username(),
                profile.name(),
                profile.roles(),
                profile.language(),
                profile.email(),
                profile.phone(),
                user.active(),
                user.passwordExpiresAt() != null,
                user.version(),
                temporaryPassword);
    }
}
