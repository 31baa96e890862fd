package io.naichang.assets;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.customers.Customers;
import io.naichang.customers.Sites;
import io.naichang.platform.Dependents;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.naichang.platform.References;
import io.naichang.platform.Sql;
import io.naichang.sync.Documents;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// All assets of the tenant.
@ApplicationScoped
public class Assets implements PanacheRepositoryBase<Asset, UUID>, Dependents {
    static final String COLLECTION = "assets";
    static final Listing LISTING = Documents.listing(
            COLLECTION, "asset", "jsonb_strip_nulls(jsonb_build_object('externalId', t.external_id))", "t.model");

    private final Customers customers;
    private final Sites sites;
    private final MergePatch mergePatch;
    private final References references;
    private final Sql sql;
    private final Event<MachinesMoved> moved;

    Assets(
            Customers customers,
            Sites sites,
            MergePatch mergePatch,
            References references,
            Sql sql,
            Event<MachinesMoved> moved) {
        this.customers = customers;
        this.sites = sites;
        this.mergePatch = mergePatch;
        this.references = references;
        this.sql = sql;
        this.moved = moved;
    }

    /// An asset that was not deleted.
    ///
    /// @throws Problem 404 `not-found`
    Asset get(UUID id) {
        return findByIdOptional(id).filter(each -> !each.isDeleted()).orElseThrow(() -> Problem.missing("not-found"));
    }

    /// Makes an asset at a site that is there, of a customer who need not be the site's.
    void add(UUID id, AssetForm form) {
        machinesMove(Set.of(form.siteId()));
        checkReferences(form);
        persist(new Asset(id, form));
    }

    /// Amends an asset, whoever asks for it: the desk, a technician, or a dispatcher who settles a conflict.
    void patch(UUID id, JsonNode patch) {
        Asset asset = get(id);
        AssetForm before = asset.form();
        AssetForm form = mergePatch.apply(before, patch);
        if (!form.siteId().equals(before.siteId()) || !form.model().equals(before.model())) {
            machinesMove(new TreeSet<>(List.of(before.siteId(), form.siteId())));
        }
        if (!form.customerId().equals(before.customerId()) || !form.siteId().equals(before.siteId())) {
            checkReferences(form);
        }
        asset.amend(form);
    }

    /// Takes an asset off every list and phone.
    void delete(UUID id, Instant at) {
        Asset asset = get(id);
        machinesMove(Set.of(asset.form().siteId()));
        asset.delete(at);
    }

    /// Brings a deleted one back.
    void restore(UUID id) {
        Asset asset = findById(id);
        machinesMove(Set.of(asset.form().siteId()));
        asset.restore();
    }

    /// Locked, so that a visit to the site that is made at this moment sees the change, or the change the visit.
    private void machinesMove(Set<UUID> at) {
        sql.list(
                "SELECT 1 FROM site WHERE tenant_id = current_tenant() AND id = ANY (?) ORDER BY id FOR NO KEY UPDATE",
                row -> 1,
                at);
        moved.fire(new MachinesMoved(at));
    }

    private void checkReferences(AssetForm form) {
        customers.require("customerId", form.customerId());
        sites.require("siteId", form.siteId());
    }

    /// Makes sure that `field` may refer to this asset as one that stands at this site: it is there, and cannot be
    /// deleted before this transaction ends.
    ///
    /// @throws Problem 400 `unknown-asset`, 400 `asset-elsewhere` if it stands at another site
    public void requireAt(String field, UUID id, UUID site) {
        references.require("asset", field, id);
        if (!get(id).form().siteId().equals(site)) {
            throw Problem.invalid("asset-elsewhere", field, "The machine stands at another site.");
        }
    }

    @Override
    public String name() {
        return COLLECTION;
    }

    @Override
    public boolean hangOn(String collection, UUID id) {
        return switch (collection) {
            case "customers" -> count("customerId = ?1 and deletedAt is null", id) > 0;
            case "sites" -> count("siteId = ?1 and deletedAt is null", id) > 0;
            default -> false;
        };
    }
}
