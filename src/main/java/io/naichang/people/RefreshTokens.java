package io.naichang.people;

import io.naichang.platform.Caller;
import io.naichang.platform.Ids;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Secrets that buy a new access token, once. All tokens that descend from one sign-in are a family; a token that comes
/// twice means that two hold it, so its family is revoked. That is strict on purpose: a phone that lost our answer
/// signs in again, and loses nothing by it, because an expired token never wipes anything.
@ApplicationScoped
class RefreshTokens {
    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]{1,30})\\.[A-Za-z0-9_-]{43}");

    private final SecureRandom random = new SecureRandom();
    private final Sql sql;
    private final Ids ids;
    private final Clock clock;
    private final Caller caller;
    private final PeopleConfig config;

    RefreshTokens(Sql sql, Ids ids, Clock clock, Caller caller, PeopleConfig config) {
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
        this.caller = caller;
        this.config = config;
    }

    /// What became of a token that somebody showed.
    sealed interface Use {
        /// It was good; whoever showed it is `user`, of the family that the next token joins.
        record Good(UUID user, UUID family) implements Use {}

        /// It had been used before; its family is revoked now.
        record Reused() implements Use {}

        /// It is unknown, expired or revoked.
        record Invalid() implements Use {}
    }

    private record Found(UUID family, UUID user, boolean dead, boolean used) {}

    /// The tenant with which a token begins, if it has the form of one.
    static Optional<String> tenantOf(String token) {
        return Optional.of(FORM.matcher(token)).filter(form -> form.matches()).map(form -> form.group(1));
    }

    /// Begins a family; what has expired of this user's goes.
    String open(UUID user) {
        Instant now = clock.instant();
        sql.update("DELETE FROM refresh_family WHERE user_id = ? AND expires_at <= ?", user, now);
        UUID family = ids.next();
        sql.update(
                "INSERT INTO refresh_family (id, user_id, expires_at, created_at) VALUES (?, ?, ?, ?)",
                family,
                user,
                now.plus(config.refreshTokenLife()),
                now);
        return issue(family);
    }

    /// The next token of a family, whose time begins anew.
    String extend(UUID family) {
        sql.update(
                "UPDATE refresh_family SET expires_at = ? WHERE id = ?",
                clock.instant().plus(config.refreshTokenLife()),
                family);
        return issue(family);
    }

    /// The next token of a family.
    String issue(UUID family) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token =
                caller.tenant() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant();
        sql.update("DELETE FROM refresh_token WHERE family_id = ? AND expires_at <= ?", family, now);
        sql.update(
                "INSERT INTO refresh_token (hash, family_id, expires_at) VALUES (?, ?, ?)",
                hash(token),
                family,
                now.plus(config.refreshTokenLife()));
        return token;
    }

    /// Uses a token up. Its row and its family's are locked: of two that show it at once, one is second.
    Use use(String token) {
        Instant now = clock.instant();
        Found found = sql.first(
                        """
                        SELECT f.id, f.user_id, f.revoked_at IS NOT NULL OR f.expires_at <= ? OR t.expires_at <= ?, t.used_at IS NOT NULL
                        FROM refresh_token t JOIN refresh_family f ON f.tenant_id = t.tenant_id AND f.id = t.family_id
                        WHERE t.hash = ? FOR UPDATE
                        """,
                        row -> new Found(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getBoolean(3),
                                row.getBoolean(4)),
                        now,
                        now,
                        hash(token))
                .orElse(null);
        if (found == null || found.dead()) {
            return new Use.Invalid();
        }
        if (found.used()) {
            revoke(found.family());
            return new Use.Reused();
        }
        sql.update("UPDATE refresh_token SET used_at = ? WHERE hash = ?", now, hash(token));
        return new Use.Good(found.user(), found.family());
    }

    /// Revokes the family of a token, if there is one.
    void end(String token) {
        sql.update(
                "UPDATE refresh_family SET revoked_at = coalesce(revoked_at, ?) WHERE id = (SELECT family_id FROM refresh_token WHERE hash = ?)",
                clock.instant(),
                hash(token));
    }

    void revoke(UUID family) {
        sql.update(
                "UPDATE refresh_family SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", clock.instant(), family);
    }

    /// Signs a user out everywhere.
    void revokeAll(UUID user) {
        sql.update(
                "UPDATE refresh_family SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL",
                clock.instant(),
                user);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
