package io.naichang.customers;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Dependents;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.naichang.platform.References;
import io.naichang.platform.Sql;
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
            "jsonb_strip_nulls(jsonb_build_object('regionId', t.region_id, 'externalId', t.external_id,"
                    + " 'lat', t.lat, 'lon', t.lon))",
            "t.name");

    private final Customers customers;
    private final MergePatch mergePatch;
    private final References references;
    private final Sql sql;

    Sites(Customers customers, MergePatch mergePatch, References references, Sql sql) {
        this.customers = customers;
        this.mergePatch = mergePatch;
        this.references = references;
        this.sql = sql;
    }

    /// A site that was not deleted.
    ///
    /// @throws Problem 404 `not-found`
    Site get(UUID id) {
        return findByIdOptional(id).filter(each -> !each.isDeleted()).orElseThrow(() -> Problem.missing("not-found"));
    }

    /// Makes a site of a customer who is there.
    void add(UUID id, SiteForm form) {
        checkReferences(form);
        persist(new Site(id, form));
    }

    /// Amends a site, whoever asks for it: the desk, a technician, or a dispatcher who settles a conflict.
    void patch(UUID id, JsonNode patch) {
        Site site = get(id);
        SiteForm form = mergePatch.apply(site.form(), patch);
        checkReferences(form);
        site.amend(form);
    }

    private void checkReferences(SiteForm form) {
        customers.require("customerId", form.customerId());
        // Regions are a matter of people, on whom this feature does not depend; row-level security shows one's own.
        if (form.regionId() != null
                && sql.first("SELECT 1 FROM region WHERE id = ? FOR KEY SHARE", row -> row.getInt(1), form.regionId())
                        .isEmpty()) {
            throw Problem.invalid("unknown-region", "regionId", "There is no such region.");
        }
    }

    /// Makes sure that `field` may refer to this site: it is there, and cannot be deleted before this transaction ends.
    ///
    /// @throws Problem 400 `unknown-site`
    public void require(String field, UUID id) {
        references.require("site", field, id);
    }

    /// Makes sure that `field` may refer to this site as one of this customer.
    ///
    /// @throws Problem 400 `unknown-site`, 400 `site-of-another` if another customer has it
    public void requireOf(String field, UUID id, UUID customer) {
        require(field, id);
        if (!get(id).form().customerId().equals(customer)) {
            throw Problem.invalid("site-of-another", field, "The site belongs to another customer.");
        }
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
        return switch (collection) {
            case Customers.COLLECTION -> count("customerId = ?1 and deletedAt is null", id) > 0;
            case "regions" -> count("regionId = ?1", id) > 0;
            default -> false;
        };
    }
}
