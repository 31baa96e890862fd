package io.naichang.people;

import io.naichang.platform.Page;
import io.naichang.platform.Problem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// The tenant's regions.
@ApplicationScoped
class Regions implements PanacheRepositoryBase<Region, UUID> {
    /// @throws Problem 404 `region-unknown`
    Region get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problem.missing("region-unknown"));
    }

    List<Region> page(Page.Key after, int limit) {
        return find("name > ?1 or (name = ?1 and id > ?2) order by name, id", after.value(), after.id())
                .page(0, limit + 1)
                .list();
    }
}
