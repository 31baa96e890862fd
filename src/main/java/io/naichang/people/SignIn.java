package io.naichang.people;

import io.naichang.people.SignInOutcome.BadCredentials;
import io.naichang.people.SignInOutcome.Disabled;
import io.naichang.people.SignInOutcome.PasswordExpired;
import io.naichang.people.SignInOutcome.RefreshInvalid;
import io.naichang.people.SignInOutcome.RefreshReused;
import io.naichang.people.SignInOutcome.SignedIn;
import io.naichang.people.SignInOutcome.TooManyAttempts;
import io.naichang.platform.Caller;
import io.naichang.platform.Events;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signs people in and keeps them signed in.
///
/// Its transactions are its own, and short: what a refused attempt wrote must stay, and no database connection may
/// wait while a password is hashed.
@ApplicationScoped
class SignIn {
    private final Users users;
    private final Passwords passwords;
    private final Attempts attempts;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final PeopleConfig config;
    private final Caller caller;
    private final Events events;
    private final Clock clock;

    SignIn(
            Users users,
            Passwords passwords,
            Attempts attempts,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            PeopleConfig config,
            Caller caller,
            Events events,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.attempts = attempts;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.config = config;
        this.caller = caller;
        this.events = events;
        this.clock = clock;
    }

    private record Opening(Duration delay, Optional<Users.Place> place) {}

    SignInOutcome signIn(String username, String password, String address) {
        String name = Users.normal(username);
        Opening opening = QuarkusTransaction.requiringNew()
                .call(() -> new Opening(attempts.begin(name, address), users.placeOf(name)));
        if (opening.delay().isPositive()) {
            return new TooManyAttempts(opening.delay());
        }
        // Known or not, the same work follows.
        opening.place().ifPresent(place -> caller.actAs(place.tenant(), place.user()));
        String hash = QuarkusTransaction.requiringNew().call(() -> hashOf(opening.place()));
        if (!passwords.matches(password, hash)) {
            return new BadCredentials();
        }
        return QuarkusTransaction.requiringNew()
                .call(() -> enter(users.get(opening.place().orElseThrow().user()), name, address));
    }

    private @Nullable String hashOf(Optional<Users.Place> place) {
        return place.map(known -> users.get(known.user()).passwordHash()).orElse(null);
    }

    private SignInOutcome enter(User user, String name, String address) {
        attempts.succeeded(name, address);
        Instant expiry = user.passwordExpiresAt();
        if (!user.active()) {
            return new Disabled();
        }
        if (expiry != null && !clock.instant().isBefore(expiry)) {
            return new PasswordExpired();
        }
        events.record("user-signed-in", "users", user.id(), null);
        return new SignedIn(open(user));
    }

    /// Signs a user in whose password need not be asked for, within the transaction of the caller.
    Tokens open(User user) {
        return tokens(user, refreshTokens.open(user.id()));
    }

    SignInOutcome refresh(String refreshToken) {
        Optional<String> tenant = RefreshTokens.tenantOf(refreshToken);
        if (tenant.isEmpty()) {
            return new RefreshInvalid();
        }
        caller.actAs(tenant.get(), null);
        return QuarkusTransaction.requiringNew().call(() -> switch (refreshTokens.use(refreshToken)) {
            case RefreshTokens.Use.Good good -> proceed(users.get(good.user()), good);
            case RefreshTokens.Use.Reused() -> new RefreshReused();
            case RefreshTokens.Use.Invalid() -> new RefreshInvalid();
        });
    }

    /// A disabled technician's phone may go on handing in what he did (sync protocol §3), until the family's time is
    /// over; everybody else is out.
    private SignInOutcome proceed(User user, RefreshTokens.Use.Good good) {
        if (user.active()) {
            return new SignedIn(tokens(user, refreshTokens.extend(good.family())));
        }
        if (user.has("technician")) {
            return new SignedIn(tokens(user, refreshTokens.issue(good.family())));
        }
        refreshTokens.revoke(good.family());
        return new Disabled();
    }

    /// Ends a family of refresh tokens; an unknown one is as good as ended.
    void signOut(String refreshToken) {
        RefreshTokens.tenantOf(refreshToken).ifPresent(tenant -> {
            caller.actAs(tenant, null);
            QuarkusTransaction.requiringNew().run(() -> refreshTokens.end(refreshToken));
        });
    }

    private Tokens tokens(User user, String refreshToken) {
        return new Tokens(
                accessTokens.of(user),
                config.accessTokenLife().toSeconds(),
                refreshToken,
                config.refreshTokenLife().toSeconds(),
                user.passwordExpiresAt() != null);
    }
}
