package io.naichang.sync;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;

/// Tells [Changes] of every synced entity that Hibernate writes.
@ApplicationScoped
class TouchListener {
    private final Changes changes;

    TouchListener(Changes changes) {
        this.changes = changes;
    }

    @PostPersist
    @PostUpdate
    @PostRemove
    void touched(SyncedEntity entity) {
        changes.touch(entity.collection(), entity.id());
    }
}
