package io.naichang.sync;

import io.naichang.platform.ObjectStore;
import io.naichang.platform.ObjectStoreUnavailable;
import io.naichang.sync.BlobRows.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Bare copies of photos, made when somebody first asks for one.
@ApplicationScoped
class BarePhotoStore {
    private static final Logger LOG = Logger.getLogger(BarePhotoStore.class);

    private final BlobKeys keys;
    private final ObjectStore store;

    BarePhotoStore(BlobKeys keys, ObjectStore store) {
        this.keys = keys;
        this.store = store;
    }

    /// The key of the bare copy of a verified file, made now if need be; nothing if there can be none.
    Optional<String> key(Row row) {
        if (!BarePhoto.possible(row.type())) {
            return Optional.empty();
        }
        String key = keys.bare(row.sha256());
        if (store.size(key).isPresent()) {
            return Optional.of(key);
        }
        try {
            make(row, key);
            return Optional.of(key);
        } catch (BarePhoto.Unreadable e) {
            LOG.debugf("no bare copy of %s: %s", row.sha256(), e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("no bare copy of " + row.sha256(), e);
        }
    }

    private void make(Row row, String key) throws IOException {
        Path file = Files.createTempFile("naichang", ".bare");
        try {
            try (InputStream bytes = new BufferedInputStream(store.read(keys.verified(row.sha256()))
                            .orElseThrow(
                                    () -> ObjectStoreUnavailable.cut(new IOException("verified bytes are gone"))));
                    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                int orientation =
                        row.exif() == null ? 1 : row.exif().path("orientation").asInt(1);
                BarePhoto.copy(bytes, out, row.type(), orientation);
            }
            try (InputStream bare = Files.newInputStream(file)) {
                store.put(key, bare, row.type().contentType());
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
