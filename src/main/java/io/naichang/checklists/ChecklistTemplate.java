package io.naichang.checklists;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A checklist that visits can be given. Its title and items are in its versions, which are never changed.
@Entity
class ChecklistTemplate {
    @Id
    private UUID id;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes and filters by it
    private String tenantId;

    private @Nullable String key;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> visitKinds;

    /// No `@Version`: it counts rows of checklist_template_version, and every writer holds the lock of this row.
    private int version;

    private @Nullable Instant deletedAt;

    /// For Hibernate.
    protected ChecklistTemplate() {}

    ChecklistTemplate(UUID id, TemplateForm form) {
        this.id = id;
        amend(form);
    }

    UUID id() {
        return id;
    }

    @Nullable
    String key() {
        return key;
    }

    List<String> visitKinds() {
        return visitKinds;
    }

    int version() {
        return version;
    }

    boolean isWithdrawn() {
        return deletedAt != null;
    }

    /// Takes over what is not in the versions, and counts one version more.
    final void amend(TemplateForm form) {
        key = form.key();
        visitKinds = form.visitKinds();
        version++;
    }

    /// No visit is given it any more; the checklists made of it stay.
    void withdraw(Instant at) {
        deletedAt = at;
    }
}
