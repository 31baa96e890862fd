package io.naichang.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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

    Region(UUID id, Names names) {
        this.id = id;
        rename(names);
    }

    /// What a region is called, in Thai and in English.
    record Names(
            @NotBlank @Size(max = 100) String name,
            @Nullable @Size(max = 100) String nameEn) {}

    final void rename(Names names) {
        name = names.name();
        nameEn = names.nameEn();
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    Names names() {
        return new Names(name, nameEn);
    }
}
