package io.naichang.sync;

import io.naichang.platform.ObjectStore;
import io.naichang.platform.ObjectStoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Makes bytes that were compared the file of their hash.
@ApplicationScoped
class BlobAdmission {
    private static final Logger LOG = Logger.getLogger(BlobAdmission.class);

    private final BlobRows rows;
    private final BlobKeys keys;
    private final ObjectStore store;

    BlobAdmission(BlobRows rows, BlobKeys keys, ObjectStore store) {
        this.rows = rows;
        this.keys = keys;
        this.store = store;
    }

    /// Copies the bytes under `temporary`, all of which `reading` has read, to their key.
    void admit(String temporary, String sha256, BlobReading reading, BlobType type) {
        String key = keys.verified(sha256);
        store.copy(temporary, key);
        enter(sha256, reading, type);
        // The sweep removes an old file of this hash under the lock of its row: if it did so between our two steps, the
        // row waited for it, and what was removed was our copy.
        if (store.size(key).isEmpty()) {
            store.copy(temporary, key);
        }
    }

    /// Says that the bytes, all of which `reading` has read, lie under their key.
    void enter(String sha256, BlobReading reading, BlobType type) {
        rows.verified(sha256, reading.size(), type, PhotoExif.read(reading.head()));
    }

    /// Removes bytes that are needed no more; what cannot be removed now is found by the sweep.
    void discard(String temporary) {
        try {
            store.remove(temporary);
        } catch (ObjectStoreUnavailable e) {
            LOG.warnf(e, "%s is left behind for the sweep", temporary);
        }
    }
}
