package io.naichang.visits;

import io.naichang.platform.Listing;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.sync.BlobListener;
import io.naichang.sync.Changes;
import io.naichang.sync.Documents;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// All attachments of the caller's tenant. When bytes arrive, the attachments that wait for them and their visits'
/// evidence change.
@ApplicationScoped
class Attachments implements PanacheRepositoryBase<Attachment, UUID>, BlobListener {
    static final Listing LISTING = Documents.listing(
            Attachment.COLLECTION,
            "attachment",
            "jsonb_strip_nulls(jsonb_build_object('authorId', t.author_id, 'deviceId', t.device_id, 'announcedAt', wire(t.created_at)))",
            "wire(t.created_at)");

    private final Sql sql;
    private final Changes changes;

    Attachments(Sql sql, Changes changes) {
        this.sql = sql;
        this.changes = changes;
    }

    /// @throws Problem 404 `not-found`
    Attachment get(UUID id) {
        return findByIdOptional(id).filter(each -> !each.isDeleted()).orElseThrow(() -> Problem.missing("not-found"));
    }

    @Override
    public void changed(String sha256) {
        sql.list(
                "SELECT id, visit_id FROM attachment WHERE tenant_id = current_tenant() AND sha256 = ? AND deleted_at IS NULL",
                row -> {
                    changes.touch(Attachment.COLLECTION, row.getObject(1, UUID.class));
                    UUID visit = row.getObject(2, UUID.class);
                    if (visit != null) {
                        changes.touch(Visit.COLLECTION, visit);
                    }
                    return sha256;
                },
                sha256);
    }
}
