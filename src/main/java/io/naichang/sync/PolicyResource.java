package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Publishes who owns which field, from the code that enforces it.
@Path("/sync/policy")
class PolicyResource {
    private final SyncCollections collections;
    private final Schemas schemas;

    PolicyResource(SyncCollections collections, Schemas schemas) {
        this.collections = collections;
        this.schemas = schemas;
    }

    @GET
    @PermitAll
    @Operation(operationId = "syncPolicy", summary = "Fields, owners and permitted operations of every collection")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wire.Policy.class)))
    public ObjectNode policy() {
        ObjectNode policy = Json.object().put("schema", schemas.current());
        ObjectNode all = policy.putObject("collections");
        for (SyncCollection each : collections.all()) {
            ObjectNode collection = all.putObject(each.name());
            each.phoneOps().stream().sorted().forEach(collection.putArray("phoneOps")::add);
            ObjectNode fields = collection.putObject("fields");
            each.fields()
                    .forEach(field -> fields.putObject(field.name())
                            .put("owner", field.owner().name().toLowerCase(Locale.ROOT))
                            .put("type", field.type().name()));
        }
        return policy;
    }
}
