package io.naichang.planning;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.people.Technicians;
import io.naichang.platform.Events;
import io.naichang.platform.IfMatch;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// What a technician carries that not everybody has: a recovery pump, a ladder of six metres.
@Path("/technicians/{id}/tools")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "storekeeper", "manager", "admin"})
@Transactional
class ToolsResource {
    private final Technicians technicians;
    private final MergePatch mergePatch;
    private final Events events;
    private final Sql sql;

    ToolsResource(Technicians technicians, MergePatch mergePatch, Events events, Sql sql) {
        this.technicians = technicians;
        this.mergePatch = mergePatch;
        this.events = events;
        this.sql = sql;
    }

    /// What is written.
    @Schema(name = "TechnicianToolsForm")
    @RegisterForReflection
    record Form(@NotNull @Size(max = 100) Set<@NotNull @Pattern(regexp = NeedsForm.NAME) String> tools) {}

    @Schema(name = "TechnicianTools")
    @RegisterForReflection
    record Shown(
            @Schema(required = true) UUID technicianId,
            @Schema(required = true) int version,
            @Schema(required = true) Set<String> tools) {}

    @GET
    @Operation(operationId = "getTechnicianTools", summary = "The tools that a technician carries")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        requireThere(id);
        return answer(read(id, ""));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"dispatcher", "storekeeper", "admin"})
    @Operation(
            operationId = "putTechnicianTools",
            summary = "Say which tools a technician carries",
            description =
                    "Puts the whole in place of what was; If-Match with the version that was read, \"0\" the first time.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Form.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response put(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode body) {
        requireThere(id);
        Form form = mergePatch.whole(body, Form.class);
        sql.update("INSERT INTO technician_tools (technician_id) VALUES (?) ON CONFLICT DO NOTHING", id);
        IfMatch.check(ifMatch, read(id, " FOR UPDATE").version());
        sql.update(
                "UPDATE technician_tools SET version = version + 1, tools = ? WHERE tenant_id = current_tenant() AND technician_id = ?",
                new TreeSet<>(form.tools()),
                id);
        events.record("technician-tools-changed", "technicians", id, body);
        return answer(read(id, ""));
    }

    private void requireThere(UUID technician) {
        if (technicians.count("id", technician) == 0) {
            throw Problem.missing("not-found");
        }
    }

    private Shown read(UUID technician, String lock) {
        return sql.first(
                        "SELECT version, tools FROM technician_tools WHERE tenant_id = current_tenant() AND technician_id = ?"
                                + lock,
                        row -> new Shown(technician, row.getInt(1), new TreeSet<>(Arrays.asList((String[])
                                row.getArray(2).getArray()))),
                        technician)
                .orElse(new Shown(technician, 0, Set.of()));
    }

    private static Response answer(Shown shown) {
        return Response.ok(shown)
                .tag(new EntityTag(String.valueOf(shown.version())))
                .build();
    }
}
