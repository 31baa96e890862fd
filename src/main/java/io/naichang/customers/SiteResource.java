package io.naichang.customers;

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

/// Sites at the desk.
@Path("/sites")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class SiteResource {
    private final Sites sites;
    private final Contacts contacts;
    private final Desk desk;

    SiteResource(Sites sites, Contacts contacts, Desk desk) {
        this.sites = sites;
        this.contacts = contacts;
        this.desk = desk;
    }

    @Schema(
            name = "Site",
            allOf = {Identity.class, SiteForm.class, Place.class})
    interface Shown {}

    /// As phones have it.
    @Schema(name = "SitePlace")
    record Place(@Nullable Position position) {
        @Schema(name = "SitePosition")
        record Position(double lat, double lon) {}
    }

    @Schema(
            name = "NewSite",
            allOf = {Identity.Own.class, SiteForm.class})
    interface New {}

    @Schema(name = "SitePage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listSites",
            summary = "Sites by name",
            description = "`q` is a part of the site's name or of its customer's.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("q") @Nullable String q,
            @QueryParam("customerId") @Nullable UUID customerId,
            @QueryParam("regionId") @Nullable UUID regionId,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where()
                .contains("concat_ws(chr(10), t.name, (SELECT c.name FROM customer c WHERE c.id = t.customer_id))", q)
                .and("t.customer_id = ?", customerId)
                .and("t.region_id = ?", regionId);
        return desk.list(Sites.LISTING, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getSite", summary = "A site")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Sites.LISTING, id);
    }

    @POST
    @Idempotent
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(operationId = "createSite", summary = "Take up a site")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(
                Sites.LISTING,
                body,
                SiteForm.class,
                id -> sites.findByIdOptional(id).map(Site::form),
                sites::add);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(operationId = "patchSite", summary = "Amend a site", description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SiteForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        return desk.change(Sites.LISTING, id, ifMatch, () -> sites.patch(id, patch));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(
            operationId = "deleteSite",
            summary = "Delete a site",
            description = "Refused while an asset, an open visit or anything else refers to it.")
    public void delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        desk.delete(Sites.LISTING, id, ifMatch, at -> {
            sites.get(id).delete(at);
            contacts.detachFrom(id);
        });
    }
}
