package io.naichang.customers;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.naichang.platform.References;
import io.naichang.sync.Documents;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// All customers of the tenant.
@ApplicationScoped
public class Customers implements PanacheRepositoryBase<Customer, UUID> {
    static final String COLLECTION = "customers";
    static final Listing LISTING = Documents.listing(
            COLLECTION, "customer", "jsonb_strip_nulls(jsonb_build_object('externalId', t.external_id))", "t.name");

    /// Whose number this is: a customer's own, or that of a site of his or of somebody to talk to. One question with OR
    /// would use no index.
    static final String CALLED = """
            t.id IN (WITH called AS (SELECT ?::text AS number)
                SELECT c.id FROM customer c, called
                WHERE c.tenant_id = current_tenant() AND c.phones @> ARRAY[called.number]
                UNION
                SELECT s.customer_id FROM site s, called
                WHERE s.tenant_id = current_tenant() AND s.contact_phone = called.number AND s.deleted_at IS NULL
                UNION
                SELECT p.customer_id FROM contact p, called
                WHERE p.tenant_id = current_tenant() AND p.phone = called.number)""";

    private final MergePatch mergePatch;
    private final References references;

    Customers(MergePatch mergePatch, References references) {
        this.mergePatch = mergePatch;
        this.references = references;
    }

    /// A customer that was not deleted.
    ///
    /// @throws Problem 404 `not-found`
    Customer get(UUID id) {
        return findByIdOptional(id).filter(each -> !each.isDeleted()).orElseThrow(() -> Problem.missing("not-found"));
    }

    /// Amends a customer, whoever asks for it: the desk, or a dispatcher who settles a conflict.
    void patch(UUID id, JsonNode patch) {
        Customer customer = get(id);
        customer.amend(mergePatch.apply(customer.form(), patch));
    }

    /// Makes sure that `field` may refer to this customer: it is there, and cannot be deleted before this transaction
    /// ends.
    ///
    /// @throws Problem 400 `unknown-customer`
    public void require(String field, UUID id) {
        references.require("customer", field, id);
    }
}
