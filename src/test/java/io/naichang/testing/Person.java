package io.naichang.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who can sign in, and does so when he is first needed.
public final class Person {
    private final String username;
    private final String password;
    private @Nullable String token;
    private @Nullable String refreshToken;
    private @Nullable UUID id;

    Person(String username, String password) {
        this.username = username;
        this.password = password;
    }

    public String username() {
        return username;
    }

    public UUID id() {
        UUID known = id;
        if (known == null) {
            known = UUID.fromString(
                    request().get("/users/me").then().statusCode(200).extract().path("id"));
            id = known;
        }
        return known;
    }

    /// His access token.
    public String token() {
        if (token == null) {
            signIn();
        }
        return String.valueOf(token);
    }

    /// The refresh token of his last sign-in; whoever uses it has to keep the next one himself.
    public String refreshToken() {
        if (refreshToken == null) {
            signIn();
        }
        return String.valueOf(refreshToken);
    }

    /// Signs in anew: new roles, or another clock.
    public Person signIn() {
        var answer = Given.nobody()
                .body(Map.of("username", username, "password", password))
                .post("/auth/token")
                .then()
                .statusCode(200)
                .extract();
        token = answer.path("accessToken");
        refreshToken = answer.path("refreshToken");
        return this;
    }

    /// A call of his with a JSON body, below `/api/v1`.
    public RequestSpecification request() {
        // Without a word, REST Assured writes text in ISO 8859-1, which knows no Thai.
        return given().basePath("/api/v1")
                .contentType(ContentType.JSON.withCharset(StandardCharsets.UTF_8))
                .auth()
                .oauth2(token());
    }

    /// Makes something, and answers its id.
    public String creates(String path, Map<String, ?> body) {
        return request().body(body).post(path).then().statusCode(201).extract().path("id");
    }

    /// A JSON Merge Patch of his, of the version that he saw.
    public RequestSpecification patch(int version) {
        return request()
                .contentType("application/merge-patch+json; charset=utf-8")
                .header("If-Match", '"' + Integer.toString(version) + '"');
    }
}
