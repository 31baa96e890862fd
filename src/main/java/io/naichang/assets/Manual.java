package io.naichang.assets;

import io.naichang.sync.Blobs;
import io.naichang.sync.SyncedEntity;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One edition of a document of a model, whose bytes are here.
@Entity
class Manual extends SyncedEntity {
    private String model = "";
    private String title = "";
    private String kind = "";
    private String language = "";
    private int edition;
    private String sha256 = "";

    @SuppressWarnings("UnusedVariable") // written here; the view in SQL reads it
    private long size;

    @SuppressWarnings("UnusedVariable") // written here; the view in SQL reads it
    private String contentType = "";

    private @Nullable Instant deletedAt;

    /// For Hibernate.
    protected Manual() {}

    Manual(UUID id, ManualForm form, Blobs.Verified file) {
        super(id);
        amend(form, file);
    }

    @Override
    protected String collection() {
        return Manuals.COLLECTION;
    }

    ManualForm form() {
        return new ManualForm(model, title, kind, language, edition, sha256);
    }

    /// Puts the form's values, and what is true of its file, in place of what was.
    final void amend(ManualForm form, Blobs.Verified file) {
        model = form.model();
        title = form.title();
        kind = form.kind();
        language = form.language();
        edition = form.edition();
        sha256 = form.sha256();
        size = file.size();
        contentType = file.contentType();
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    void delete(Instant at) {
        deletedAt = at;
    }
}
