package io.naichang.people;

import io.naichang.platform.Caller;
import io.naichang.sync.Desk;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// What everybody may know and change of himself.
@Path("/users/me")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class MeResource {
    private final Users users;
    private final Accounts accounts;
    private final SignIn signIn;
    private final Desk desk;
    private final Caller caller;

    MeResource(Users users, Accounts accounts, SignIn signIn, Desk desk, Caller caller) {
        this.users = users;
        this.accounts = accounts;
        this.signIn = signIn;
        this.desk = desk;
        this.caller = caller;
    }

    record PasswordChange(
            @NotNull @Size(max = Passwords.MAX_LENGTH) String current,
            @NotNull @Size(max = Passwords.MAX_LENGTH) String newPassword) {}

    @GET
    @Transactional
    @Operation(operationId = "getMe", summary = "Who I am")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UserResource.Shown.class)))
    public Response me() {
        return desk.read(Users.LISTING, caller.user());
    }

    /// Not one transaction: a wrong guess must be counted, and hashing must not hold a connection.
    @POST
    @Path("/password")
    @Operation(
            operationId = "changePassword",
            summary = "Change my password",
            description =
                    "Signs me out everywhere and answers new tokens. 401 bad-credentials if the current password is wrong; 400 weak-password.")
    public Tokens changePassword(@Valid @NotNull PasswordChange request, @Context HttpServerRequest http) {
        String username = QuarkusTransaction.requiringNew()
                .call(() -> users.get(caller.user()).username());
        UserResource.check(request.newPassword(), username, "newPassword");
        AuthResource.answer(
                signIn.signIn(username, request.current(), http.remoteAddress().hostAddress()));
        return QuarkusTransaction.requiringNew().call(() -> {
            User user = users.get(caller.user());
            accounts.choosePassword(user, request.newPassword());
            return signIn.open(user);
        });
    }
}
