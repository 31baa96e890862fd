package io.naichang.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Identity;
import io.naichang.platform.Json;
import io.naichang.platform.MergePatch;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.View;
import io.naichang.platform.Views;
import io.naichang.platform.Where;
import io.naichang.sync.Desk;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Users, for admins. They are disabled, never deleted. No `@Idempotent` here: the first answer may hold a password,
/// and is not kept.
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@Transactional
class UserResource {
    private final Users users;
    private final Accounts accounts;
    private final Desk desk;
    private final Views views;
    private final MergePatch mergePatch;
    private final OpenVisits visits;

    UserResource(Users users, Accounts accounts, Desk desk, Views views, MergePatch mergePatch, OpenVisits visits) {
        this.visits = visits;
        this.users = users;
        this.accounts = accounts;
        this.desk = desk;
        this.views = views;
        this.mergePatch = mergePatch;
    }

    @Schema(name = "UserState")
    record State(
            String tenant,
            String username,
            boolean active,

            @Schema(description = "True while the password is a temporary one.")
            boolean mustChangePassword) {}

    @Schema(
            name = "User",
            allOf = {Identity.class, State.class, UserForm.class})
    interface Shown {}

    @Schema(
            name = "NewUser",
            allOf = {Identity.Own.class, NewUser.class})
    interface New {}

    @Schema(name = "LeftVisits")
    record Left(
            @Schema(required = true, description = "What he was given and has not finished: give it to somebody else.")
            List<OpenVisits.OpenVisit> openVisits) {}

    @Schema(
            name = "DisabledUser",
            allOf = {Identity.class, State.class, UserForm.class, Left.class})
    interface Disabled {}

    @Schema(name = "UserPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    record TemporaryPassword(String temporaryPassword, Instant expiresAt) {}

    @GET
    @Operation(operationId = "listUsers", summary = "Users by name")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("role") @Nullable @Pattern(regexp = User.ROLES) String role,
            @BeanParam @Valid PageRequest page) {
        return desk.list(Users.LISTING, new Where().and("? = ANY (t.roles)", role), page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getUser", summary = "A user")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Users.LISTING, id);
    }

    @POST
    @Operation(
            operationId = "createUser",
            summary = "Make a user",
            description =
                    "Without a password he gets a temporary one, told in this answer only as `temporaryPassword`. "
                            + "Sign-in names are unique over all tenants (409 username-taken).")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body, UriInfo uri) {
        MergePatch.Creation<NewUser> wanted = mergePatch.create(body, NewUser.class);
        NewUser form = wanted.form();
        boolean repeated = new MergePatch.Creation<>(wanted.id(), form.withoutPassword())
                .repeats(users.findByIdOptional(wanted.id()).map(NewUser::of));
        String temporary = null;
        if (!repeated) {
            if (form.password() != null) {
                check(form.password(), form.username(), "password");
            }
            temporary = switch (accounts.create(wanted.id(), form.username(), form.user(), form.password())) {
                case Accounts.Created.Made made -> made.temporaryPassword();
                case Accounts.Created.UsernameTaken() ->
                    throw Problem.conflict("username-taken", "Somebody has this sign-in name.")
                            .with("field", "username");
            };
        }
        View view = views.get(Users.LISTING, wanted.id());
        return temporary == null
                ? view.created(uri)
                : View.of(view.id(), view.version(), Json.object(view.json()).put("temporaryPassword", temporary))
                        .created(uri);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "patchUser",
            summary = "Change name, roles, language, email or phone of a user",
            description = "JSON Merge Patch of the form. New roles count from his next token on.")
    @RequestBody(content = @Content(schema = @Schema(implementation = UserForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        User user = users.lock(id, ifMatch);
        UserForm form = mergePatch.apply(user.form(), patch);
        if (!form.roles().contains("admin")) {
            refuseLastAdmin(id);
        }
        accounts.amend(user, form);
        return desk.read(Users.LISTING, id);
    }

    @POST
    @Path("/{id}/disable")
    @Operation(
            operationId = "disableUser",
            summary = "Disable a user",
            description =
                    "He cannot sign in any more, and his last access token is refused from then on (by other nodes "
                            + "within 10 s). What a technician's phone still holds is received; the answer lists the "
                            + "visits that he still has.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Disabled.class)))
    public Response disable(@RestPath UUID id) {
        refuseLastAdmin(id);
        accounts.disable(users.lock(id, "*"));
        return views.get(Users.LISTING, id).with("openVisits", visits.of(id)).ok();
    }

    @POST
    @Path("/{id}/enable")
    @Operation(operationId = "enableUser", summary = "Enable a user who was disabled")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response enable(@RestPath UUID id) {
        accounts.enable(users.lock(id, "*"));
        return desk.read(Users.LISTING, id);
    }

    @POST
    @Path("/{id}/reset-password")
    @Operation(
            operationId = "resetPassword",
            summary = "Give a user a temporary password",
            description = "Told in this answer only; signs him out everywhere.")
    public TemporaryPassword resetPassword(@RestPath UUID id) {
        String password = accounts.reset(users.lock(id, "*"));
        return new TemporaryPassword(password, accounts.temporaryUntil());
    }

    static void check(String password, String username, String field) {
        String weakness = Passwords.weakness(password, username);
        if (weakness != null) {
            throw Problem.invalid("weak-password", field, weakness);
        }
    }

    private void refuseLastAdmin(UUID id) {
        if (users.isLastAdmin(id)) {
            throw Problem.conflict("last-admin", "The tenant would have no admin.");
        }
    }
}
