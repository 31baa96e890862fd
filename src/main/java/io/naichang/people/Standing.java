package io.naichang.people;

import io.naichang.platform.Sql;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Holds a token of ours to what its owner is now: who was disabled after he got it has no more rights than his next
/// token would give. That is looked up once in a while for each user, not for each call.
@ApplicationScoped
class Standing implements SecurityIdentityAugmentor {
    /// Beyond this many users all are looked up anew; it only bounds memory.
    private static final int MOST = 100_000;

    private final Map<UUID, Seen> seen = new ConcurrentHashMap<>();
    /// Rises with each change, so that an answer that was asked for before one is not kept after it.
    private final AtomicLong changes = new AtomicLong();
    private final Sql sql;
    private final PeopleConfig config;
    private final Clock clock;
    private final String ownIssuer;

    private record Seen(boolean active, Instant at) {}

    /// A user was disabled or enabled.
    record Changed(UUID user) {}

    Standing(Sql sql, PeopleConfig config, Clock clock, @ConfigProperty(name = "naichang.issuer") String ownIssuer) {
        this.sql = sql;
        this.config = config;
        this.clock = clock;
        this.ownIssuer = ownIssuer;
    }

    /// Other nodes learn it when they look next.
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed event) {
        changes.incrementAndGet();
        seen.remove(event.user());
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token) || !ownIssuer.equals(token.getIssuer())) {
            return Uni.createFrom().item(identity);
        }
        UUID user = UUID.fromString(token.getSubject());
        Instant now = clock.instant();
        Seen known = seen.get(user);
        if (known != null && known.at().plus(config.standingLife()).isAfter(now)) {
            return Uni.createFrom().item(known.active()).map(active -> held(identity, token, active));
        }
        return context.runBlocking(() -> held(identity, token, look(user, token.getName(), now)));
    }

    private boolean look(UUID user, String name, Instant now) {
        long before = changes.get();
        boolean active = active(name)
                // A statement that waited for a restore sees nobody; the next one sees.
                .or(() -> active(name))
                .orElse(false);
        if (seen.size() >= MOST) {
            seen.clear();
        }
        seen.put(user, new Seen(active, now));
        if (changes.get() != before) {
            seen.remove(user);
        }
        return active;
    }

    private Optional<Boolean> active(String name) {
        return sql.first("SELECT active FROM account_of(?)", row -> row.getBoolean(1), Users.normal(name));
    }

    private static SecurityIdentity held(SecurityIdentity identity, JsonWebToken token, boolean active) {
        if (active) {
            return identity;
        }
        Set<String> rest = AccessTokens.rights(false, identity.getRoles());
        if (rest.isEmpty()) {
            throw new AuthenticationFailedException("the user of this token was disabled");
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(token)
                .addRoles(rest)
                .build();
    }
}
