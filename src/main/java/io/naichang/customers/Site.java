package io.naichang.customers;

import io.naichang.sync.SyncedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place with an address and a position, where a customer is served.
@Entity
class Site extends SyncedEntity {
    @Column(nullable = false)
    private UUID customerId;

    @Column(nullable = false)
    private String name;

    @Embedded
    private @Nullable Address address;

    private @Nullable Double lat;
    private @Nullable Double lon;

    @Column(nullable = false)
    private String timeZone;

    private @Nullable String contactName;
    private @Nullable String contactPhone;
    private @Nullable String accessNotes;
    private @Nullable UUID regionId;
    private @Nullable String externalId;
    private @Nullable Instant deletedAt;

    /// For Hibernate.
    protected Site() {}

    Site(UUID id, SiteForm form) {
        super(id);
        amend(form);
    }

    @Override
    protected String collection() {
        return Sites.COLLECTION;
    }

    SiteForm form() {
        return new SiteForm(
                customerId,
                name,
                address == null ? Address.UNKNOWN : address,
                lat,
                lon,
                timeZone,
                contactName,
                contactPhone,
                accessNotes,
                regionId,
                externalId);
    }

    /// Puts the form's values in place of what was.
    final void amend(SiteForm form) {
        customerId = form.customerId();
        name = form.name();
        address = form.address();
        lat = form.lat();
        lon = form.lon();
        timeZone = form.timeZone();
        contactName = form.contactName();
        contactPhone = form.contactPhone();
        accessNotes = form.accessNotes();
        regionId = form.regionId();
        externalId = form.externalId();
    }

    Optional<double[]> position() {
        return lat == null || lon == null ? Optional.empty() : Optional.of(new double[] {lat, lon});
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /// Takes the site off every list and phone; what refers to it keeps it.
    void delete(Instant at) {
        deletedAt = at;
    }

    /// Brings it back.
    void restore() {
        deletedAt = null;
    }
}
