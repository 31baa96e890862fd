package io.naichang.visits;

import io.naichang.sync.SyncedEntity;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody wrote about a visit, a site or an asset; never changed, only withdrawn.
@Entity
@SuppressWarnings("UnusedVariable") // written here; the view in SQL reads them
class Note extends SyncedEntity {
    static final String COLLECTION = "notes";

    private @Nullable UUID visitId;
    private @Nullable UUID siteId;
    private @Nullable UUID assetId;
    private @Nullable UUID authorId;
    private String text = "";
    private @Nullable Instant at;
    private @Nullable Instant deletedAt;

    protected Note() {}

    /// What a note is about; at least one.
    record Subject(
            @Nullable UUID visit,
            @Nullable UUID site,
            @Nullable UUID asset) {}

    Note(UUID id, Subject subject, UUID author, String text, Instant at) {
        super(id);
        this.visitId = subject.visit();
        this.siteId = subject.site();
        this.assetId = subject.asset();
        this.authorId = author;
        this.text = text;
        this.at = at;
    }

    @Override
    protected String collection() {
        return COLLECTION;
    }

    NoteResource.Form form() {
        return new NoteResource.Form(visitId, siteId, assetId, text);
    }

    /// Puts other words in place of these.
    void redact(String words) {
        text = words;
    }

    boolean isBy(UUID user) {
        return user.equals(authorId);
    }

    /// Takes it off every list; the row stays.
    void withdraw(Instant when) {
        deletedAt = when;
    }

    void restore() {
        deletedAt = null;
    }
}
