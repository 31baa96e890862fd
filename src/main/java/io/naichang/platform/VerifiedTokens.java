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
/// Only whole tokens that passed every check are known here, none beyond its end, and only as long as they are shown:
/// every five minutes those that nobody showed meanwhile are forgotten. Whether the owner may still do what a token
/// says
/// is not decided here.
@Alternative
@Priority(1)
@ApplicationScoped
class VerifiedTokens extends JWTCallerPrincipalFactory {
    /// After this a signature is checked again: keys may have been taken back.
    private static final Duration LIFE = Duration.ofMinutes(5);
    /// Beyond this many the older half is forgotten; a token and its claims take some kilobytes.
    private static final int MOST = 4_000;

    private final JWTCallerPrincipalFactory verifier = new DefaultJWTCallerPrincipalFactory();
    private volatile Generations known;
    private final Clock clock;

    private record Verified(JWTCallerPrincipal principal, Instant until) {}

    /// What was shown since `since`, and what was shown before that.
    private record Generations(Instant since, Map<String, Verified> young, Map<String, Verified> old) {
        private Generations next(Instant now) {
            return new Generations(now, new ConcurrentHashMap<>(), young);
        }
    }

    VerifiedTokens(Clock clock) {
        this.clock = clock;
        known = new Generations(clock.instant(), new ConcurrentHashMap<>(), Map.of());
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        Instant now = clock.instant();
        Generations generations = generations(now);
        Verified before = generations.young().get(token);
        if (before == null) {
            before = generations.old().get(token);
        }
        if (before == null || !now.isBefore(before.until())) {
            JWTCallerPrincipal principal = verifier.parse(token, context);
            Instant end = Instant.ofEpochSecond(principal.getExpirationTime());
            Instant until = now.plus(LIFE);
            before = new Verified(principal, end.isBefore(until) ? end : until);
        }
        generations.young().put(token, before);
        return before.principal();
    }

    /// Two calls at once may both begin a generation; then some tokens are verified once more than they must.
    private Generations generations(Instant now) {
        Generations current = known;
        boolean full = current.young().size() >= MOST / 2;
        if (full || !now.isBefore(current.since().plus(LIFE))) {
            current = current.next(now);
            known = current;
        }
        return current;
    }
}
