package io.naichang.platform;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Who is asking: taken from the verified token, or set by a command or a job that acts for a tenant.
@RequestScoped
public class Caller {
    /// Attributes of an identity that another issuer vouches for: who it is among our people.
    public static final String TENANT = "naichang.tenant";

    public static final String USER = "naichang.user";

    private @Nullable String tenant;
    private @Nullable UUID user;
    private Set<String> roles = Set.of();

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /// Acts for a tenant without a token; `user` is null for the system itself.
    public void actAs(String actingTenant, @Nullable UUID actingUser) {
        this.tenant = actingTenant;
        this.user = actingUser;
    }

    /// The caller's tenant.
    ///
    /// @throws IllegalStateException if nobody has signed in
    public String tenant() {
        String found = tenantOrNull();
        if (found == null) {
            throw new IllegalStateException("no tenant: nobody has signed in and no job acts for one");
        }
        return found;
    }

    /// The caller's user id.
    ///
    /// @throws IllegalStateException if the system itself is acting
    public UUID user() {
        UUID found = userOrNull();
        if (found == null) {
            throw new IllegalStateException("no user: the system itself is acting");
        }
        return found;
    }

    /// The caller's user id, or null where the system itself acts.
    public @Nullable UUID userOrNull() {
        read();
        return user;
    }

    /// True if the token carries the role.
    public boolean has(String role) {
        read();
        return roles.contains(role);
    }

    @Nullable
    String tenantOrNull() {
        read();
        return tenant;
    }

    private void read() {
        if (tenant != null) {
            return;
        }
        if (identity.getAttribute(TENANT) instanceof String known) {
            tenant = known;
            user = identity.getAttribute(USER);
            roles = Set.copyOf(identity.getRoles());
        } else if (identity.getPrincipal() instanceof JsonWebToken token && token.getSubject() != null) {
            tenant = token.getClaim("tenant");
            user = UUID.fromString(token.getSubject());
            roles = Set.copyOf(identity.getRoles());
        }
    }
}
