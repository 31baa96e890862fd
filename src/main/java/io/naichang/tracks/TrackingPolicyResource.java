package io.naichang.tracks;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Whether and when technicians are tracked. They may read it: it is about them.
@Path("/tracking-policy")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"technician", "dispatcher", "manager", "admin"})
@Transactional
class TrackingPolicyResource {
    private final TrackingPolicies policies;
    private final MergePatch mergePatch;
    private final Events events;

    TrackingPolicyResource(TrackingPolicies policies, MergePatch mergePatch, Events events) {
        this.policies = policies;
        this.mergePatch = mergePatch;
        this.events = events;
    }

    @Schema(name = "PolicyVersion")
    record Version(int version) {}

    @Schema(
            name = "TrackingPolicy",
            allOf = {Version.class, TrackingForm.class})
    interface Shown {}

    @GET
    @Operation(operationId = "getTrackingPolicy", summary = "Whether and when technicians are tracked")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get() {
        return answer(policies.current());
    }

    @PATCH
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed("admin")
    @Operation(
            operationId = "patchTrackingPolicy",
            summary = "Change whether and when technicians are tracked",
            description =
                    "JSON Merge Patch of the form. It judges what comes from now on; what was kept goes when it is as old"
                            + " as the retention that holds then.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TrackingForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        TrackingPolicies.Stored before = policies.lock();
        IfMatch.check(ifMatch, before.version());
        policies.put(mergePatch.apply(before.form(), patch));
        events.record("tracking-policy-changed", "tracking-policy", null, patch);
        return answer(policies.current());
    }

    private static Response answer(TrackingPolicies.Stored stored) {
        ObjectNode body = Json.object().put("version", stored.version());
        body.setAll((ObjectNode) Json.MAPPER.valueToTree(stored.form()));
        return Response.ok(body)
                .tag(new EntityTag(String.valueOf(stored.version())))
                .build();
    }
}
