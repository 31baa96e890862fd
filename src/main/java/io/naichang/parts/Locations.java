package io.naichang.parts;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.people.Technicians;
import io.naichang.platform.IfMatch;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.naichang.platform.References;
import io.naichang.platform.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All places of the tenant that hold stock.
@ApplicationScoped
class Locations implements PanacheRepositoryBase<Location, UUID> {
    static final String COLLECTION = "locations";
    static final Listing LISTING = new Listing(
            COLLECTION,
            "(SELECT * FROM location WHERE deleted_at IS NULL) t",
            "t.id",
            "t.version",
            """
            jsonb_strip_nulls(jsonb_build_object('kind', t.kind, 'name', t.name, 'regionId', t.region_id,
                'technicianId', t.technician_id, 'lat', t.lat, 'lon', t.lon, 'externalId', t.external_id))""",
            "t.name",
            "text");

    private final OwnStock ownStock;
    private final StockLevels levels;
    private final Technicians technicians;
    private final MergePatch mergePatch;
    private final References references;
    private final Sql sql;

    Locations(
            OwnStock ownStock,
            StockLevels levels,
            Technicians technicians,
            MergePatch mergePatch,
            References references,
            Sql sql) {
        this.ownStock = ownStock;
        this.levels = levels;
        this.technicians = technicians;
        this.mergePatch = mergePatch;
        this.references = references;
        this.sql = sql;
    }

    /// True if there is such a location, or ever was.
    boolean wasEver(UUID id) {
        return findByIdOptional(id).isPresent();
    }

    /// The location, locked, if the caller has read its present version.
    ///
    /// @throws Problem 404, 428, 412
    Location lock(UUID id, @Nullable String ifMatch) {
        Location location = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(each -> !each.isDeleted())
                .orElseThrow(() -> Problem.missing("not-found"));
        IfMatch.check(ifMatch, location.version());
        return location;
    }

    void add(UUID id, LocationForm form) {
        check(form);
        persistAndFlush(new Location(id, form));
        ownStock.followAll(ownStock.concernedBy(id, form));
    }

    /// Amends a locked location; whose stock it is now, or no longer, learns of it.
    void patch(Location location, JsonNode patch) {
        LocationForm before = location.form();
        LocationForm form = mergePatch.apply(before, patch);
        check(form);
        Set<UUID> concerned = new TreeSet<>(ownStock.concernedBy(location.id(), before));
        location.amend(form);
        flush();
        concerned.addAll(ownStock.concernedBy(location.id(), form));
        ownStock.followAll(concerned);
        if (!before.kind().equals(form.kind())) {
            levels.touchOfLocation(location.id());
        }
    }

    /// Closes a locked location that is empty.
    void delete(Location location, Instant at) {
        location.delete(at);
        flush();
        references.refuseIfUsed(COLLECTION, location.id());
        levels.touchOfLocation(location.id());
        ownStock.followAll(ownStock.concernedBy(location.id(), location.form()));
    }

    private void check(LocationForm form) {
        if ((form.lat() == null) != (form.lon() == null)) {
            throw Problem.invalid("invalid", form.lat() == null ? "lat" : "lon", "A position has both.");
        }
        if (form.technicianId() != null && !form.kind().equals(LocationForm.VAN)) {
            throw Problem.invalid("invalid", "technicianId", "Only a van is a technician's own.");
        }
        if (form.technicianId() != null && !technicians.exists(form.technicianId())) {
            throw Problem.invalid("unknown-technician", "technicianId", "There is no such technician.");
        }
        if (form.regionId() != null
                && sql.first("SELECT 1 FROM region WHERE id = ? FOR KEY SHARE", row -> row.getInt(1), form.regionId())
                        .isEmpty()) {
            throw Problem.invalid("unknown-region", "regionId", "There is no such region.");
        }
    }
}
