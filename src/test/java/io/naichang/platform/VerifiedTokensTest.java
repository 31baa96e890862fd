package io.naichang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Which tokens are believed without looking at their signatures again, and for how long.
class VerifiedTokensTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final KeyPair ours = keys();
    private final KeyPair others = keys();
    private final VerifiedTokens tokens = new VerifiedTokens(((InstantSource) now::get).withZone(ZoneOffset.UTC));

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTAuthContextInfo verifying(KeyPair keys) {
        JWTAuthContextInfo context = new JWTAuthContextInfo(keys.getPublic(), "naichang");
        context.setSignatureAlgorithm(Set.of(SignatureAlgorithm.EDDSA));
        return context;
    }

    private static String token(KeyPair keys, Duration life) {
        return Jwt.issuer("naichang")
                .subject("somchai")
                .upn("somchai")
                .expiresAt(Instant.now().plus(life))
                .jws()
                .algorithm(SignatureAlgorithm.EDDSA)
                .sign(keys.getPrivate());
    }

    @Test
    void a_token_is_verified_once_in_five_minutes() throws ParseException {
        String token = token(ours, Duration.ofMinutes(15));
        var first = tokens.parse(token, verifying(ours));
        assertThat(tokens.parse(token, verifying(ours))).isSameAs(first);

        now.updateAndGet(each -> each.plus(Duration.ofMinutes(6)));
        assertThat(tokens.parse(token, verifying(ours))).isNotSameAs(first);
    }

    @Test
    void a_key_that_was_taken_back_is_noticed_after_five_minutes() throws ParseException {
        String token = token(ours, Duration.ofMinutes(15));
        tokens.parse(token, verifying(ours));

        now.updateAndGet(each -> each.plus(Duration.ofMinutes(6)));
        assertThatThrownBy(() -> tokens.parse(token, verifying(others))).isInstanceOf(ParseException.class);
    }

    @Test
    void no_token_is_believed_beyond_its_end() throws ParseException {
        String token = token(ours, Duration.ofSeconds(30));
        var first = tokens.parse(token, verifying(ours));

        now.updateAndGet(each -> each.plus(Duration.ofSeconds(31)));
        assertThat(tokens.parse(token, verifying(ours)))
                .as("verified anew, with the verifier's own leeway")
                .isNotSameAs(first);
    }

    @Test
    void another_signature_is_another_token() throws ParseException {
        String token = token(ours, Duration.ofMinutes(15));
        tokens.parse(token, verifying(ours));
        String forged = token.substring(0, token.lastIndexOf('.') + 1)
                + token(others, Duration.ofMinutes(15))
                        .substring(token(others, Duration.ofMinutes(15)).lastIndexOf('.') + 1);

        assertThatThrownBy(() -> tokens.parse(forged, verifying(ours))).isInstanceOf(ParseException.class);
    }
}
