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

/// Customers at the desk.
@Path("/customers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"dispatcher", "agent", "clerk", "storekeeper", "manager", "admin"})
@Transactional
class CustomerResource {
    private final Customers customers;
    private final Contacts contacts;
    private final Desk desk;

    CustomerResource(Customers customers, Contacts contacts, Desk desk) {
        this.customers = customers;
        this.contacts = contacts;
        this.desk = desk;
    }

    @Schema(
            name = "Customer",
            allOf = {Identity.class, CustomerForm.class})
    interface Shown {}

    @Schema(
            name = "NewCustomer",
            allOf = {Identity.Own.class, CustomerForm.class})
    interface New {}

    @Schema(name = "CustomerPage")
    record Shelf(List<Shown> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listCustomers",
            summary = "Customers by name",
            description = "`q` is a part of the name, `phone` a whole telephone number: the customer's, or that of a "
                    + "site or a contact of theirs.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shelf.class)))
    public Response list(
            @QueryParam("q") @Nullable String q,
            @QueryParam("phone") @Nullable String phone,
            @BeanParam @Valid PageRequest page) {
        Where where = new Where().contains("t.name", q).and(Customers.CALLED, Phone.normal(phone));
        return desk.list(Customers.LISTING, where, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getCustomer", summary = "A customer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response get(@RestPath UUID id) {
        return desk.read(Customers.LISTING, id);
    }

    @POST
    @Idempotent
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(operationId = "createCustomer", summary = "Take up a customer")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = New.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response create(JsonNode body) {
        return desk.create(
                Customers.LISTING,
                body,
                CustomerForm.class,
                id -> customers.findByIdOptional(id).map(Customer::form),
                (id, form) -> customers.persist(new Customer(id, form)));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(
            operationId = "patchCustomer",
            summary = "Amend a customer",
            description = "JSON Merge Patch of the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CustomerForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    public Response patch(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        return desk.change(Customers.LISTING, id, ifMatch, () -> customers.patch(id, patch));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({"dispatcher", "agent", "admin"})
    @Operation(
            operationId = "deleteCustomer",
            summary = "Delete a customer and its contacts",
            description = "Refused while a site, an asset or anything else refers to it.")
    public void delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        desk.delete(Customers.LISTING, id, ifMatch, at -> {
            customers.get(id).delete(at);
            contacts.deleteOf(id);
        });
    }
}
