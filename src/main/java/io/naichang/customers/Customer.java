package io.naichang.customers;

import io.naichang.sync.SyncedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A person, company or authority that is served.
@Entity
class Customer extends SyncedEntity {
    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String kind;

    @Column(nullable = false)
    private String language;

    private @Nullable String category;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> phones;

    private @Nullable String email;
    private @Nullable String externalId;
    private @Nullable Instant deletedAt;

    /// For Hibernate.
    protected Customer() {}

    Customer(UUID id, CustomerForm form) {
        super(id);
        amend(form);
    }

    @Override
    protected String collection() {
        return Customers.COLLECTION;
    }

    CustomerForm form() {
        return new CustomerForm(name, kind, language, category, phones, email, externalId);
    }

    /// Puts the form's values in place of what was.
    final void amend(CustomerForm form) {
        name = form.name();
        kind = form.kind();
        language = form.language();
        category = form.category();
        phones = form.phones();
        email = form.email();
        externalId = form.externalId();
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /// Takes the customer off every list and phone; what refers to it keeps it.
    void delete(Instant at) {
        deletedAt = at;
    }

    /// Brings it back.
    void restore() {
        deletedAt = null;
    }
}
