package io.naichang.parts;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Where;
import io.naichang.sync.Desk;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The catalogue at the desk.
@Path("/parts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class PartResource {
    private final Parts parts;
    private final Desk desk;

    PartResource(Parts parts, Desk desk) {
        this.parts = parts;
        this.desk = desk;
    }

    @Schema(
            name = "Part",
            allOf = {Identity.class, PartForm.class})
    interface Shown {}

    @Schema(
            name = "NewPart",
            allOf = {Identity.Own.class, PartForm.class})
    interface New {}

    @Schema(name = "PartPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listParts",
            summary = "Parts by stock number",
            description =
                    "`q` is a part of the name, the English name or the stock number; `model` a model that it fits.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("q") @Nullable String q,
            @QueryParam("model") @Nullable String model,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .contains("concat_ws(' ', t.sku, t.name, t.name_en)", q)
                .and("t.models @> ARRAY[?::text]", model);
        return desk.list(Parts.LISTING, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getPart", summary = "A part")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Parts.LISTING, id);
    }

    @POST
    @Idempotent
    @RolesAllowed({"storekeeper", "admin"})
    @Operation(operationId = "createPart", summary = "Take a part into the catalogue")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(
                Parts.LISTING,
                body,
                PartForm.class,
                id -> parts.findByIdOptional(id).map(Part::form),
                parts::add);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed({"storekeeper", "admin"})
    @Operation(operationId = "patchPart", summary = "Amend a part", description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PartForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, JsonNode patch) {
        return desk.change(Parts.LISTING, id, ifMatch, () -> parts.patch(id, patch));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({"storekeeper", "admin"})
    @Operation(
            operationId = "deletePart",
            summary = "Strike a part off the catalogue",
            description = "Refused while any of it is in stock or reserved, or another part names it as a substitute.")
    public void delete(@RestPath UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        desk.delete(Parts.LISTING, id, ifMatch, at -> parts.delete(id, at));
    }
}
