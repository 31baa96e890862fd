package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Caller;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.platform.SigningKeys;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Registers and revokes phones, and publishes the keys of our receipts.
@Path("/sync")
class DeviceResource {
    private final Devices devices;
    private final Epochs epochs;
    private final Schemas schemas;
    private final People people;
    private final SigningKeys keys;
    private final Caller caller;
    private final Clock clock;

    DeviceResource(
            Devices devices,
            Epochs epochs,
            Schemas schemas,
            People people,
            SigningKeys keys,
            Caller caller,
            Clock clock) {
        this.devices = devices;
        this.epochs = epochs;
        this.schemas = schemas;
        this.people = people;
        this.keys = keys;
        this.caller = caller;
        this.clock = clock;
    }

    record Registration(
            @NotBlank @Size(max = 100) String installId,

            @NotBlank @Pattern(regexp = "android|ios|web|rxdb|watermelon|other")
            String platform,

            @NotBlank @Size(max = 50) String appVersion,
            @NotNull @Min(1) Integer schema) {}

    @POST
    @Path("/devices")
    @RolesAllowed("technician")
    @Transactional
    @Operation(
            operationId = "registerDevice",
            summary = "Register an installation of the app",
            description = "The same installId of the same user gets the same device.")
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.Registered.class)))
    public Response register(@Valid @NotNull Registration registration) {
        // First of all, because it may have to wait for everybody who has locked something.
        String epoch = epochs.current();
        UUID id = devices.register(
                registration.installId(), registration.platform(), registration.appVersion(), registration.schema());
        if (devices.get(id).revokedAt() != null) {
            throw Problem.of(
                    401, "device-revoked", "This installation was revoked; a re-installed app registers anew.");
        }
        ObjectNode answer = Json.object().put("deviceId", id.toString()).put("epoch", epoch);
        answer.putObject("schema").put("current", schemas.current()).put("oldest", schemas.oldest());
        answer.putObject("user").put("id", caller.user().toString()).put("name", people.nameOf(caller.user()));
        answer.put("policyUrl", "/api/v1/sync/policy");
        return Response.status(201).entity(answer).build();
    }

    @DELETE
    @Path("/devices/{id}")
    @RolesAllowed({"technician", "dispatcher", "admin"})
    @Transactional
    @Operation(
            operationId = "revokeDevice",
            summary = "Revoke a device",
            description =
                    "What it still pushes is received and kept in the ledger; `wipe=now` is for a stolen phone: its pushes are refused too.")
    public void revoke(@RestPath UUID id, @QueryParam("wipe") @Nullable String wipe) {
        if (wipe != null && !wipe.equals("now")) {
            throw Problem.invalid("invalid", "wipe", "The only value is `now`.");
        }
        boolean office = caller.has("dispatcher") || caller.has("admin");
        if (!devices.revoke(id, wipe != null, clock.instant(), office)) {
            throw Problem.missing("device-unknown");
        }
    }

    @GET
    @Path("/keys")
    @PermitAll
    @Operation(operationId = "receiptKeys", summary = "The public keys of receipts and tokens, a JWK set")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.KeySet.class)))
    public ObjectNode keys() {
        return keys.published();
    }
}
