package io.naichang.sync;

import io.naichang.platform.ObjectStore;
import io.naichang.platform.ObjectStoreUnavailable;
import io.naichang.platform.Problem;
import io.naichang.sync.BlobRows.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Thumbnails, made when somebody first looks: most photos of a day are never looked at, and a push should not wait.
@ApplicationScoped
class ThumbnailStore {
    private static final Logger LOG = Logger.getLogger(ThumbnailStore.class);
    private static final int PATIENCE_SECONDS = 30;

    private final BlobRows rows;
    private final BlobKeys keys;
    private final ObjectStore store;
    private final ThumbnailCommand command;
    /// Decoding takes a processor and memory; a page full of photos must not take them all.
    private final Semaphore slots =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    ThumbnailStore(BlobRows rows, BlobKeys keys, ObjectStore store, ThumbnailCommand command) {
        this.rows = rows;
        this.keys = keys;
        this.store = store;
        this.command = command;
    }

    /// The key of the thumbnail of a verified file, made now if need be; nothing if there can be none.
    Optional<String> key(Row row) {
        if (row.thumbnailKey() != null) {
            return Optional.of(row.thumbnailKey());
        }
        if (row.thumbnailRefused() || !possible(row.type())) {
            return Optional.empty();
        }
        await();
        try {
            return make(row);
        } catch (IOException e) {
            // The disk is full or the program is missing: the next who looks may have more luck.
            LOG.errorf(e, "no thumbnail of %s", row.sha256());
            return Optional.empty();
        } finally {
            slots.release();
        }
    }

    private boolean possible(BlobType type) {
        return switch (type) {
            case JPEG, PNG, WEBP -> true;
            case HEIC, HEIF -> command.configured();
            case PDF, M4A -> false;
        };
    }

    private void await() {
        try {
            if (!slots.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Problem.of(503, "busy", "Too many thumbnails are being made; try again.")
                        .header("Retry-After", "5");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to make a thumbnail", e);
        }
    }

    private Optional<String> make(Row row) throws IOException {
        Path file = Files.createTempFile("naichang", ".photo");
        try {
            try (InputStream bytes = store.read(keys.verified(row.sha256()))
                    .orElseThrow(() -> ObjectStoreUnavailable.cut(new IOException("verified bytes are gone")))) {
                Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
            }
            Optional<byte[]> made =
                    row.type().heif() ? command.run(file) : ThumbnailImage.of(file, row.type(), orientation(row));
            if (made.isEmpty()) {
                rows.thumbnail(row.sha256(), null);
                return Optional.empty();
            }
            String key = keys.thumbnail(row.sha256());
            store.put(key, new ByteArrayInputStream(made.get()), BlobType.JPEG.contentType());
            rows.thumbnail(row.sha256(), key);
            return Optional.of(key);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static int orientation(Row row) {
        return row.exif() == null ? 1 : row.exif().path("orientation").asInt(1);
    }
}
