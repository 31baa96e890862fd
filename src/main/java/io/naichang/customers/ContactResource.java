package io.naichang.customers;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Events;
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

/// Contacts at the desk.
@Path("/contacts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class ContactResource {
    private final Contacts contacts;
    private final Desk desk;
    private final Events events;

    ContactResource(Contacts contacts, Desk desk, Events events) {
        this.contacts = contacts;
        this.desk = desk;
        this.events = events;
    }

    @Schema(
            name = "Contact",
            allOf = {Identity.class, ContactForm.class})
    interface Shown {}

    @Schema(
            name = "NewContact",
            allOf = {Identity.Own.class, ContactForm.class})
    interface New {}

    @Schema(name = "ContactPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(operationId = "listContacts", summary = "Contacts by name")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("customerId") @Nullable UUID customerId,
            @QueryParam("siteId") @Nullable UUID siteId,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where().and("t.customer_id = ?", customerId).and("t.site_id = ?", siteId);
        return desk.list(Contacts.LISTING, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getContact", summary = "A contact")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Contacts.LISTING, id);
    }

    @POST
    @Idempotent
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(operationId = "createContact", summary = "Note somebody to talk to")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(
                Contacts.LISTING,
                body,
                ContactForm.class,
                id -> contacts.findByIdOptional(id).map(Contact::form),
                contacts::add);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(operationId = "patchContact", summary = "Amend a contact", description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ContactForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        contacts.patch(contacts.lock(id, ifMatch), patch);
        return desk.read(Contacts.LISTING, id);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(operationId = "deleteContact", summary = "Delete a contact for good")
    public void delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        contacts.delete(contacts.lock(id, ifMatch));
        events.record("deleted", Contacts.LISTING.collection(), id, null);
    }
}
