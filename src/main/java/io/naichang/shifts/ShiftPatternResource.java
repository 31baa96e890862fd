package io.naichang.shifts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
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

/// The week of a technician, which is read and written as a whole.
@Path("/technicians/{id}/shift-patterns")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "manager", "admin"})
@Transactional
class ShiftPatternResource {
    private final ShiftPatterns patterns;
    private final Rosters rosters;
    private final MergePatch mergePatch;

    ShiftPatternResource(ShiftPatterns patterns, Rosters rosters, MergePatch mergePatch) {
        this.patterns = patterns;
        this.rosters = rosters;
        this.mergePatch = mergePatch;
    }

    @Schema(name = "ShiftPatternsOf")
    record Of(
            @Schema(required = true) UUID technicianId,
            @Schema(required = true) int version) {}

    @Schema(
            name = "ShiftPatterns",
            allOf = {Of.class, PatternsForm.class})
    interface Shown {}

    @GET
    @RolesAllowed({"technician", "dispatcher", "agent", "manager", "admin"})
    @Operation(
            operationId = "getShiftPatterns",
            summary = "The weekly shifts of a technician",
            description = "Technicians see their own.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        rosters.requireVisible(rosters.isTechnician(id) ? id : null);
        return answer(id);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putShiftPatterns",
            summary = "Say when a technician works every week",
            description =
                    "Puts the whole set in place of what was. On holidays a pattern does not hold unless it says so; on days with"
                            + " single shifts none does. 409 overlaps names the pattern that overlaps one before it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PatternsForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response put(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode body) {
        rosters.requireVisible(rosters.isTechnician(id) ? id : null);
        PatternsForm form = mergePatch.whole(body, PatternsForm.class);
        form.overlap().ifPresent(at -> {
            throw Problem.conflict("overlaps", "This pattern overlaps one before it.")
                    .with("field", "patterns." + at);
        });
        patterns.put(id, ifMatch, form);
        rosters.changed("shift-patterns-changed", "technicians", id, body);
        return answer(id);
    }

    private Response answer(UUID technician) {
        int version = patterns.version(technician);
        ObjectNode body =
                Json.object().put("technicianId", technician.toString()).put("version", version);
        body.setAll((ObjectNode) Json.MAPPER.valueToTree(patterns.of(technician)));
        return Response.ok(body).tag(new EntityTag(String.valueOf(version))).build();
    }
}
