package io.naichang.visits;

import io.naichang.sync.SyncedEntity;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A photo, signature or document of a visit or an asset, as the phone announced it. Its bytes are a blob, found by
/// their hash; they may come hours later.
@Entity
@SuppressWarnings("UnusedVariable") // written here; the view in SQL reads them
class Attachment extends SyncedEntity {
    static final String COLLECTION = "attachments";

    private @Nullable UUID visitId;
    private @Nullable UUID assetId;
    private @Nullable UUID caseId;
    private @Nullable String checklistItemId;
    private String kind = "photo";
    private String sha256 = "";
    private long size;
    private String contentType = "";
    private @Nullable Instant takenAt;
    private @Nullable String caption;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String position;

    private @Nullable UUID authorId;
    private @Nullable UUID deviceId;
    private @Nullable Instant createdAt;
    private @Nullable Instant deletedAt;

    protected Attachment() {}

    /// @param position where it was taken by the phone's word, as JSON
    record Announced(
            @Nullable UUID visit,
            @Nullable UUID asset,
            @Nullable UUID caseId,
            @Nullable String checklistItemId,
            String kind,
            String sha256,
            long size,
            String contentType,
            @Nullable Instant takenAt,
            @Nullable String caption,
            @Nullable String position) {}

    Attachment(UUID id, Announced announced, UUID author, @Nullable UUID device, Instant createdAt) {
        super(id);
        this.visitId = announced.visit();
        this.assetId = announced.asset();
        this.caseId = announced.caseId();
        this.checklistItemId = announced.checklistItemId();
        this.kind = announced.kind();
        this.sha256 = announced.sha256();
        this.size = announced.size();
        this.contentType = announced.contentType();
        this.takenAt = announced.takenAt();
        this.caption = announced.caption();
        this.position = announced.position();
        this.authorId = author;
        this.deviceId = device;
        this.createdAt = createdAt;
    }

    @Override
    protected String collection() {
        return COLLECTION;
    }

    @Nullable
    UUID visitId() {
        return visitId;
    }

    @Nullable
    UUID assetId() {
        return assetId;
    }

    String sha256() {
        return sha256;
    }

    String contentType() {
        return contentType;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    boolean isBy(UUID user) {
        return user.equals(authorId);
    }

    /// Takes it off every list; row and bytes stay.
    void withdraw(Instant when) {
        deletedAt = when;
    }

    void restore() {
        deletedAt = null;
    }
}
