package io.naichang.platform;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers for a while whose signature was right. Checking an Ed25519 signature was a third of the application's time
/// under load, and a phone shows the same token with every call of its session.
///
/// Only whole tokens that passed every check are known here, none beyond its end. Whether the owner may still do what
/// it says is asked elsewhere, at every call.
@Alternative
@Priority(1)
@ApplicationScoped
class VerifiedTokens extends JWTCallerPrincipalFactory {
    /// After this a signature is checked again: keys may have been taken back.
    private static final Duration LIFE = Duration.ofMinutes(5);
    /// Beyond this many all are checked anew; it only bounds memory.
    private static final int MOST = 20_000;

    private final JWTCallerPrincipalFactory verifier = new DefaultJWTCallerPrincipalFactory();
    private final Map<String, Verified> known = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Verified(JWTCallerPrincipal principal, Instant until) {}

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        Instant now = clock.instant();
        Verified before = known.get(token);
        if (before != null && now.isBefore(before.until())) {
            return before.principal();
        }
        JWTCallerPrincipal principal = verifier.parse(token, context);
        Instant end = Instant.ofEpochSecond(principal.getExpirationTime());
        Instant until = now.plus(LIFE);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(token, new Verified(principal, end.isBefore(until) ? end : until));
        return principal;
    }
}
