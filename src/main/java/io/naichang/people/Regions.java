package io.naichang.people;

import io.naichang.platform.Listing;
import io.naichang.platform.Problem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

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

    /// @throws Problem 404 `region-unknown`
    Region get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problem.missing("region-unknown"));
    }
}
