package io.naichang.people;

import io.naichang.platform.Events;
import io.naichang.platform.Ids;
import io.naichang.platform.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes and changes users, for the desk and for the command line.
@ApplicationScoped
class Accounts {
    private static final String USERS = "users";

    private final Users users;
    private final Technicians technicians;
    private final RefreshTokens refreshTokens;
    private final Passwords passwords;
    private final PeopleConfig config;
    private final Ids ids;
    private final Events events;
    private final Event<Standing.Changed> standing;
    private final Clock clock;

    Accounts(
            Users users,
            Technicians technicians,
            RefreshTokens refreshTokens,
            Passwords passwords,
            PeopleConfig config,
            Ids ids,
            Events events,
            Event<Standing.Changed> standing,
            Clock clock) {
        this.users = users;
        this.technicians = technicians;
        this.refreshTokens = refreshTokens;
        this.passwords = passwords;
        this.config = config;
        this.ids = ids;
        this.events = events;
        this.standing = standing;
        this.clock = clock;
    }

    sealed interface Created {
        /// The user is there and can sign in.
        ///
        /// @param temporaryPassword to be told once; null if a password was given
        record Made(User user, @Nullable String temporaryPassword) implements Created {}

        record UsernameTaken() implements Created {}
    }

    Created create(@Nullable UUID wanted, String username, UserForm form, @Nullable String password) {
        UUID id = wanted == null ? ids.next() : wanted;
        if (!users.take(username, id)) {
            return new Created.UsernameTaken();
        }
        String temporary = password == null ? passwords.temporary() : null;
        String hash = passwords.hash(password == null ? String.valueOf(temporary) : password);
        User user = new User(id, username, hash, form, clock.instant());
        if (temporary != null) {
            user.lendPassword(hash, temporaryUntil());
        }
        users.persistAndFlush(user);
        welcome(user);
        events.record("user-created", USERS, id, Json.object().put("username", username));
        return new Created.Made(user, temporary);
    }

    void amend(User user, UserForm form) {
        UserForm before = user.form();
        user.amend(form);
        users.flush();
        if (!before.roles().contains("technician")) {
            welcome(user);
        }
        events.record(
                "user-changed", USERS, user.id(), Json.object().set("roles", Json.MAPPER.valueToTree(form.roles())));
    }

    /// A technician stays able to hand in what his phone holds ([SignIn]); everybody else is signed out.
    void disable(User user) {
        if (!user.active()) {
            return;
        }
        user.disable();
        users.flush();
        if (!user.has("technician")) {
            refreshTokens.revokeAll(user.id());
        }
        events.record("user-disabled", USERS, user.id(), null);
        standing.fire(new Standing.Changed(user.id()));
    }

    void enable(User user) {
        if (user.active()) {
            return;
        }
        user.enable();
        users.flush();
        events.record("user-enabled", USERS, user.id(), null);
        standing.fire(new Standing.Changed(user.id()));
    }

    /// Gives a temporary password and signs the user out everywhere.
    String reset(User user) {
        String password = passwords.temporary();
        user.lendPassword(passwords.hash(password), temporaryUntil());
        users.flush();
        refreshTokens.revokeAll(user.id());
        events.record("password-reset", USERS, user.id(), null);
        return password;
    }

    /// Takes a password that the user chose and signs him out everywhere else.
    void choosePassword(User user, String password) {
        user.choosePassword(passwords.hash(password));
        users.flush();
        refreshTokens.revokeAll(user.id());
        events.record("password-changed", USERS, user.id(), null);
    }

    /// Until when a temporary password that is made now can be used.
    Instant temporaryUntil() {
        return clock.instant().plus(config.temporaryPasswordLife());
    }

    private void welcome(User user) {
        if (user.has("technician")) {
            technicians.welcome(user.id());
        }
    }
}
