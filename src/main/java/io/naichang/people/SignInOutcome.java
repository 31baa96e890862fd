package io.naichang.people;

import java.time.Duration;

/// What comes of a sign-in or a refresh.
sealed interface SignInOutcome {
    record SignedIn(Tokens tokens) implements SignInOutcome {}

    /// The name or the password is wrong; which of them, nobody is told.
    record BadCredentials() implements SignInOutcome {}

    /// The password was right, but it was a temporary one and its time is over.
    record PasswordExpired() implements SignInOutcome {}

    /// The password or the token was right, but an admin has disabled the user.
    record Disabled() implements SignInOutcome {}

    record TooManyAttempts(Duration delay) implements SignInOutcome {}

    record RefreshInvalid() implements SignInOutcome {}

    record RefreshReused() implements SignInOutcome {}
}
