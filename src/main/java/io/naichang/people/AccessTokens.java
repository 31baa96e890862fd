package io.naichang.people;

import io.naichang.platform.SigningKeys;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Makes the short-lived tokens that every call carries.
@ApplicationScoped
class AccessTokens {
    /// What is left to a disabled technician: his phone may hand in what he did.
    private static final String PUSH_ONLY = "push-only";

    private final SigningKeys keys;
    private final Clock clock;
    private final PeopleConfig config;
    private final String issuer;

    AccessTokens(
            SigningKeys keys,
            Clock clock,
            PeopleConfig config,
            @ConfigProperty(name = "naichang.issuer") String issuer) {
        this.keys = keys;
        this.clock = clock;
        this.config = config;
        this.issuer = issuer;
    }

    /// What somebody may do now, who has these roles.
    static Set<String> rights(boolean active, Set<String> roles) {
        if (active) {
            return roles;
        }
        return roles.contains("technician") || roles.contains(PUSH_ONLY) ? Set.of(PUSH_ONLY) : Set.of();
    }

    /// A signed token that says who the user is and what he may do.
    String of(User user) {
        Instant now = clock.instant();
        return Jwt.issuer(issuer)
                .subject(user.id().toString())
                .upn(user.username())
                .groups(rights(user.active(), Set.copyOf(user.roles())))
                .claim("tenant", user.tenant())
                .claim("name", user.name())
                .issuedAt(now.getEpochSecond())
                .expiresAt(now.plus(config.accessTokenLife()).getEpochSecond())
                .jws()
                .algorithm(SignatureAlgorithm.EDDSA)
                .keyId(keys.keyId())
                .sign(keys.current());
    }
}
