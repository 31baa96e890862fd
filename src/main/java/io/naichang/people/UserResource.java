package io.naichang.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.IfMatch;
import io.naichang.platform.MergePatch;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.Views;
import io.naichang.platform.Where;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Users, for admins. They are disabled, never deleted.
@Path("/users")
@RolesAllowed("admin")
@Transactional
class UserResource {
    private final Users users;
    private final Accounts accounts;
    private final MergePatch patches;
    private final Views views;
    private final UriInfo uri;

    UserResource(Users users, Accounts accounts, MergePatch patches, Views views, UriInfo uri) {
        this.users = users;
        this.accounts = accounts;
        this.patches = patches;
        this.views = views;
        this.uri = uri;
    }

    /// @param id chosen by the client, so that a repeat changes nothing; else by us
    /// @param password null asks for a temporary one
    record NewUser(
            @Nullable UUID id,

            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}")
            String username,

            @NotBlank @Size(max = 200) String name,
            @NotEmpty @Size(max = 8) List<@NotNull @Pattern(regexp = User.ROLES) String> roles,
            @Nullable @Pattern(regexp = "th|en") String language,
            @Nullable @Email @Size(max = 200) String email,
            @Nullable @Pattern(regexp = Profile.E164) String phone,
            @Nullable String password) {
        Profile profile() {
            return new Profile(name, roles, language == null ? "th" : language, email, phone);
        }
    }

    @Schema(name = "UserPage")
    record Shelf(List<UserView> items, @Nullable String next) {}

    record TemporaryPassword(String temporaryPassword, Instant expiresAt) {}

    @GET
    @Operation(operationId = "listUsers", summary = "List users by name")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(@BeanParam @Valid PageRequest page) {
        return views.page(Users.LISTING, new Where(), page).ok(uri);
    }

    @POST
    @Operation(
            operationId = "createUser",
            summary = "Create a user",
            description =
                    "Without a password he gets a temporary one, told in this answer only. Sign-in names are unique over all tenants (409 username-taken).")
    public RestResponse<UserView> create(@Valid @NotNull NewUser request) {
        User known = request.id() == null ? null : users.findById(request.id());
        String username = Users.normal(request.username());
        if (known != null) {
            if (!known.username().equals(username) || !known.profile().equals(request.profile())) {
                throw Problem.conflict("id-taken", "Another user has this id.");
            }
            return answer(known);
        }
        if (request.password() != null) {
            check(request.password(), username, "password");
        }
        Accounts.Created created = accounts.create(request.id(), username, request.profile(), request.password());
        return switch (created) {
            case Accounts.Created.Made(User user, var temporary) ->
                answer(RestResponse.Status.CREATED, user, UserView.of(user, temporary));
            case Accounts.Created.UsernameTaken() ->
                throw Problem.conflict("username-taken", "Somebody has this sign-in name.")
                        .with("field", "username");
        };
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getUser", summary = "Read a user")
    public RestResponse<UserView> get(@RestPath UUID id) {
        return answer(users.get(id));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "patchUser",
            summary = "Change name, roles, language, email or phone of a user",
            description = "JSON Merge Patch with If-Match. New roles count from his next token on.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Profile.class)))
    public RestResponse<UserView> patch(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        User user = users.get(id);
        IfMatch.check(ifMatch, user.version());
        Profile profile = patches.apply(user.profile(), patch);
        if (!profile.roles().contains("admin")) {
            refuseLastAdmin(id);
        }
        accounts.edit(user, profile);
        return answer(user);
    }

    @POST
    @Path("/{id}/disable")
    @Operation(
            operationId = "disableUser",
            summary = "Disable a user",
            description =
                    "He cannot sign in any more; his last access token runs out. What a technician's phone still holds is received.")
    public RestResponse<UserView> disable(@RestPath UUID id) {
        User user = users.get(id);
        refuseLastAdmin(id);
        accounts.disable(user);
        return answer(user);
    }

    @POST
    @Path("/{id}/enable")
    @Operation(operationId = "enableUser", summary = "Enable a user who was disabled")
    public RestResponse<UserView> enable(@RestPath UUID id) {
        User user = users.get(id);
        accounts.enable(user);
        return answer(user);
    }

    @POST
    @Path("/{id}/reset-password")
    @Operation(
            operationId = "resetPassword",
            summary = "Give a user a temporary password",
            description = "Told in this answer only; signs him out everywhere.")
    public TemporaryPassword resetPassword(@RestPath UUID id) {
        User user = users.get(id);
        String password = accounts.reset(user);
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

    private static RestResponse<UserView> answer(User user) {
        return answer(RestResponse.Status.OK, user, UserView.of(user));
    }

    private static RestResponse<UserView> answer(RestResponse.Status status, User user, UserView view) {
        return RestResponse.ResponseBuilder.create(status, view)
                .tag(new EntityTag(String.valueOf(user.version())))
                .build();
    }
}
