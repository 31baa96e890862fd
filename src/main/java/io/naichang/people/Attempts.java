package io.naichang.people;

import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;

/// Counts failed sign-ins by name and by address, in the database, so that many nodes count together. An attempt counts
/// before the password is looked at: a thousand guesses at once are a thousand, not one.
@ApplicationScoped
class Attempts {
    private final Sql sql;
    private final Clock clock;
    private final PeopleConfig config;

    Attempts(Sql sql, Clock clock, PeopleConfig config) {
        this.sql = sql;
        this.clock = clock;
        this.config = config;
    }

    private record Count(int failures, Instant until) {}

    /// Counts an attempt; answers how long the caller has to wait, zero if he may try now.
    Duration begin(String name, String address) {
        Instant now = clock.instant();
        sql.update("""
                DELETE FROM sign_in_attempt WHERE key IN
                (SELECT key FROM sign_in_attempt WHERE until <= ? ORDER BY until LIMIT 100 FOR UPDATE SKIP LOCKED)
                """, now);
        // Always names before addresses: two attempts never wait for each other crosswise.
        Duration byName = count(key("name", name), config.attemptsPerName(), now);
        Duration byAddress = count(key("address", network(address)), config.attemptsPerAddress(), now);
        return byName.compareTo(byAddress) > 0 ? byName : byAddress;
    }

    /// The attempt was good: the name begins anew, the address is not blamed for it.
    void succeeded(String name, String address) {
        sql.update("DELETE FROM sign_in_attempt WHERE key = ?", key("name", name));
        sql.update(
                "UPDATE sign_in_attempt SET failures = greatest(failures - 1, 0) WHERE key = ?",
                key("address", network(address)));
    }

    private Duration count(byte[] key, int allowed, Instant now) {
        Count count = sql.first(
                        """
                        INSERT INTO sign_in_attempt AS a (key, failures, until) VALUES (?, 1, ?)
                        ON CONFLICT (key) DO UPDATE SET
                            failures = CASE WHEN a.until <= ? THEN 1 ELSE a.failures + 1 END,
                            until = CASE WHEN a.until <= ? THEN excluded.until ELSE a.until END
                        RETURNING failures, until
                        """,
                        row -> new Count(
                                row.getInt(1),
                                row.getObject(2, OffsetDateTime.class).toInstant()),
                        key,
                        now.plus(config.attemptWindow()),
                        now,
                        now)
                .orElseThrow();
        return count.failures() > allowed ? Duration.between(now, count.until()) : Duration.ZERO;
    }

    /// The network of an address: an IPv6 client owns at least a /64.
    private static String network(String address) {
        try {
            // Vert.x gives numeric addresses only; nothing is asked of a name server.
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes.length == 4 ? bytes : Arrays.copyOf(bytes, 8));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private static byte[] key(String kind, String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((kind + ":" + value).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
