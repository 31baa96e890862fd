package io.naichang.customers;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.IfMatch;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All contacts of the tenant.
@ApplicationScoped
class Contacts implements PanacheRepositoryBase<Contact, UUID> {
    static final Listing LISTING = new Listing("contacts", "contact t", "t.id", "t.version", """
            jsonb_strip_nulls(jsonb_build_object('customerId', t.customer_id, 'siteId', t.site_id, 'name', t.name,
                'phone', t.phone, 'email', t.email, 'role', t.role))""", "t.name", "text");

    private final Customers customers;
    private final Sites sites;
    private final MergePatch mergePatch;

    Contacts(Customers customers, Sites sites, MergePatch mergePatch) {
        this.customers = customers;
        this.sites = sites;
        this.mergePatch = mergePatch;
    }

    /// Makes a contact of a customer and perhaps a site that are there.
    void add(UUID id, ContactForm form) {
        checkReferences(form);
        persist(new Contact(id, form));
    }

    /// The contact, locked, if the caller has read its present version.
    ///
    /// @throws Problem 404, 428, 412
    Contact lock(UUID id, @Nullable String ifMatch) {
        Contact contact =
                findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> Problem.missing("not-found"));
        IfMatch.check(ifMatch, contact.version());
        return contact;
    }

    /// Amends a locked contact.
    void patch(Contact contact, JsonNode patch) {
        ContactForm form = mergePatch.apply(contact.form(), patch);
        checkReferences(form);
        contact.amend(form);
        flush();
    }

    private void checkReferences(ContactForm form) {
        customers.require("customerId", form.customerId());
        if (form.siteId() != null) {
            sites.requireOf("siteId", form.siteId(), form.customerId());
        }
    }

    /// Deletes the contacts of a customer who is deleted: nobody has a purpose for these personal data any more.
    void deleteOf(UUID customerId) {
        delete("customerId", customerId);
    }

    /// Contacts of a site that is deleted stay with the customer.
    void detachFrom(UUID siteId) {
        update("siteId = null, version = version + 1 where siteId = ?1", siteId);
    }
}
