package io.naichang.planning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Events;
import io.naichang.platform.Json;
import io.naichang.platform.MergePatch;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// What a visit asks of whoever plans it.
@Path("/visits/{id}/needs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "manager", "admin"})
@Transactional
class NeedsResource {
    private final Needs needs;
    private final MergePatch mergePatch;
    private final Events events;

    NeedsResource(Needs needs, MergePatch mergePatch, Events events) {
        this.needs = needs;
        this.mergePatch = mergePatch;
        this.events = events;
    }

    @Schema(name = "VisitNeedsOf")
    record Of(
            @Schema(required = true) UUID visitId,
            @Schema(required = true) int version) {}

    @Schema(
            name = "VisitNeeds",
            allOf = {Of.class, NeedsForm.class})
    interface Shown {}

    @GET
    @Operation(
            operationId = "getVisitNeeds",
            summary = "What a visit asks of whoever plans it",
            description = "Version 0 if nobody has said anything yet.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return answer(id);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(
            operationId = "putVisitNeeds",
            summary = "Say what a visit asks of whoever plans it",
            description =
                    "Puts the whole in place of what was; If-Match with the version that was read, \"0\" the first time.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NeedsForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response put(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode body) {
        needs.put(id, ifMatch, mergePatch.whole(body, NeedsForm.class));
        events.record("visit-needs-changed", "visits", id, body);
        return answer(id);
    }

    private Response answer(UUID visit) {
        Needs.Stored stored = needs.of(visit);
        ObjectNode body = Json.object().put("visitId", visit.toString()).put("version", stored.version());
        body.setAll((ObjectNode) Json.MAPPER.valueToTree(stored.form()));
        return Response.ok(body)
                .tag(new EntityTag(String.valueOf(stored.version())))
                .build();
    }
}
