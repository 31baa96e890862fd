package io.naichang.people;

import io.naichang.platform.IfMatch;
import io.naichang.platform.Listing;
import io.naichang.platform.Problem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tenant's regions.
@ApplicationScoped
class Regions implements PanacheRepositoryBase<Region, UUID> {
    static final Listing LISTING = new Listing(
            "regions",
            "region t",
            "t.id",
            "t.version",
            "jsonb_strip_nulls(jsonb_build_object('name', t.name, 'nameEn', t.name_en))",
            "t.name",
            "text");

    /// Makes sure that `field` may refer to a region.
    ///
    /// @throws Problem 400 `unknown-region`
    public void require(String field, UUID id) {
        if (findById(id) == null) {
            throw Problem.invalid("unknown-region", field, "There is no such region.");
        }
    }

    void add(UUID id, RegionForm form) {
        persistAndFlush(new Region(id, form));
    }

    /// The region, locked, if the caller has read its present version.
    ///
    /// @throws Problem 404, 428, 412
    Region lock(UUID id, @Nullable String ifMatch) {
        Region region =
                findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> Problem.missing("not-found"));
        IfMatch.check(ifMatch, region.version());
        return region;
    }
}
