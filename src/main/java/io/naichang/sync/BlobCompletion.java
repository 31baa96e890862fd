package io.naichang.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.platform.ObjectStore;
import io.naichang.platform.ObjectStore.UploadedPart;
import io.naichang.platform.ObjectStoreUnavailable;
import io.naichang.platform.Problem;
import io.naichang.sync.BlobRows.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares the bytes that a phone put into the store with what it announced.
///
/// The URL that the phone got still works while we compare, so a copy is compared that nobody else can write to, and
/// that copy becomes the file. Two calls at once each have a copy of their own; the first to verify wins.
@ApplicationScoped
class BlobCompletion {
    private final BlobRows rows;
    private final BlobKeys keys;
    private final ObjectStore store;
    private final BlobAdmission admission;

    BlobCompletion(BlobRows rows, BlobKeys keys, ObjectStore store, BlobAdmission admission) {
        this.rows = rows;
        this.keys = keys;
        this.store = store;
        this.admission = admission;
    }

    /// What became of the file.
    ///
    /// @param reason why it is quarantined: `mismatch`, `too-large` or `unsupported`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Completed(String state, @Nullable String reason) {
        private static Completed of(Row row) {
            return new Completed(row.state().wire(), row.reason());
        }
    }

    /// @throws Problem 404 `blob-unknown`, 409 `not-uploaded`, `parts-missing`, `upload-unknown`
    Completed complete(String sha256, @Nullable String uploadId) {
        Row row = rows.find(sha256).orElseThrow(() -> Problem.missing("blob-unknown"));
        if (row.state() == BlobState.VERIFIED) {
            return Completed.of(row);
        }
        if (uploadId != null) {
            join(row, uploadId);
        }
        Optional<Long> size = store.size(keys.pending(sha256));
        if (size.isEmpty()) {
            return readmitted(row) ? now(sha256) : overtaken(sha256);
        }
        if (size.get() > BlobReading.MAX_BYTES) {
            // Neither kept nor copied: whoever fills the store this way gains nothing.
            store.remove(keys.pending(sha256));
            rows.quarantined(sha256, "too-large");
            return now(sha256);
        }
        try {
            return compare(row);
        } catch (ObjectStoreUnavailable e) {
            rows.stored(sha256);
            throw e;
        }
    }

    /// Takes back a file whose bytes the store still has though the database has forgotten them: it was restored from a
    /// backup, and the phone, which was told `verified`, has deleted its own. They are hashed again all the same.
    boolean readmitted(Row row) {
        String key = keys.verified(row.sha256());
        if (store.size(key).isEmpty()) {
            return false;
        }
        try (InputStream bytes = store.read(key).orElseThrow(() -> new IOException("it has just gone"));
                BlobReading reading = new BlobReading(bytes)) {
            Optional<BlobType> type = reading.type();
            reading.transferTo(OutputStream.nullOutputStream());
            if (type.isEmpty() || !reading.sha256().equals(row.sha256())) {
                return false;
            }
            rows.verified(row.sha256(), reading.size(), type.get(), PhotoExif.read(reading.head()));
            return true;
        } catch (IOException e) {
            throw ObjectStoreUnavailable.cut(e);
        }
    }

    private void join(Row row, String uploadId) {
        if (row.uploadId() == null) {
            // Joined before, and the answer was lost.
            return;
        }
        if (!row.uploadId().equals(uploadId)) {
            throw Problem.conflict("upload-unknown", "Plan the file again: another upload of it is going on.");
        }
        String key = keys.pending(row.sha256());
        Optional<List<UploadedPart>> parts = store.parts(key, uploadId);
        if (parts.isPresent()) {
            List<UploadedPart> whole = BlobPlan.whole(parts.get(), row.size());
            if (whole.size() < BlobPlan.partCount(row.size())) {
                TreeSet<Integer> missing = new TreeSet<>();
                for (int number = 1; number <= BlobPlan.partCount(row.size()); number++) {
                    missing.add(number);
                }
                whole.forEach(each -> missing.remove(each.number()));
                throw Problem.conflict("parts-missing", "Plan the file again and send what is missing.")
                        .with("missing", missing);
            }
            store.completeUpload(key, uploadId, whole);
        }
        rows.endUpload(row.sha256(), uploadId);
    }

    private Completed compare(Row row) {
        String sha256 = row.sha256();
        String copy = keys.temporary();
        if (!store.copy(keys.pending(sha256), copy)) {
            return overtaken(sha256);
        }
        try {
            String fault = fault(row, copy);
            if (fault != null) {
                store.copy(copy, keys.quarantine(sha256));
                rows.quarantined(sha256, fault);
            }
            store.remove(keys.pending(sha256));
        } finally {
            admission.discard(copy);
        }
        return now(sha256);
    }

    /// Verifies the file, or says why not.
    private @Nullable String fault(Row row, String copy) {
        try (InputStream bytes = store.read(copy).orElseThrow(() -> new IOException("the copy is gone"));
                BlobReading reading = new BlobReading(bytes)) {
            Optional<BlobType> type = reading.type();
            reading.transferTo(OutputStream.nullOutputStream());
            if (reading.size() != row.size() || !reading.sha256().equals(row.sha256())) {
                return "mismatch";
            }
            if (type.isEmpty()) {
                return "unsupported";
            }
            admission.admit(copy, row.sha256(), reading, type.get());
            return null;
        } catch (BlobReading.TooLarge e) {
            return "too-large";
        } catch (IOException e) {
            throw ObjectStoreUnavailable.cut(e);
        }
    }

    /// There are no bytes to compare: none came, or another call compared them a moment ago.
    private Completed overtaken(String sha256) {
        Completed now = now(sha256);
        if (now.state().equals(BlobState.VERIFIED.wire())) {
            return now;
        }
        throw Problem.conflict("not-uploaded", "The store has no bytes of this file: plan it again and send them.");
    }

    private Completed now(String sha256) {
        return rows.find(sha256).map(Completed::of).orElseThrow(() -> Problem.missing("blob-unknown"));
    }
}
