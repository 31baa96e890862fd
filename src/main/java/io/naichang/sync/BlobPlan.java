package io.naichang.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.platform.ObjectStore;
import io.naichang.platform.ObjectStore.UploadedPart;
import io.naichang.platform.ObjectUrls;
import io.naichang.sync.BlobRows.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Says how the bytes of a file can come to the store: not at all because they are there, by one PUT, or in parts,
/// going on where an upload was cut.
@ApplicationScoped
class BlobPlan {
    static final int PART_BYTES = 8 << 20;
    private static final String CHECKSUM = "x-amz-checksum-sha256";

    private final BlobRows rows;
    private final BlobKeys keys;
    private final BlobCompletion completion;
    private final Epochs epochs;
    private final ObjectStore store;
    private final ObjectUrls urls;
    private final Clock clock;
    private final Duration lifetime;

    BlobPlan(
            BlobRows rows,
            BlobKeys keys,
            BlobCompletion completion,
            Epochs epochs,
            ObjectStore store,
            ObjectUrls urls,
            Clock clock,
            @ConfigProperty(name = "naichang.blobs.upload-url-lifetime", defaultValue = "PT1H") Duration lifetime) {
        this.rows = rows;
        this.keys = keys;
        this.completion = completion;
        this.epochs = epochs;
        this.store = store;
        this.urls = urls;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /// What to do with one file.
    ///
    /// @param action `have`, `put`, `multipart`, or `refuse` with a `code`
    /// @param done numbers of the parts that the store has
    /// @param urls number of a missing part → where to PUT it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            String sha256,
            String action,
            @Nullable String code,
            @Nullable URI url,
            @Nullable Map<String, String> headers,
            @Nullable String uploadId,
            @Nullable Integer partSize,
            @Nullable List<Integer> done,
            @Nullable Map<Integer, URI> urls,
            @Nullable Instant expiresAt) {
        private static Step of(String sha256, String action, @Nullable String code) {
            return new Step(sha256, action, code, null, null, null, null, null, null, null);
        }
    }

    /// Plans files by hash and size, in the order given.
    List<Step> plan(Map<String, Long> sizes) {
        Map<String, Long> acceptable = new TreeMap<>(sizes);
        acceptable.values().removeIf(size -> size > BlobReading.MAX_BYTES);
        Map<String, Row> known = rows.expect(acceptable);
        boolean forgetful = epochs.wasRolledBack();
        return sizes.keySet().stream()
                .map(sha256 -> known.containsKey(sha256)
                        ? step(known.get(sha256), forgetful)
                        : Step.of(sha256, "refuse", "too-large"))
                .toList();
    }

    /// @param forgetful false if the store has nothing of which the database does not know, so need not be asked
    private Step step(Row row, boolean forgetful) {
        if (row.state() == BlobState.VERIFIED) {
            return Step.of(row.sha256(), "have", null);
        }
        if (forgetful && completion.readmitted(row)) {
            return Step.of(row.sha256(), "have", null);
        }
        return row.size() > PART_BYTES ? inParts(row) : whole(row);
    }

    /// The hash is signed with the URL: a store that knows the header refuses other bytes itself.
    private Step whole(Row row) {
        String hash = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(row.sha256()));
        Map<String, String> headers = Map.of(CHECKSUM, hash);
        URI url = urls.put(keys.pending(row.sha256()), headers, lifetime);
        return new Step(row.sha256(), "put", null, url, headers, null, null, null, null, expiry());
    }

    private Step inParts(Row row) {
        Upload upload = upload(row);
        List<Integer> done = whole(upload.parts(), row.size()).stream()
                .map(UploadedPart::number)
                .toList();
        Map<Integer, URI> missing = new TreeMap<>();
        for (int number = 1; number <= partCount(row.size()); number++) {
            if (!done.contains(number)) {
                missing.put(number, urls.putPart(keys.pending(row.sha256()), upload.id(), number, lifetime));
            }
        }
        return new Step(row.sha256(), "multipart", null, null, null, upload.id(), PART_BYTES, done, missing, expiry());
    }

    private record Upload(String id, List<UploadedPart> parts) {}

    /// The upload to go on with, or a new one; of two phones that begin one at once, both get the first.
    private Upload upload(Row row) {
        String key = keys.pending(row.sha256());
        String before = row.uploadId();
        if (before != null) {
            Optional<List<UploadedPart>> parts = store.parts(key, before);
            if (parts.isPresent()) {
                return new Upload(before, parts.get());
            }
        }
        String fresh = store.createUpload(key);
        if (rows.beginUpload(row.sha256(), before, fresh)) {
            return new Upload(fresh, List.of());
        }
        store.abortUpload(key, fresh);
        String winner = rows.find(row.sha256()).map(Row::uploadId).orElse(null);
        if (winner == null) {
            // Verified in this very moment: parts sent to an upload that is gone are refused, the next plan says have.
            return new Upload(fresh, List.of());
        }
        return new Upload(winner, store.parts(key, winner).orElse(List.of()));
    }

    static int partCount(long size) {
        return Math.toIntExact((size + PART_BYTES - 1) / PART_BYTES);
    }

    /// Those parts that have the length that they should; a part of another length must be sent again.
    static List<UploadedPart> whole(List<UploadedPart> parts, long size) {
        int count = partCount(size);
        return parts.stream()
                .filter(each -> each.number() <= count)
                .filter(each ->
                        each.size() == (each.number() < count ? PART_BYTES : size - (long) (count - 1) * PART_BYTES))
                .toList();
    }

    private Instant expiry() {
        return clock.instant().plus(lifetime);
    }
}
