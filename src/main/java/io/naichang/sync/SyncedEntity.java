package io.naichang.sync;

import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

/// A row that phones hold. Whatever changes it, its new state is recorded on the sync clock before the transaction
/// commits; no caller can forget that. Its version is kept there too ([Documents]), under the lock that every
/// writer takes first, which is why it has no JPA version of its own.
@MappedSuperclass
@EntityListeners(TouchListener.class)
public abstract class SyncedEntity {
    @Id
    private UUID id;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes and filters by it
    private String tenantId;

    /// For Hibernate.
    protected SyncedEntity() {}

    protected SyncedEntity(UUID id) {
        this.id = id;
    }

    public UUID id() {
        return id;
    }

    /// The name of the collection on the wire.
    protected abstract String collection();
}
