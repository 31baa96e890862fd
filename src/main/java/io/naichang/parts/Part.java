package io.naichang.parts;

import io.naichang.sync.SyncedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// Something that is kept in stock and built into machines.
@Entity
class Part extends SyncedEntity {
    @Column(nullable = false)
    private String sku;

    @Column(nullable = false)
    private String name;

    private @Nullable String nameEn;

    @Column(nullable = false)
    private String unit;

    private @Nullable Long priceMinor;
    private @Nullable String priceCurrency;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<UUID> substitutes;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> models;

    private @Nullable Integer leadTimeDays;
    private @Nullable String externalId;
    private @Nullable Instant deletedAt;

    /// For Hibernate.
    protected Part() {}

    Part(UUID id, PartForm form) {
        super(id);
        amend(form);
    }

    @Override
    protected String collection() {
        return Parts.COLLECTION;
    }

    PartForm form() {
        Money price = priceMinor == null || priceCurrency == null ? null : new Money(priceMinor, priceCurrency);
        return new PartForm(sku, name, nameEn, unit, price, substitutes, models, leadTimeDays, externalId);
    }

    /// Puts the form's values in place of what was.
    final void amend(PartForm form) {
        Money price = form.price();
        sku = form.sku();
        name = form.name();
        nameEn = form.nameEn();
        unit = form.unit();
        priceMinor = price == null ? null : price.minor();
        priceCurrency = price == null ? null : price.currency();
        substitutes = form.substitutes();
        models = form.models();
        leadTimeDays = form.leadTimeDays();
        externalId = form.externalId();
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /// Takes the part off every list and phone; movements keep it.
    void delete(Instant at) {
        deletedAt = at;
    }
}
