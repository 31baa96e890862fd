package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.assets.Assets;
import io.naichang.customers.Customers;
import io.naichang.customers.Sites;
import io.naichang.platform.Dependents;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.naichang.sync.Documents;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// All visits of the caller's tenant.
@ApplicationScoped
class Visits implements PanacheRepositoryBase<Visit, UUID>, Dependents {
    /// With the names that a list of visits cannot do without; phones have the rows themselves.
    static final Listing LISTING =
            Documents.listing(Visit.COLLECTION, "visit", """
            jsonb_build_object(
                'customerName', (SELECT c.name FROM customer c WHERE c.tenant_id = t.tenant_id AND c.id = t.customer_id),
                'siteName', (SELECT s.name FROM site s WHERE s.tenant_id = t.tenant_id AND s.id = t.site_id))
            """, "coalesce(wire(t.planned_start), 'unscheduled')");

    private final Customers customers;
    private final Sites sites;
    private final Assets assets;
    private final MergePatch mergePatch;

    Visits(Customers customers, Sites sites, Assets assets, MergePatch mergePatch) {
        this.customers = customers;
        this.sites = sites;
        this.assets = assets;
        this.mergePatch = mergePatch;
    }

    /// @throws Problem 404 `not-found`
    Visit get(UUID id) {
        return find(id).orElseThrow(() -> Problem.missing("not-found"));
    }

    /// A visit that was not deleted.
    Optional<Visit> find(UUID id) {
        return findByIdOptional(id).filter(each -> !each.isDeleted());
    }

    /// Makes a visit to a customer's site.
    Visit add(UUID id, VisitForm form) {
        require(form);
        Visit visit = new Visit(id, form);
        persistAndFlush(visit);
        return visit;
    }

    /// Changes what is to be done or what was found, whoever asks for it.
    void patch(UUID id, JsonNode patch) {
        Visit visit = get(id);
        VisitForm before = visit.form();
        VisitForm after = mergePatch.apply(before, patch);
        if (!before.siteId().equals(after.siteId()) || !before.customerId().equals(after.customerId())) {
            require(after);
        } else {
            // A machine that was moved meanwhile stays with the visit that was made for it.
            Set<UUID> known = Set.copyOf(before.assetIds());
            requireAssets(after, each -> !known.contains(each));
        }
        visit.describe(after);
    }

    private void require(VisitForm form) {
        customers.require("customerId", form.customerId());
        sites.requireOf("siteId", form.siteId(), form.customerId());
        requireAssets(form, each -> true);
    }

    /// A machine may be somebody else's (a tenant's in the customer's house), but it stands where the technician goes.
    private void requireAssets(VisitForm form, Predicate<UUID> which) {
        form.assetIds().stream().filter(which).forEach(each -> assets.requireAt("assetIds", each, form.siteId()));
    }

    @Override
    public String name() {
        return Visit.COLLECTION;
    }

    @Override
    public boolean hangOn(String collection, UUID id) {
        String open = " and deletedAt is null and status not in ('done', 'cancelled')";
        return switch (collection) {
            case "customers" -> count("customerId = ?1" + open, id) > 0;
            case "sites" -> count("siteId = ?1" + open, id) > 0;
            case "assets" -> count("array_contains(assetIds, ?1)" + open, id) > 0;
            default -> false;
        };
    }
}
