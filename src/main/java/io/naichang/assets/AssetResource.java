package io.naichang.assets;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.MergePatch;
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
import jakarta.ws.rs.core.HttpHeaders;
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

/// Assets at the desk.
@Path("/assets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class AssetResource {
    private final Assets assets;
    private final Desk desk;

    AssetResource(Assets assets, Desk desk) {
        this.assets = assets;
        this.desk = desk;
    }

    @Schema(
            name = "Asset",
            allOf = {Identity.class, AssetForm.class})
    interface Shown {}

    @Schema(
            name = "NewAsset",
            allOf = {Identity.Own.class, AssetForm.class})
    interface New {}

    @Schema(name = "AssetPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listAssets",
            summary = "Assets by model",
            description = "`q` is a part of the model, `serial` a whole number, the office's or as seen on the plate.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("q") @Nullable String q,
            @QueryParam("siteId") @Nullable UUID siteId,
            @QueryParam("customerId") @Nullable UUID customerId,
            @QueryParam("serial") @Nullable String serial,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .contains("t.model", q)
                .and("t.site_id = ?", siteId)
                .and("t.customer_id = ?", customerId)
                .and("? IN (t.serial, t.serial_seen)", serial);
        return desk.list(Assets.LISTING, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getAsset", summary = "An asset")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Assets.LISTING, id);
    }

    @POST
    @Idempotent
    @RolesAllowed({"dispatcher", "agent", "storekeeper", "admin"})
    @Operation(operationId = "createAsset", summary = "Take up an asset")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(
                Assets.LISTING,
                body,
                AssetForm.class,
                id -> assets.findByIdOptional(id).map(Asset::form),
                assets::add);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({"dispatcher", "agent", "storekeeper", "admin"})
    @Operation(operationId = "patchAsset", summary = "Amend an asset", description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = AssetForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        return desk.change(Assets.LISTING, id, ifMatch, () -> assets.patch(id, patch));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({"dispatcher", "agent", "storekeeper", "admin"})
    @Operation(
            operationId = "deleteAsset",
            summary = "Delete an asset",
            description = "Refused while an open visit or anything else refers to it.")
    public void delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        desk.delete(Assets.LISTING, id, ifMatch, at -> assets.delete(id, at));
    }
}
