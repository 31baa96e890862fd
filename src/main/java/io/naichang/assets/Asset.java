package io.naichang.assets;

import io.naichang.sync.SyncedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One installed machine.
@Entity
class Asset extends SyncedEntity {
    @Column(nullable = false)
    private UUID customerId;

    @Column(nullable = false)
    private UUID siteId;

    @Column(nullable = false)
    private String model;

    private @Nullable String serial;
    private @Nullable LocalDate installedOn;
    private @Nullable LocalDate warrantyUntil;
    private @Nullable String condition;
    private @Nullable BigDecimal meterReading;
    private @Nullable String serialSeen;
    private @Nullable String externalId;
    private @Nullable Instant deletedAt;

    /// For Hibernate.
    protected Asset() {}

    Asset(UUID id, AssetForm form) {
        super(id);
        amend(form);
    }

    @Override
    protected String collection() {
        return Assets.COLLECTION;
    }

    AssetForm form() {
        return new AssetForm(
                customerId,
                siteId,
                model,
                serial,
                installedOn,
                warrantyUntil,
                condition,
                meterReading,
                serialSeen,
                externalId);
    }

    /// Puts the form's values in place of what was.
    final void amend(AssetForm form) {
        customerId = form.customerId();
        siteId = form.siteId();
        model = form.model();
        serial = form.serial();
        installedOn = form.installedOn();
        warrantyUntil = form.warrantyUntil();
        condition = form.condition();
        meterReading = form.meterReading();
        serialSeen = form.serialSeen();
        externalId = form.externalId();
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /// Takes the asset off every list and phone; its history stays.
    void delete(Instant at) {
        deletedAt = at;
    }

    /// Brings it back.
    void restore() {
        deletedAt = null;
    }
}
