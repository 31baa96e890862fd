package io.naichang.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// A part of the country that has its own technicians and depots.
@Entity
class Region {
    @Id
    private UUID id;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes and filters by it
    private String tenantId;

    @Version
    private int version;

    @Column
    private String name;

    private @Nullable String nameEn;

    /// For Hibernate.
    protected Region() {}

    Region(UUID id, RegionForm form) {
        this.id = id;
        amend(form);
    }

    final void amend(RegionForm form) {
        name = form.name();
        nameEn = form.nameEn();
    }

    int version() {
        return version;
    }

    RegionForm form() {
        return new RegionForm(name, nameEn);
    }
}
