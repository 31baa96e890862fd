package io.naichang.platform;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.naichang.testing.Given;
import io.naichang.testing.MovableClock;
import io.naichang.testing.Person;
import io.naichang.testing.StackResource;
import io.naichang.testing.Tenant;
import io.naichang.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whatever is wrong with a call is answered by a problem (RFC 9457) with a code, and changes nothing.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ProblemTest {
    @Inject
    MovableClock clock;

    private final Tenant siam = Given.tenant();
    private final Person admin = siam.admin();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static ValidatableResponse problem(Response response, int status, String code) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("type", equalTo("urn:naichang:problem:" + code))
                .body(not(containsString("Exception")))
                .body(not(containsString("io.naichang")));
    }

    private Response region(String body) {
        return admin.request().body(body).post("/regions");
    }

    private static Response signIn(String body) {
        return Given.nobody().body(body).post("/auth/token");
    }

    private static Response withToken(String token) {
        return Given.nobody().auth().oauth2(token).get("/users/me");
    }

    @Test
    void malformed_json() {
        for (String body : List.of("{", "{\"name\":}", "{\"name\":\"เหนือ\"} x", "{'name':1}", "\u0000")) {
            problem(region(body), 400, "malformed");
            problem(signIn(body.replace("name", "username")), 400, "malformed");
        }
        problem(region("{\"name\":\"a\",\"name\":\"b\"}"), 400, "malformed");
        problem(region("[".repeat(5000)), 400, "malformed");
    }

    @Test
    void a_body_that_is_no_object() {
        for (String body : List.of("null", "[]", "\"text\"", "1")) {
            problem(region(body), 400, "malformed");
        }
        problem(signIn("[]"), 400, "malformed");
        problem(signIn("1"), 400, "malformed");
        problem(signIn("null"), 400, "invalid");
    }

    @Test
    void a_missing_body() {
        problem(admin.request().post("/regions"), 400, "malformed");
        problem(Given.nobody().post("/auth/token"), 400, "invalid");
    }

    @Test
    void an_unknown_field() {
        problem(region("{\"name\":\"เหนือ\",\"colour\":\"red\"}"), 400, "unknown-field")
                .body("field", equalTo("colour"));
        problem(signIn("{\"username\":\"a\",\"password\":\"b\",\"otp\":1}"), 400, "unknown-field")
                .body("field", equalTo("otp"));
    }

    @Test
    void a_value_of_the_wrong_type() {
        problem(region("{\"name\":1}"), 400, "invalid").body("field", equalTo("name"));
        problem(region("{\"name\":{\"th\":\"เหนือ\"}}"), 400, "invalid").body("field", equalTo("name"));
        problem(signIn("{\"username\":true,\"password\":\"b\"}"), 400, "invalid")
                .body("field", equalTo("username"));
    }

    @Test
    void a_value_that_breaks_a_rule() {
        problem(region("{\"name\":\" \"}"), 400, "invalid").body("field", equalTo("name"));
        problem(region("{\"name\":\"" + "ก".repeat(101) + "\"}"), 400, "invalid");
        problem(region("{\"name\":\"a\\u0000b\"}"), 400, "invalid").body("field", equalTo("name"));
        problem(region("{\"id\":\"7\",\"name\":\"เหนือ\"}"), 400, "invalid").body("field", equalTo("id"));
        problem(signIn("{\"username\":\"\",\"password\":\"b\"}"), 400, "invalid")
                .body("field", equalTo("username"));
    }

    @Test
    void nul_or_half_a_character_in_any_text_is_refused_at_its_field() {
        for (String each : List.of("a\\u0000b", "a\\ud83d")) {
            problem(signIn("{\"username\":\"" + each + "\",\"password\":\"b\"}"), 400, "invalid")
                    .body("field", equalTo("username"));
        }
    }

    @Test
    void a_missing_token() {
        problem(Given.nobody().get("/users/me"), 401, "token-expired");
        problem(Given.nobody().body("{").post("/regions"), 401, "token-expired");
    }

    @Test
    void an_expired_token() {
        clock.move(Duration.ofHours(-1));
        String token = admin.token();

        problem(withToken(token), 401, "token-expired");
    }

    @Test
    void a_forged_token() throws Exception {
        String token = admin.token();
        String key = Given.nobody().get("/sync/keys").then().extract().path("keys[0].x");

        problem(withToken(Tokens.signedByAnother(token)), 401, "token-expired");
        problem(withToken(Tokens.unsigned(token)), 401, "token-expired");
        problem(withToken(Tokens.hmacWith(Base64.getUrlDecoder().decode(key), token)), 401, "token-expired");
        problem(withToken(Tokens.withClaims(token, claims -> claims.put("tenant", "lanna"))), 401, "token-expired");
        problem(withToken(token.substring(0, token.length() - 8)), 401, "token-expired");
        for (String nonsense : List.of("x", "a.b.c", "....", "eyJhbGciOiJub25lIn0.e30.")) {
            problem(withToken(nonsense), 401, "token-expired");
        }
        withToken(token).then().statusCode(200);
    }

    @Test
    void a_role_that_may_not() {
        Person malee = siam.technician("malee");

        problem(malee.request().get("/users"), 403, "not-permitted");
        problem(malee.request().body("{}").post("/regions"), 403, "not-permitted");
    }

    @Test
    void a_path_that_does_not_exist() {
        problem(admin.request().get("/nowhere"), 404, "not-found");
        problem(Given.nobody().get("/nowhere"), 404, "not-found");
    }

    @Test
    void a_bad_uuid_in_a_path() {
        problem(admin.request().get("/users/7"), 404, "not-found");
        problem(admin.request().get("/users/%27%3B--"), 404, "not-found");
        problem(admin.request().urlEncodingEnabled(false).get("/users/%00"), 404, "not-found");
    }

    @Test
    void a_method_that_is_not_there() {
        problem(admin.request().delete("/users/me"), 405, "method-not-allowed");
        problem(admin.request().put("/regions"), 405, "method-not-allowed");
    }

    @Test
    void a_content_type_that_is_not_understood() {
        problem(
                admin.request().contentType(ContentType.XML).body("<name/>").post("/regions"),
                415,
                "unsupported-media-type");
        problem(Given.nobody().contentType("text/plain").body("{}").post("/auth/token"), 415, "unsupported-media-type");
    }

    @Test
    void query_parameters_out_of_range() {
        problem(admin.request().queryParam("limit", 0).get("/users"), 400, "invalid")
                .body("field", equalTo("limit"));
        problem(admin.request().queryParam("limit", "many").get("/users"), 400, "invalid");
        problem(admin.request().queryParam("after", "x").get("/users"), 400, "invalid")
                .body("field", equalTo("after"));
        problem(admin.request().queryParam("role", "king").get("/users"), 400, "invalid")
                .body("field", equalTo("role"));
        problem(admin.request().queryParam("regionId", "x").get("/technicians"), 400, "invalid");
        problem(admin.request().queryParam("active", "perhaps").get("/technicians"), 400, "invalid");
    }

    @Test
    void headers_that_are_too_long() {
        given().header("X-Long", "x".repeat(40_000))
                .get("/api/v1/users/me")
                .then()
                .statusCode(431);
    }
}
