package io.naichang.assets;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Caller;
import io.naichang.platform.Idempotent;
import io.naichang.platform.Identity;
import io.naichang.platform.MergePatch;
import io.naichang.platform.PageRequest;
import io.naichang.platform.Problem;
import io.naichang.platform.Where;
import io.naichang.sync.Blobs;
import io.naichang.sync.Desk;
import io.naichang.sync.Right;
import io.naichang.sync.Subscriptions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
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
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Manuals at the desk, with their older editions; technicians read the bytes of those that their phones hold.
@Path("/manuals")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class ManualResource {
    private final Manuals manuals;
    private final Blobs blobs;
    private final Subscriptions subscriptions;
    private final Desk desk;
    private final Caller caller;

    ManualResource(Manuals manuals, Blobs blobs, Subscriptions subscriptions, Desk desk, Caller caller) {
        this.manuals = manuals;
        this.blobs = blobs;
        this.subscriptions = subscriptions;
        this.desk = desk;
        this.caller = caller;
    }

    /// @param contentType by the bytes
    /// @param newest true for the edition that phones get
    @Schema(name = "ManualFile")
    record File(long size, String contentType, boolean newest) {}

    @Schema(
            name = "Manual",
            allOf = {Identity.class, ManualForm.class, File.class})
    interface Shown {}

    @Schema(
            name = "NewManual",
            allOf = {Identity.Own.class, ManualForm.class})
    interface New {}

    @Schema(name = "ManualPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @Schema(name = "ManualAddress")
    record Address(URI url) {}

    @GET
    @Operation(
            operationId = "listManuals",
            summary = "Manuals by model, all editions",
            description =
                    "`model` is a whole model, large letters and spaces apart; `newest=true` leaves older editions out.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("model") @Nullable String model,
            @QueryParam("kind")
                    @Nullable
                    @Pattern(regexp = "operation|maintenance|parts-catalogue|diagnostic|video|interactive")
                    String kind,
            @QueryParam("language") @Nullable String language,
            @QueryParam("newest") @Nullable @Pattern(regexp = "true|false") String newest,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .and("model_bucket(t.model) = model_bucket(?)", model)
                .and("t.kind = ?", kind)
                .and("t.language = ?", language)
                .and("(cardinality(d.buckets) > 0) = ?", newest == null ? null : Boolean.valueOf(newest));
        return desk.list(Manuals.LISTING, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getManual", summary = "A manual")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Manuals.LISTING, id);
    }

    @POST
    @Idempotent
    @RolesAllowed({"dispatcher", "storekeeper", "admin"})
    @Operation(
            operationId = "createManual",
            summary = "Take up an edition of a manual",
            description =
                    "After its bytes: `POST /sync/blobs/plan`, PUT, `POST /sync/blobs/{sha256}/complete`. 409 not-uploaded"
                            + " until they are verified; 409 already-exists if there is this edition of this model, kind and language.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(
                Manuals.LISTING,
                body,
                ManualForm.class,
                id -> manuals.findByIdOptional(id).map(Manual::form),
                manuals::add);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({"dispatcher", "storekeeper", "admin"})
    @Operation(operationId = "patchManual", summary = "Amend a manual", description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ManualForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        return desk.change(Manuals.LISTING, id, ifMatch, () -> manuals.patch(id, patch));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({"dispatcher", "storekeeper", "admin"})
    @Operation(
            operationId = "deleteManual",
            summary = "Withdraw an edition of a manual",
            description = "Phones get the edition before it, if there is one.")
    public void delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        desk.delete(Manuals.LISTING, id, ifMatch, at -> manuals.delete(id, at));
    }

    @GET
    @Path("/{id}/content")
    @RolesAllowed({"technician", "dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
    @Operation(
            operationId = "manualContent",
            summary = "Redirects to the bytes",
            description = "For the office, and for technicians whose phones hold the manual.")
    @APIResponse(responseCode = "307", description = "Location is the address, good for some minutes.")
    @APIResponse(
            responseCode = "200",
            description = "With Accept: application/json, for whoever must not send the token on.",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Address.class)))
    public Response content(@RestPath UUID id, @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        Manual manual = manuals.get(id);
        boolean office = !caller.has("technician") || caller.has("dispatcher") || caller.has("admin");
        if (!office && !(subscriptions.right(Manuals.COLLECTION, id, caller.user()) instanceof Right.Present)) {
            throw Problem.missing("not-found");
        }
        URI address = blobs.contentUrl(manual.form().sha256(), true)
                .orElseThrow(() -> Problem.of(404, "not-uploaded", "There are no bytes of it."));
        Response.ResponseBuilder answer = accept != null && accept.startsWith(MediaType.APPLICATION_JSON)
                ? Response.ok(new Address(address))
                : Response.temporaryRedirect(address);
        return answer.header("Cache-Control", "private, max-age=60").build();
    }
}
