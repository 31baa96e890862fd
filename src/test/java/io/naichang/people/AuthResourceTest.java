package io.naichang.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.naichang.testing.Given;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AuthResourceTest {
    @Inject
    MovableClock clock;

    private final Tenant siam = Given.tenant();
    private Person somchai;

    @BeforeEach
    void begin() {
        somchai = siam.technician("somchai");
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static ValidatableResponse signIn(String username, String password) {
        return Given.nobody()
                .body(Map.of("username", username, "password", password))
                .post("/auth/token")
                .then();
    }

    private static ValidatableResponse refresh(String token) {
        return Given.nobody()
                .body(Map.of("refreshToken", token))
                .post("/auth/refresh")
                .then();
    }

    @Test
    void a_sign_in_gives_both_tokens_and_says_how_long_they_last() {
        signIn(somchai.username(), Given.PASSWORD)
                .statusCode(200)
                .body("accessToken", notNullValue())
                .body("expiresIn", equalTo(900))
                .body("refreshToken", startsWith(siam.id() + "."))
                .body("refreshExpiresIn", equalTo(90 * 24 * 3600))
                .body("mustChangePassword", equalTo(false));
    }

    @Test
    void a_sign_in_name_may_be_typed_in_capitals() {
        signIn(" " + somchai.username().toUpperCase(java.util.Locale.ROOT) + " ", Given.PASSWORD)
                .statusCode(200);
    }

    @Test
    void a_wrong_password_and_an_unknown_name_get_the_same_answer() {
        String wrong = signIn(somchai.username(), "not-the-password")
                .statusCode(401)
                .body("code", equalTo("bad-credentials"))
                .extract()
                .asString();
        String unknown = signIn("nobody." + siam.id(), "not-the-password")
                .statusCode(401)
                .extract()
                .asString();
        assertThat(unknown).isEqualTo(wrong);
    }

    @Test
    void a_disabled_user_is_told_so_only_if_he_knows_his_password() {
        siam.admin()
                .request()
                .post("/users/" + somchai.id() + "/disable")
                .then()
                .statusCode(200);

        signIn(somchai.username(), Given.PASSWORD).statusCode(401).body("code", equalTo("user-disabled"));
        signIn(somchai.username(), "not-the-password").statusCode(401).body("code", equalTo("bad-credentials"));
    }

    @Test
    void too_many_wrong_passwords_make_a_name_wait_even_for_the_right_one() {
        for (int i = 0; i < 10; i++) {
            signIn(somchai.username(), "not-the-password").statusCode(401);
        }

        int wait = Integer.parseInt(signIn(somchai.username(), Given.PASSWORD)
                .statusCode(429)
                .body("code", equalTo("too-many-attempts"))
                .extract()
                .header("Retry-After"));
        assertThat(wait).isBetween(800, 900);

        clock.move(Duration.ofSeconds(wait + 1));
        signIn(somchai.username(), Given.PASSWORD).statusCode(200);
    }

    @Test
    void guesses_made_at_once_are_all_counted() throws Exception {
        Callable<Integer> guess =
                () -> signIn(somchai.username(), "not-the-password").extract().statusCode();
        List<Integer> answers;
        try (var threads = Executors.newFixedThreadPool(16)) {
            answers = threads.invokeAll(Stream.generate(() -> guess).limit(16).toList()).stream()
                    .map(each -> each.resultNow())
                    .toList();
        }

        assertThat(answers).filteredOn(status -> status == 401).hasSize(10);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(6);
    }

    @Test
    void a_good_sign_in_forgives_earlier_mistakes() {
        for (int i = 0; i < 9; i++) {
            signIn(somchai.username(), "not-the-password").statusCode(401);
        }
        signIn(somchai.username(), Given.PASSWORD).statusCode(200);
        signIn(somchai.username(), "not-the-password").statusCode(401);
    }

    @Test
    void a_refresh_gives_the_next_pair() {
        String next = refresh(somchai.refreshToken()).statusCode(200).extract().path("refreshToken");

        refresh(next).statusCode(200).body("accessToken", notNullValue());
    }

    @Test
    void a_refresh_is_not_hindered_by_an_expired_bearer_token() {
        Given.nobody()
                .auth()
                .oauth2("not.a.token")
                .body(Map.of("refreshToken", somchai.refreshToken()))
                .post("/auth/refresh")
                .then()
                .statusCode(200);
    }

    @Test
    void a_refresh_token_used_twice_revokes_its_family() {
        String first = somchai.refreshToken();
        String second = refresh(first).statusCode(200).extract().path("refreshToken");

        refresh(first).statusCode(401).body("code", equalTo("refresh-reused"));
        refresh(second).statusCode(401).body("code", equalTo("refresh-invalid"));
        refresh(somchai.signIn().refreshToken()).statusCode(200);
    }

    @Test
    void of_many_who_show_one_refresh_token_at_once_none_stays_signed_in() throws Exception {
        String token = somchai.refreshToken();
        Callable<ValidatableResponse> use = () -> refresh(token);
        List<ValidatableResponse> answers;
        try (var threads = Executors.newFixedThreadPool(8)) {
            answers = threads.invokeAll(Stream.generate(() -> use).limit(8).toList()).stream()
                    .map(each -> each.resultNow())
                    .toList();
        }

        List<String> successors = answers.stream()
                .filter(each -> each.extract().statusCode() == 200)
                .map(each -> each.extract().<String>path("refreshToken"))
                .toList();
        assertThat(successors).hasSize(1);
        refresh(successors.getFirst()).statusCode(401).body("code", equalTo("refresh-invalid"));
    }

    @Test
    void a_refresh_token_lives_ninety_days_from_its_last_use() {
        String token = somchai.refreshToken();
        clock.move(Duration.ofDays(80));
        String next = refresh(token).statusCode(200).extract().path("refreshToken");
        clock.move(Duration.ofDays(80));
        String last = refresh(next).statusCode(200).extract().path("refreshToken");
        clock.move(Duration.ofDays(91));

        refresh(last).statusCode(401).body("code", equalTo("refresh-invalid"));
    }

    @Test
    void what_is_no_refresh_token_of_ours_is_refused() {
        String stolen = somchai.refreshToken();
        for (String token : List.of(
                "x",
                "siam." + "A".repeat(43),
                "no-such-tenant." + "A".repeat(43),
                "lanna" + stolen.substring(stolen.indexOf('.')),
                "'; DROP TABLE app_user; --." + "A".repeat(43))) {
            refresh(token).statusCode(401).body("code", equalTo("refresh-invalid"));
        }
        refresh(stolen).statusCode(200);
    }

    @Test
    void signing_out_ends_the_family_and_may_be_repeated() {
        String token = somchai.refreshToken();
        for (int i = 0; i < 2; i++) {
            Given.nobody()
                    .body(Map.of("refreshToken", token))
                    .post("/auth/logout")
                    .then()
                    .statusCode(204);
        }

        refresh(token).statusCode(401).body("code", equalTo("refresh-invalid"));
    }

    @Test
    void the_phone_of_a_disabled_technician_can_still_push_and_nothing_else() {
        String token = somchai.refreshToken();
        siam.admin()
                .request()
                .post("/users/" + somchai.id() + "/disable")
                .then()
                .statusCode(200);

        String rest = refresh(token).statusCode(200).extract().path("accessToken");

        Given.nobody().auth().oauth2(rest).get("/regions").then().statusCode(401);
        Given.nobody()
                .auth()
                .oauth2(rest)
                .body("{}")
                .post("/sync/push")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed"));
    }

    @Test
    void the_access_token_of_a_technician_who_is_disabled_can_only_push_from_then_on() {
        somchai.request().get("/regions").then().statusCode(200);

        siam.admin()
                .request()
                .post("/users/" + somchai.id() + "/disable")
                .then()
                .statusCode(200);

        somchai.request().get("/regions").then().statusCode(401).body("code", equalTo("user-disabled"));
        somchai.request().body("{}").post("/sync/push").then().statusCode(400).body("code", equalTo("malformed"));
        siam.admin().request().post("/users/" + somchai.id() + "/enable").then().statusCode(200);
        somchai.request().get("/regions").then().statusCode(200);
    }

    @Test
    void the_access_token_of_a_dispatcher_who_is_disabled_is_good_for_nothing_from_then_on() {
        Person nok = siam.dispatcher("nok");
        nok.request().get("/visits").then().statusCode(200);

        siam.admin().request().post("/users/" + nok.id() + "/disable").then().statusCode(200);

        nok.request().get("/visits").then().statusCode(401).body("code", equalTo("token-expired"));
        nok.request().get("/users/me").then().statusCode(401);
    }

    @Test
    void a_disabled_dispatcher_is_out() {
        Person nok = siam.dispatcher("nok");
        String token = nok.refreshToken();
        siam.admin().request().post("/users/" + nok.id() + "/disable").then().statusCode(200);

        refresh(token).statusCode(401).body("code", equalTo("refresh-invalid"));
    }
}
