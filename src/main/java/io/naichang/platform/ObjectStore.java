package io.naichang.platform;

import com.google.common.collect.ImmutableMultimap;
import com.google.common.collect.Multimap;
import io.minio.BucketExistsArgs;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.minio.messages.Part;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where bytes lie: the one place that talks to the S3 store. Keys are made by us and begin with the tenant.
///
/// Whatever the store refuses or does not answer is an [ObjectStoreUnavailable], except that something is missing,
/// which is an answer.
@ApplicationScoped
public class ObjectStore {
    private static final Logger LOG = Logger.getLogger(ObjectStore.class);
    /// The least that S3 takes as a part; one upload holds two of them in memory.
    private static final int PART_BYTES = 5 << 20;

    private final MinioAsyncClient client;
    private final String bucket;

    ObjectStore(MinioAsyncClient client, @ConfigProperty(name = "naichang.blobs.bucket") String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /// A part of an unfinished upload that the store has.
    public record UploadedPart(int number, String etag, long size) {}

    /// The server starts without the store: pushes and pulls do not need it, and it may come back.
    void started(@Observes StartupEvent event) {
        try {
            if (!StoreCall.join(() -> client.bucketExists(
                    BucketExistsArgs.builder().bucket(bucket).build()))) {
                StoreCall.join(() -> client.makeBucket(
                        MakeBucketArgs.builder().bucket(bucket).build()));
            }
        } catch (ObjectStoreUnavailable e) {
            LOG.warnf(e, "the object store did not show or make the bucket %s", bucket);
        }
    }

    /// Streams bytes of unknown length to a key, holding at most two parts of them in memory.
    ///
    /// @throws IOException if the source cannot be read; nothing is stored then
    public void put(String key, InputStream in, String contentType) throws IOException {
        put(key, in, contentType, () -> true);
    }

    /// The same, but what was read is only stored if `right` says so when all of it was; what lay under the key stays
    /// there until then. Answers what `right` said.
    ///
    /// The source is read by the calling thread only: a phone that sends slowly must not occupy the threads of the
    /// client, which all uploads share. While one part is on its way to the store, the next is read.
    ///
    /// @throws IOException if the source cannot be read; nothing is stored then
    public boolean put(String key, InputStream in, String contentType, BooleanSupplier right) throws IOException {
        byte[] first = in.readNBytes(PART_BYTES);
        if (first.length < PART_BYTES) {
            return right.getAsBoolean() && putWhole(key, first, contentType);
        }
        String uploadId = createUpload(key, ImmutableMultimap.of("Content-Type", contentType));
        CompletableFuture<UploadedPart> sent = CompletableFuture.completedFuture(new UploadedPart(0, "", 0));
        boolean completed = false;
        try {
            List<UploadedPart> parts = new ArrayList<>();
            byte[] bytes = first;
            while (bytes.length > 0) {
                sent = putPart(key, uploadId, parts.size() + 1, bytes);
                bytes = in.readNBytes(PART_BYTES);
                parts.add(StoreCall.join(sent));
            }
            if (!right.getAsBoolean()) {
                return false;
            }
            completed = completeUpload(key, uploadId, parts);
            if (!completed) {
                throw new ObjectStoreUnavailable(new IOException("the store lost an upload to " + key));
            }
            return true;
        } finally {
            if (!completed) {
                // A part that came after the end of its upload would lie there for ever.
                sent.exceptionally(fault -> new UploadedPart(0, "", 0)).join();
                abortUpload(key, uploadId);
            }
        }
    }

    private boolean putWhole(String key, byte[] bytes, String contentType) {
        StoreCall.join(() -> client.putObject(PutObjectArgs.builder().bucket(bucket).object(key).stream(
                        new ByteArrayInputStream(bytes), bytes.length, -1)
                .contentType(contentType)
                .build()));
        return true;
    }

    private CompletableFuture<UploadedPart> putPart(String key, String uploadId, int number, byte[] bytes) {
        return StoreCall.begin(() ->
                        client.uploadPartAsync(bucket, null, key, bytes, bytes.length, uploadId, number, null, null))
                .thenApply(sent -> new UploadedPart(number, sent.etag(), bytes.length));
    }

    /// How many bytes lie under a key, if there is anything.
    public Optional<Long> size(String key) {
        return StoreCall.find(() -> client.statObject(
                        StatObjectArgs.builder().bucket(bucket).object(key).build()))
                .map(found -> found.size());
    }

    /// The bytes under a key, to be closed by the caller; closing early costs only the connection.
    public Optional<InputStream> read(String key) {
        return StoreCall.find(() -> client.getObject(
                        GetObjectArgs.builder().bucket(bucket).object(key).build()))
                .map(found -> found);
    }

    /// Copies within the store; false if there is nothing under `from`.
    public boolean copy(String from, String to) {
        CopySource source = CopySource.builder().bucket(bucket).object(from).build();
        return StoreCall.find(() -> client.copyObject(CopyObjectArgs.builder()
                        .bucket(bucket)
                        .object(to)
                        .source(source)
                        .build()))
                .isPresent();
    }

    /// Removes what lies under a key, if anything.
    public void remove(String key) {
        StoreCall.find(() -> client.removeObject(
                RemoveObjectArgs.builder().bucket(bucket).object(key).build()));
    }

    /// Keys below a prefix that were last written before `before`; at most `limit`.
    public List<String> keys(String prefix, Instant before, int limit) {
        List<String> keys = new ArrayList<>();
        try {
            for (Result<Item> each : client.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .recursive(true)
                    .build())) {
                Item item = each.get();
                if (!item.isDir() && item.lastModified().toInstant().isBefore(before)) {
                    keys.add(item.objectName());
                }
                if (keys.size() == limit) {
                    break;
                }
            }
        } catch (MinioException | IOException | GeneralSecurityException e) {
            throw new ObjectStoreUnavailable(e);
        }
        return keys;
    }

