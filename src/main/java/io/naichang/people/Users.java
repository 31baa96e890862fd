package io.naichang.people;

import io.naichang.platform.IfMatch;
import io.naichang.platform.Listing;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.sync.People;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everybody of the tenant who may sign in, or once could.
@ApplicationScoped
class Users implements PanacheRepositoryBase<User, UUID>, People {
    static final Listing LISTING = new Listing("users", "app_user t", "t.id", "t.version", """
            jsonb_strip_nulls(jsonb_build_object('tenant', t.tenant_id, 'username', t.username, 'name', t.name, 'roles', t.roles,
                'language', t.language, 'email', t.email, 'phone', t.phone, 'active', t.active,
                'mustChangePassword', t.password_expires_at IS NOT NULL))""", "t.name", "text");

    static final String FORM = "[a-z0-9][a-z0-9._@+-]{0,99}";

    private final Sql sql;

    Users(Sql sql) {
        this.sql = sql;
    }

    /// Where a sign-in name belongs, known before anybody has signed in.
    record Place(String tenant, UUID user) {}

    static String normal(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    /// @throws Problem 404 `not-found`
    User get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problem.missing("not-found"));
    }

    /// The place of a name, in whatever tenant.
    Optional<Place> placeOf(String username) {
        String name = normal(username);
        if (!name.matches(FORM)) {
            return Optional.empty();
        }
        return sql.first(
                "SELECT tenant_id, user_id FROM sign_in_name WHERE name = ?",
                row -> new Place(row.getString(1), row.getObject(2, UUID.class)),
                name);
    }

    /// Takes a sign-in name; false if somebody, maybe of another tenant, has it.
    boolean take(String username, UUID user) {
        return sql.update(
                        "INSERT INTO sign_in_name (name, tenant_id, user_id) VALUES (?, current_tenant(), ?) ON CONFLICT (name) DO NOTHING",
                        username,
                        user)
                == 1;
    }

    /// The user, locked, if the caller has read his present version.
    ///
    /// @throws Problem 404, 428, 412
    User lock(UUID id, @Nullable String ifMatch) {
        User user =
                findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> Problem.missing("not-found"));
        IfMatch.check(ifMatch, user.version());
        return user;
    }

    /// Locks the active admins, so that two of them cannot remove each other at once; true if `user` is the only one
    /// who
    /// has a password of his own: a temporary one may never be used, and runs out.
    boolean isLastAdmin(UUID user) {
        List<UUID> admins = sql.list(
                "SELECT id FROM app_user WHERE active AND 'admin' = ANY (roles) AND (id = ? OR password_expires_at IS NULL)"
                        + " ORDER BY id FOR UPDATE",
                row -> row.getObject(1, UUID.class),
                user);
        return admins.equals(List.of(user));
    }

    @Override
    public String nameOf(UUID user) {
        return sql.first("SELECT name FROM app_user WHERE id = ?", row -> row.getString(1), user)
                .orElseGet(user::toString);
    }

    @Override
    public boolean isActive(UUID user) {
        return sql.first("SELECT active FROM app_user WHERE id = ?", row -> row.getBoolean(1), user)
                .orElse(false);
    }
}
