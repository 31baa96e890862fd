package io.naichang.customers;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Dependents;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.naichang.platform.References;
import io.naichang.sync.Documents;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// All sites of the tenant.
@ApplicationScoped
public class Sites implements PanacheRepositoryBase<Site, UUID>, Dependents {
    static final String COLLECTION = "sites";
    static final Listing LISTING = Documents.listing(
            COLLECTION,
            "site",
            "jsonb_strip_nulls(jsonb_build_object('regionId', t.region_id, 'externalId', t.external_id))",
            "t.name");

    private final Customers customers;
    private final MergePatch mergePatch;
    private final References references;

    Sites(Customers customers, MergePatch mergePatch, References references) {
        this.customers = customers;
        this.mergePatch = mergePatch;
        this.references = references;
    }

    /// A site that was not deleted.
    ///
    /// @throws Problem 404 `not-found`
    Site get(UUID id) {
        return findByIdOptional(id).filter(each -> !each.isDeleted()).orElseThrow(() -> Problem.missing("not-found"));
    }

    /// Makes a site of a customer who is there.
    void add(UUID id, SiteForm form) {
        customers.require("customerId", form.customerId());
        persist(new Site(id, form));
    }

    /// Amends a site, whoever asks for it: the desk, a technician, or a dispatcher who settles a conflict.
    void patch(UUID id, JsonNode patch) {
        Site site = get(id);
        SiteForm form = mergePatch.apply(site.form(), patch);
        customers.require("customerId", form.customerId());
        site.amend(form);
    }

    /// Makes sure that `field` may refer to this site: it is there, and cannot be deleted before this transaction ends.
    ///
    /// @throws Problem 400 `unknown-site`
    public void require(String field, UUID id) {
        references.require("site", field, id);
    }

    /// Where a site lies, `[lat, lon]` in degrees; empty if nobody has measured it.
    public Optional<double[]> position(UUID id) {
        return Optional.ofNullable(findById(id)).flatMap(Site::position);
    }

    @Override
    public String name() {
        return COLLECTION;
    }

    @Override
    public boolean hangOn(String collection, UUID id) {
        return collection.equals(Customers.COLLECTION) && count("customerId = ?1 and deletedAt is null", id) > 0;
    }
}
