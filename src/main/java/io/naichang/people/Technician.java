package io.naichang.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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

    /// Where he starts his day.
    record Home(
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon) {}

    /// What the desk may edit.
    ///
    /// @param skills skill to level, from 1 (helps) to 5 (teaches)
    record Details(
            @Nullable UUID regionId,
            @Nullable @Valid Home home,

            @NotNull @Size(max = 100)
            Map<@Pattern(regexp = "[a-z0-9][a-z0-9-]{0,49}") String, @NotNull @Min(1) @Max(5) Integer> skills,

            @Nullable UUID vanLocationId,
            boolean subcontractor) {
        Details {
            skills = skills == null ? Map.of() : known(skills);
        }

        /// A merge patch takes a skill away by null.
        private static Map<String, Integer> known(Map<String, Integer> skills) {
            Map<String, Integer> known = new TreeMap<>(skills);
            known.values().removeIf(Objects::isNull);
            return known;
        }
    }

    /// Takes the details over; true if he belongs elsewhere now, so that other stock concerns him.
    boolean edit(Details details) {
        boolean moved = !Objects.equals(regionId, details.regionId())
                || !Objects.equals(vanLocationId, details.vanLocationId());
        Home home = details.home();
        regionId = details.regionId();
        homeLat = home == null ? null : home.lat();
        homeLon = home == null ? null : home.lon();
        skills = new TreeMap<>(details.skills());
        vanLocationId = details.vanLocationId();
        subcontractor = details.subcontractor();
        return moved;
    }

    Details details() {
        Home home = homeLat == null || homeLon == null ? null : new Home(homeLat, homeLon);
        return new Details(regionId, home, new TreeMap<>(skills), vanLocationId, subcontractor);
    }

    UUID id() {
        return id;
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
