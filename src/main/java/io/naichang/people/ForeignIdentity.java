package io.naichang.people;

import io.naichang.platform.Caller;
import io.naichang.platform.Sql;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// A token of another issuer, where `mp.jwt.verify.issuer` and its keys name one, says who somebody is; what he may do
/// is said here. He is found by the sign-in name that his token gives as `upn`, `preferred_username` or `sub`.
@ApplicationScoped
class ForeignIdentity implements SecurityIdentityAugmentor {
    private final Sql sql;
    private final String ownIssuer;

    private record Account(String tenant, UUID user, Set<String> roles, boolean active) {}

    ForeignIdentity(Sql sql, @ConfigProperty(name = "naichang.issuer") String ownIssuer) {
        this.sql = sql;
        this.ownIssuer = ownIssuer;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.getPrincipal() instanceof JsonWebToken token && !ownIssuer.equals(token.getIssuer())) {
            return context.runBlocking(() -> known(token));
        }
        return Uni.createFrom().item(identity);
    }

    private SecurityIdentity known(JsonWebToken token) {
        // getName() is the first of upn, preferred_username and sub (MicroProfile JWT).
        Account account = sql.first(
                        "SELECT tenant_id, user_id, roles, active FROM account_of(?)",
                        row -> new Account(
                                row.getString(1),
                                row.getObject(2, UUID.class),
                                Set.of((String[]) row.getArray(3).getArray()),
                                row.getBoolean(4)),
                        Users.normal(token.getName()))
                .orElseThrow(() -> new AuthenticationFailedException("nobody here has the name in this token"));
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(token)
                .addRoles(AccessTokens.rights(account.active(), account.roles()))
                .addAttribute(Caller.TENANT, account.tenant())
                .addAttribute(Caller.USER, account.user())
                .build();
    }
}