    /// Begins an upload in parts, of whose type nothing is known yet.
    public String createUpload(String key) {
        return createUpload(key, ImmutableMultimap.of());
    }

    private String createUpload(String key, Multimap<String, String> headers) {
        return StoreCall.join(() -> client.createMultipartUploadAsync(bucket, null, key, headers, null))
                .result()
                .uploadId();
    }

    /// The parts that the store has, by number; empty if it knows no such upload (any more).
    public Optional<List<UploadedPart>> parts(String key, String uploadId) {
        return StoreCall.find(() -> client.listPartsAsync(bucket, null, key, null, null, uploadId, null, null))
                .map(found -> found.result().partList().stream()
                        .map(part -> new UploadedPart(part.partNumber(), part.etag(), part.partSize()))
                        .sorted(Comparator.comparingInt(UploadedPart::number))
                        .toList());
    }

    /// Joins the parts to one object; false if the store knows no such upload (any more).
    public boolean completeUpload(String key, String uploadId, List<UploadedPart> parts) {
        Part[] all =
                parts.stream().map(each -> new Part(each.number(), each.etag())).toArray(Part[]::new);
        return StoreCall.find(() -> client.completeMultipartUploadAsync(bucket, null, key, uploadId, all, null, null))
                .isPresent();
    }

    /// Gives an upload up; the sweep finds it if the store does not answer now.
    public void abortUpload(String key, String uploadId) {
        try {
            StoreCall.find(() -> client.abortMultipartUploadAsync(bucket, null, key, uploadId, null, null));
        } catch (ObjectStoreUnavailable e) {
            LOG.warnf(e, "an unfinished upload to %s was left behind", key);
        }
    }

    /// Gives up all unfinished uploads below a prefix that began before `before`; answers how many.
    public int abortUploads(String prefix, Instant before) {
        @Nullable String none = null;
        var found = StoreCall.join(() -> client.listMultipartUploadsAsync(
                        bucket, none, none, none, none, 1000, prefix, none, null, null))
                .result()
                .uploads();
        int aborted = 0;
        for (var upload : found) {
            // A store may match more than the prefix; another tenant's uploads are none of this call's business.
            if (upload.objectName().startsWith(prefix)
                    && upload.initiated().toInstant().isBefore(before)) {
                abortUpload(upload.objectName(), upload.uploadId());
                aborted++;
            }
        }
        return aborted;
    }
}
