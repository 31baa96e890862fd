package io.naichang.customers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// Somebody to talk to at a customer or one of its sites. Only the desk knows contacts.
@Entity
class Contact {
    @Id
    private UUID id;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes it and filters by it
    private String tenantId;

    @Version
    private int version;

    @Column(nullable = false)
    private UUID customerId;

    private @Nullable UUID siteId;

    @Column(nullable = false)
    private String name;

    private @Nullable String phone;
    private @Nullable String email;
    private @Nullable String role;

    /// For Hibernate.
    protected Contact() {}

    Contact(UUID id, ContactForm form) {
        this.id = id;
        amend(form);
    }

    int version() {
        return version;
    }

    ContactForm form() {
        return new ContactForm(customerId, siteId, name, phone, email, role);
    }

    /// Puts the form's values in place of what was.
    final void amend(ContactForm form) {
        customerId = form.customerId();
        siteId = form.siteId();
        name = form.name();
        phone = form.phone();
        email = form.email();
        role = form.role();
    }
}
