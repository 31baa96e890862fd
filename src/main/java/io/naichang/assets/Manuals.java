package io.naichang.assets;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.sync.Blobs;
import io.naichang.sync.Changes;
import io.naichang.sync.Documents;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// All manuals of the tenant. Whichever edition changes, the others of its series are looked at again: one of them may
/// be the newest now, or no longer.
@ApplicationScoped
class Manuals implements PanacheRepositoryBase<Manual, UUID> {
    static final String COLLECTION = "manuals";
    /// Phones hold the newest of a series only, so that is the one with a bucket.
    static final Listing LISTING = Documents.listing(
            COLLECTION,
            "manual",
            "jsonb_build_object('newest', cardinality(d.buckets) > 0)",
            "t.model || ' ' || t.kind || ' ' || t.language || ' ' || to_char(t.edition, '000000')");

    private final Sql sql;
    private final Blobs blobs;
    private final Changes changes;
    private final MergePatch mergePatch;

    Manuals(Sql sql, Blobs blobs, Changes changes, MergePatch mergePatch) {
        this.sql = sql;
        this.blobs = blobs;
        this.changes = changes;
        this.mergePatch = mergePatch;
    }

    /// A manual that was not deleted.
    ///
    /// @throws Problem 404 `not-found`
    Manual get(UUID id) {
        return findByIdOptional(id).filter(each -> !each.isDeleted()).orElseThrow(() -> Problem.missing("not-found"));
    }

    /// Takes up an edition whose bytes are here.
    ///
    /// @throws Problem 409 `not-uploaded`, `already-exists`
    void add(UUID id, ManualForm form) {
        oneAtATime();
        persistAndFlush(new Manual(id, form, file(form)));
        touchSeries(form);
    }

    /// Amends an edition.
    ///
    /// @throws Problem as [#add]
    void patch(UUID id, JsonNode patch) {
        oneAtATime();
        Manual manual = get(id);
        ManualForm before = manual.form();
        ManualForm form = mergePatch.apply(before, patch);
        manual.amend(form, file(form));
        flush();
        touchSeries(before);
        touchSeries(form);
    }

    void delete(UUID id, Instant at) {
        oneAtATime();
        Manual manual = get(id);
        manual.delete(at);
        touchSeries(manual.form());
    }

    /// Two editions that are taken up at once would each find itself the newest.
    private void oneAtATime() {
        sql.list("SELECT pg_advisory_xact_lock(hashtextextended('manuals ' || current_tenant(), 0))", row -> 1);
    }

    private Blobs.Verified file(ManualForm form) {
        blobs.refer(Map.of(form.sha256(), 1L));
        return blobs.verified(form.sha256())
                .orElseThrow(() -> Problem.conflict("not-uploaded", "Send the bytes of this hash first.")
                        .with("field", "sha256"));
    }

    private void touchSeries(ManualForm form) {
        sql.list("""
                        SELECT id FROM manual WHERE tenant_id = current_tenant() AND model_bucket(model) = model_bucket(?)
                          AND kind = ? AND language = ? AND deleted_at IS NULL
                        """, row -> row.getObject(1, UUID.class), form.model(), form.kind(), form.language())
                .forEach(id -> changes.touch(COLLECTION, id));
    }
}
