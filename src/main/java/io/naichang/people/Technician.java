package io.naichang.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// What is known of a user because he is a technician.
@Entity
class Technician {
    @Id
    private UUID id;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes and filters by it
    private String tenantId;

    @Version
    private int version;

    private @Nullable UUID regionId;

    private @Nullable Double homeLat;

    private @Nullable Double homeLon;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Integer> skills = Map.of();

    private @Nullable UUID vanLocationId;

    private boolean subcontractor;

    /// For Hibernate.
    protected Technician() {}

    Technician(UUID user) {
        this.id = user;
    }

    /// Puts the form's values in place of what was; true if he belongs elsewhere now, so that other stock concerns him.
    boolean amend(TechnicianForm form) {
        boolean moved =
                !Objects.equals(regionId, form.regionId()) || !Objects.equals(vanLocationId, form.vanLocationId());
        TechnicianForm.Home home = form.home();
        regionId = form.regionId();
        homeLat = home == null ? null : home.lat();
        homeLon = home == null ? null : home.lon();
        skills = form.skills();
        vanLocationId = form.vanLocationId();
        subcontractor = form.subcontractor();
        return moved;
    }

    TechnicianForm form() {
        TechnicianForm.Home home =
                homeLat == null || homeLon == null ? null : new TechnicianForm.Home(homeLat, homeLon);
        return new TechnicianForm(regionId, home, skills, vanLocationId, subcontractor);
    }

    int version() {
        return version;
    }

    @Nullable
    UUID regionId() {
        return regionId;
    }

    @Nullable
    UUID vanLocationId() {
        return vanLocationId;
    }
}
