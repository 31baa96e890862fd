package io.naichang.people;

import io.naichang.people.SignInOutcome.BadCredentials;
import io.naichang.people.SignInOutcome.Disabled;
import io.naichang.people.SignInOutcome.PasswordExpired;
import io.naichang.people.SignInOutcome.RefreshInvalid;
import io.naichang.people.SignInOutcome.RefreshReused;
import io.naichang.people.SignInOutcome.SignedIn;
import io.naichang.people.SignInOutcome.TooManyAttempts;
import io.naichang.platform.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Signs in and out. A bearer token on these calls is not looked at.
@Path("/auth")
@PermitAll
class AuthResource {
    private final SignIn signIn;

    AuthResource(SignIn signIn) {
        this.signIn = signIn;
    }

    record Credentials(
            @NotBlank @Size(max = 100) String username,
            @NotNull @Size(max = Passwords.MAX_LENGTH) String password) {}

    record Refresh(@NotBlank @Size(max = 200) String refreshToken) {}

    @POST
    @Path("/token")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "signIn",
            summary = "Sign in with a name and a password",
            description =
                    "401 bad-credentials, user-disabled or password-expired; 429 too-many-attempts with Retry-After.")
    public Tokens token(@Valid @NotNull Credentials credentials, @Context HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        return answer(signIn.signIn(credentials.username(), credentials.password(), address));
    }

    @POST
    @Path("/refresh")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "refreshToken",
            summary = "Change a refresh token for a new pair",
            description =
                    "A refresh token is good once; one used twice revokes all that descend from the same sign-in (401 refresh-reused). A disabled technician gets a token that can only push.")
    public Tokens refresh(@Valid @NotNull Refresh request) {
        return answer(signIn.refresh(request.refreshToken()));
    }

    @POST
    @Path("/logout")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "signOut",
            summary = "Sign out",
            description = "Revokes all refresh tokens of this sign-in. Doing it again changes nothing.")
    @APIResponse(responseCode = "204", description = "Signed out.")
    public void logout(@Valid @NotNull Refresh request) {
        signIn.signOut(request.refreshToken());
    }

    static Tokens answer(SignInOutcome outcome) {
        return switch (outcome) {
            case SignedIn(Tokens tokens) -> tokens;
            case BadCredentials() -> throw refused("bad-credentials", "The name or the password is wrong.");
            case PasswordExpired() ->
                throw refused("password-expired", "This temporary password is too old; ask an admin for another.");
            case Disabled() -> throw refused("user-disabled", "An admin has disabled this user.");
            case RefreshInvalid() -> throw refused("refresh-invalid", "Sign in again.");
            case RefreshReused() ->
                throw refused(
                        "refresh-reused",
                        "This token was used before. Everybody who holds one of its family is signed out.");
            case TooManyAttempts(var delay) ->
                throw Problem.of(429, "too-many-attempts", "Too many wrong passwords; wait.")
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, delay.toSeconds())));
        };
    }

    private static Problem refused(String code, String detail) {
        return Problem.of(401, code, detail);
    }
}
