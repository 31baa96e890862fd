package io.naichang.shifts;

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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// What overtime costs the company.
@Path("/shift-policy")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "manager", "admin"})
@Transactional
class ShiftPolicyResource {
    private final ShiftPolicies policies;
    private final MergePatch mergePatch;
    private final Events events;

    ShiftPolicyResource(ShiftPolicies policies, MergePatch mergePatch, Events events) {
        this.policies = policies;
        this.mergePatch = mergePatch;
        this.events = events;
    }

    @Schema(name = "ShiftPolicyVersion")
    record Version(@Schema(required = true) int version) {}

    @Schema(
            name = "ShiftPolicy",
            allOf = {Version.class, ShiftPolicyForm.class})
    interface Shown {}

    @GET
    @Operation(operationId = "getShiftPolicy", summary = "What overtime costs")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get() {
        return answer(policies.current());
    }

    @PATCH
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({"manager", "admin"})
    @Operation(
            operationId = "patchShiftPolicy",
            summary = "Change what overtime costs",
            description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ShiftPolicyForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        ShiftPolicies.Stored before = policies.lock();
        IfMatch.check(ifMatch, before.version());
        policies.put(mergePatch.apply(before.form(), patch));
        events.record("shift-policy-changed", "shift-policy", null, patch);
        return answer(policies.current());
    }

    private static Response answer(ShiftPolicies.Stored stored) {
        ObjectNode body = Json.object().put("version", stored.version());
        body.setAll((ObjectNode) Json.MAPPER.valueToTree(stored.form()));
        return Response.ok(body)
                .tag(new EntityTag(String.valueOf(stored.version())))
                .build();
    }
}
