package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.ObjectUrls;
import io.naichang.sync.BlobRows.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The files of the caller's tenant, by the lower-case hex SHA-256 of their bytes, for features whose rows refer to
/// them. Who may see a file is decided by whoever hands out its URL.
@ApplicationScoped
public class Blobs {
    private final BlobRows rows;
    private final BlobKeys keys;
    private final ObjectUrls urls;
    private final ThumbnailStore thumbnails;
    private final BarePhotoStore bare;
    private final Duration lifetime;

    Blobs(
            BlobRows rows,
            BlobKeys keys,
            ObjectUrls urls,
            ThumbnailStore thumbnails,
            BarePhotoStore bare,
            @ConfigProperty(name = "naichang.blobs.url-lifetime", defaultValue = "PT10M") Duration lifetime) {
        this.rows = rows;
        this.keys = keys;
        this.urls = urls;
        this.thumbnails = thumbnails;
        this.bare = bare;
        this.lifetime = lifetime;
    }

    /// Says that rows of this transaction refer to these files (hash → announced size), whether their bytes came or
    /// not; such files are kept.
    ///
    /// Until the transaction ends no state of them changes, so that a [BlobListener] sees every row that refers to
    /// the file: call it before the row's own state is read.
    @Transactional(Transactional.TxType.MANDATORY)
    public void refer(Map<String, Long> sizes) {
        rows.refer(sizes);
    }

    /// Bytes that are what was announced.
    ///
    /// @param contentType by content
    public record Verified(long size, String contentType) {}

    /// The file, if its bytes are here.
    @Transactional
    public Optional<Verified> verified(String sha256) {
        return rows.select(sha256)
                .filter(row -> row.state() == BlobState.VERIFIED)
                .map(row -> new Verified(row.size(), row.type().contentType()));
    }

    /// How far the bytes have come; empty if nobody ever spoke of the file.
    @Transactional
    Optional<BlobState> state(String sha256) {
        return rows.select(sha256).map(Row::state);
    }

    /// What the camera wrote into a verified photo: `{position: {lat, lon, altitude?, accuracy?, at?}?, takenAt?,
    /// orientation?}`, `takenAt` being local time if the camera knew no offset.
    @Transactional
    public Optional<ObjectNode> exif(String sha256) {
        return rows.select(sha256).map(Row::exif);
    }

    /// A short-lived URL of verified bytes. They are served as the type that they are; `inline` is only obeyed for
    /// types that carry no scripts.
    @Transactional
    public Optional<URI> contentUrl(String sha256, boolean inline) {
        return rows.select(sha256)
                .filter(row -> row.state() == BlobState.VERIFIED)
                .map(row -> urls.get(
                        keys.verified(sha256),
                        row.type().contentType(),
                        disposition(row, inline && row.type().passive()),
                        lifetime));
    }

    private static String disposition(Row row, boolean inline) {
        return (inline ? "inline" : "attachment") + "; filename=\""
                + row.sha256().substring(0, 12) + "." + row.type().extension() + "\"";
    }

    /// A short-lived URL of an upright JPEG of at most 480 pixels a side, without EXIF; empty if none can be made.
    ///
    /// The first call for a file makes it, which takes up to seconds: call it outside a transaction.
    @Transactional(Transactional.TxType.NEVER)
    public Optional<URI> thumbnailUrl(String sha256) {
        return rows.find(sha256)
                .filter(row -> row.state() == BlobState.VERIFIED)
                .flatMap(thumbnails::key)
                .map(key -> urls.get(key, BlobType.JPEG.contentType(), "inline", lifetime));
    }

    /// A short-lived URL of a photo without what its camera wrote beside the picture (place, time, device), for
    /// customers; empty if it has not come or is of a kind of which there is no such copy.
    ///
    /// The first call for a file makes it: call it outside a transaction.
    @Transactional(Transactional.TxType.NEVER)
    public Optional<URI> bareUrl(String sha256) {
        return rows.find(sha256)
                .filter(row -> row.state() == BlobState.VERIFIED)
                .flatMap(row -> bare.key(row)
                        .map(key -> urls.get(key, row.type().contentType(), disposition(row, true), lifetime)));
    }
}
