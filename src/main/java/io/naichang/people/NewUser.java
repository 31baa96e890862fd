package io.naichang.people;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an admin writes to make a user: the form, and what is set once.
///
/// @param username in small letters from here on; unique over all tenants
/// @param password null asks for a temporary one
@Schema(name = "NewUserForm")
@RegisterForReflection
record NewUser(
        @NotNull @Pattern(regexp = Users.FORM) String username,
        @NotBlank @Size(max = 200) String name,
        @NotEmpty List<@NotNull @Pattern(regexp = User.ROLES) String> roles,
        @Pattern(regexp = "th|en") String language,
        @Email @Size(min = 3, max = 254) @Nullable String email,

        @Pattern(regexp = UserForm.E164) @Nullable String phone,

        @Nullable String password) {
    NewUser {
        UserForm form = new UserForm(name, roles, language, email, phone);
        roles = form.roles();
        language = form.language();
        username = username == null ? username : Users.normal(username);
    }

    static NewUser of(User user) {
        UserForm form = user.form();
        return new NewUser(
                user.username(), form.name(), form.roles(), form.language(), form.email(), form.phone(), null);
    }

    UserForm user() {
        return new UserForm(name, roles, language, email, phone);
    }

    NewUser withoutPassword() {
        return new NewUser(username, name, roles, language, email, phone, null);
    }
}
