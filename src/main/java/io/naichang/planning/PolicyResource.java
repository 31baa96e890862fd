package io.naichang.planning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Events;
import io.naichang.platform.IfMatch;
import io.naichang.platform.Json;
import io.naichang.platform.MergePatch;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// What route plans cost and how fast one drives.
@Path("/planning-policy")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "manager", "admin"})
@Transactional
class PolicyResource {
    private final Policies policies;
    private final MergePatch mergePatch;
    private final Events events;

    PolicyResource(Policies policies, MergePatch mergePatch, Events events) {
        this.policies = policies;
        this.mergePatch = mergePatch;
        this.events = events;
    }

    @Schema(name = "PlanningPolicyVersion")
    record Version(@Schema(required = true) int version) {}

    @Schema(
            name = "PlanningPolicy",
            allOf = {Version.class, PolicyForm.class})
    interface Shown {}

    @GET
    @Operation(operationId = "getPlanningPolicy", summary = "What route plans cost, and how fast one drives")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get() {
        return answer(policies.current());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"manager", "admin"})
    @Operation(operationId = "putPlanningPolicy", summary = "Write the whole planning policy")
    @RequestBody(content = @Content(schema = @Schema(implementation = PolicyForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response put(@HeaderParam("If-Match") @Nullable String ifMatch, JsonNode body) {
        return change(ifMatch, body, before -> mergePatch.whole(body, PolicyForm.class));
    }

    @PATCH
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({"manager", "admin"})
    @Operation(
            operationId = "patchPlanningPolicy",
            summary = "Change the planning policy",
            description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PolicyForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        return change(ifMatch, patch, before -> mergePatch.apply(before, patch));
    }

    private Response change(@Nullable String ifMatch, JsonNode body, UnaryOperator<PolicyForm> change) {
        Policies.Stored before = policies.lock();
        IfMatch.check(ifMatch, before.version());
        policies.put(change.apply(before.form()));
        events.record("planning-policy-changed", "planning-policy", null, body);
        return answer(policies.current());
    }

    private static Response answer(Policies.Stored stored) {
        ObjectNode body = Json.object().put("version", stored.version());
        body.setAll((ObjectNode) Json.MAPPER.valueToTree(stored.form()));
        return Response.ok(body)
                .tag(new EntityTag(String.valueOf(stored.version())))
                .build();
    }
}
