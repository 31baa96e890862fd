package io.naichang.people;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of sign-in.
@ConfigMapping(prefix = "naichang.people")
interface PeopleConfig {
    /// How long an access token is good for.
    @WithDefault("PT15M")
    Duration accessTokenLife();

    /// How long a node goes without looking whether the owner of an access token was disabled on another node.
    @WithDefault("PT10S")
    Duration standingLife();

    /// How long a refresh token is good for; each use begins anew.
    @WithDefault("P90D")
    Duration refreshTokenLife();

    /// How long a password that somebody else has seen may be used to sign in.
    @WithDefault("PT72H")
    Duration temporaryPasswordLife();

    /// Failed attempts are counted for this long.
    @WithDefault("PT15M")
    Duration attemptWindow();

    /// Failed attempts on one name before it has to wait.
    @WithDefault("10")
    int attemptsPerName();

    /// Failed attempts from one address before it has to wait; mobile carriers put many phones behind one.
    @WithDefault("100")
    int attemptsPerAddress();

    /// The cost of one password hash.
    Argon2 argon2();

    /// Argon2id (RFC 9106); the defaults are OWASP's.
    interface Argon2 {
        @WithDefault("19456")
        int memoryKib();

        @WithDefault("2")
        int iterations();

        @WithDefault("1")
        int parallelism();
    }
}
