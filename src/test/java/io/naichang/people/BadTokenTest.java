package io.naichang.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Answer;
import io.naichang.testing.Given;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens that we did not make, or not for now: 401 with a code, and never a word of why.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BadTokenTest {
    @Inject
    MovableClock clock;

    private Person nok;
    private String[] good;

    @BeforeEach
    void somebodySignsIn() {
        Tenant siam = Given.tenant();
        nok = siam.dispatcher("nok");
        good = nok.token().split("\\.", -1);
        assertThat(with("Bearer " + nok.token()).status()).isEqualTo(200);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static Answer with(String authorization) {
        return Answer.to("GET", "/api/v1/visits", Map.of("Authorization", authorization), "");
    }

    private static void assertNoEntry(String authorization) {
        Answer answer = with(authorization);
        assertThat(answer.faultsOfRefusal()).as(authorization).isEmpty();
        assertThat(answer.status()).as(authorization).isEqualTo(401);
        assertThat(answer.code()).as(authorization).isEqualTo("token-expired");
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private String claims(String from, String to) {
        return base64(new String(Base64.getUrlDecoder().decode(good[1]), StandardCharsets.UTF_8).replace(from, to));
    }

    @Test
    void a_token_whose_time_is_over_lets_nobody_in() {
        clock.move(Duration.ofDays(-2));

        assertNoEntry("Bearer " + nok.signIn().token());
    }

    @Test
    void a_token_whose_claims_were_changed_lets_nobody_in() {
        assertNoEntry("Bearer " + good[0] + "." + claims("dispatcher", "admin") + "." + good[2]);
        assertNoEntry("Bearer " + good[0] + "." + claims("siam-", "lanna-") + "." + good[2]);
    }

    @Test
    void a_token_without_a_signature_lets_nobody_in() {
        String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");

        assertNoEntry("Bearer " + none + "." + good[1] + ".");
        assertNoEntry("Bearer " + good[0] + "." + good[1] + ".");
        assertNoEntry("Bearer " + good[0] + "." + good[1]);
    }

    @Test
    void a_token_signed_with_another_key_lets_nobody_in() throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
        signature.update((good[0] + "." + good[1]).getBytes(StandardCharsets.US_ASCII));

        assertNoEntry("Bearer " + good[0] + "." + good[1] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
    }

    @Test
    void a_refresh_token_and_a_receipt_are_no_access_tokens() {
        assertNoEntry("Bearer " + nok.refreshToken());
    }

    @Test
    void nonsense_in_the_header_lets_nobody_in() {
        for (String each : List.of(
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer ..",
                "Bearer a.b.c",
                "Basic bm9rOng=",
                "x",
                "Bearer " + "x".repeat(4000))) {
            assertNoEntry(each);
        }
    }

    @Test
    void a_refresh_token_shown_twice_is_refused_and_says_so() {
        String once = nok.refreshToken();
        Map<String, String> json = Map.of("Content-Type", "application/json");
        String body = "{\"refreshToken\":\"" + once + "\"}";
        assertThat(Answer.to("POST", "/api/v1/auth/refresh", json, body).status())
                .isEqualTo(200);

        Answer again = Answer.to("POST", "/api/v1/auth/refresh", json, body);

        assertThat(again.status()).isEqualTo(401);
        assertThat(again.code()).isEqualTo("refresh-reused");
    }
}
