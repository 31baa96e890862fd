package io.naichang.parts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// A van, depot or centre. Phones know it by the stock that it holds.
@Entity
class Location {
    @Id
    private UUID id;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes it and filters by it
    private String tenantId;

    @Version
    private int version;

    @Column(nullable = false)
    private String kind;

    @Column(nullable = false)
    private String name;

    private @Nullable UUID regionId;
    private @Nullable UUID technicianId;
    private @Nullable Double lat;
    private @Nullable Double lon;
    private @Nullable String externalId;
    private @Nullable Instant deletedAt;

    /// For Hibernate.
    protected Location() {}

    Location(UUID id, LocationForm form) {
        this.id = id;
        amend(form);
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    LocationForm form() {
        return new LocationForm(kind, name, regionId, technicianId, lat, lon, externalId);
    }

    /// Puts the form's values in place of what was.
    final void amend(LocationForm form) {
        kind = form.kind();
        name = form.name();
        regionId = form.regionId();
        technicianId = form.technicianId();
        lat = form.lat();
        lon = form.lon();
        externalId = form.externalId();
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /// Closes it; movements keep it.
    void delete(Instant at) {
        deletedAt = at;
    }
}
