package io.naichang.parts;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Dependents;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.sync.Documents;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The tenant's catalogue.
@ApplicationScoped
class Parts implements PanacheRepositoryBase<Part, UUID>, Dependents {
    static final String COLLECTION = "parts";
    static final Listing LISTING = Documents.listing(
            COLLECTION,
            "part",
            "jsonb_strip_nulls(jsonb_build_object('nameEn', t.name_en, 'externalId', t.external_id))",
            "t.sku");

    private final StockLevels levels;
    private final MergePatch mergePatch;
    private final Sql sql;

    Parts(StockLevels levels, MergePatch mergePatch, Sql sql) {
        this.levels = levels;
        this.mergePatch = mergePatch;
        this.sql = sql;
    }

    /// A part that was not deleted.
    ///
    /// @throws Problem 404 `not-found`
    Part get(UUID id) {
        return findByIdOptional(id).filter(each -> !each.isDeleted()).orElseThrow(() -> Problem.missing("not-found"));
    }

    /// True if there is such a part, or ever was: what lies in a van can be used after the office struck it off.
    boolean wasEver(UUID id) {
        return findByIdOptional(id).isPresent();
    }

    void add(UUID id, PartForm form) {
        checkSubstitutes(id, form.substitutes());
        persist(new Part(id, form));
    }

    void patch(UUID id, JsonNode patch) {
        Part part = get(id);
        PartForm form = mergePatch.apply(part.form(), patch);
        checkSubstitutes(id, form.substitutes());
        part.amend(form);
    }

    void delete(UUID id, Instant at) {
        get(id).delete(at);
        levels.touchOfPart(id);
    }

    /// Locked in the order of their ids, so that none is deleted meanwhile.
    private void checkSubstitutes(UUID id, List<UUID> substitutes) {
        if (substitutes.isEmpty()) {
            return;
        }
        long there = sql.list(
                        "SELECT id FROM part WHERE id = ANY (?) AND id <> ? AND deleted_at IS NULL ORDER BY id FOR SHARE",
                        row -> row.getObject(1, UUID.class),
                        substitutes,
                        id)
                .size();
        if (there != substitutes.size()) {
            throw Problem.invalid("unknown-part", "substitutes", "A substitute is another part of the catalogue.");
        }
    }

    @Override
    public String name() {
        return COLLECTION;
    }

    @Override
    public boolean hangOn(String collection, UUID id) {
        return collection.equals(COLLECTION)
                && sql.first(
                                "SELECT 1 FROM part WHERE substitutes @> ARRAY[?::uuid] AND deleted_at IS NULL LIMIT 1",
                                row -> row.getInt(1),
                                id)
                        .isPresent();
    }
}
