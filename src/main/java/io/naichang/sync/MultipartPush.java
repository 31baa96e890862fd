package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Exchange;
import io.naichang.platform.ObjectStore;
import io.naichang.platform.Problem;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A push with photos: the batch is committed as soon as its part has ended, then each file is taken or refused for
/// itself. A connection that is cut costs only the file in which it was cut. Whatever else happens after the batch, the
/// phone gets its receipt: what is not listed among the files did not arrive.
@ApplicationScoped
class MultipartPush {
    private static final Logger LOG = Logger.getLogger(MultipartPush.class);
    private static final int MAX_FILES = 1000;

    private final Push push;
    private final BlobRows rows;
    private final BlobKeys keys;
    private final ObjectStore store;
    private final BlobAdmission admission;
    private final FilePlaces places;
    private final Exchange exchange;
    private final Vertx vertx;
    private final SyncConfig config;

    MultipartPush(
            Push push,
            BlobRows rows,
            BlobKeys keys,
            ObjectStore store,
            BlobAdmission admission,
            FilePlaces places,
            Exchange exchange,
            Vertx vertx,
            SyncConfig config) {
        this.push = push;
        this.rows = rows;
        this.keys = keys;
        this.store = store;
        this.admission = admission;
        this.places = places;
        this.exchange = exchange;
        this.vertx = vertx;
        this.config = config;
    }

    /// Receives the batch, then the files; everything answered is committed.
    ///
    /// @throws Problem 400 `batch-first`, and whatever a push without files may answer
    ObjectNode receive(InputStream in, String contentType, @Nullable String encoding) throws IOException {
        HurriedBody phone = new HurriedBody(in, vertx, config.filePatience());
        MultipartBody body = new MultipartBody(PushResource.plain(phone, encoding), contentType);
        MultipartBody.Part first = body.next()
                .filter(part -> part.name().equals("batch"))
                .orElseThrow(() -> Problem.of(400, "batch-first", "The first part must be named batch."));
        ObjectNode answer = push.receive(PushBatch.read(first.bytes()));
        ArrayNode files = answer.putArray("files");
        if (!receive(body, phone, files)) {
            exchange.sendNoMore();
        }
        return answer;
    }

    /// Takes the files as far as it can; false if more of them may follow.
    private boolean receive(MultipartBody body, HurriedBody phone, ArrayNode files) {
        try {
            return files(body, phone, files);
        } catch (Problem | IOException e) {
            LOG.debugf(e, "a push ended in a file");
        } catch (RuntimeException e) {
            LOG.errorf(e, "a file of a push cannot be kept");
        }
        return false;
    }

    private boolean files(MultipartBody body, HurriedBody phone, ArrayNode files) throws IOException {
        for (Optional<MultipartBody.Part> part = body.next(); part.isPresent(); part = body.next()) {
            if (files.size() == MAX_FILES) {
                return false;
            }
            String name = part.get().name().toLowerCase(Locale.ROOT);
            String status = file(name, part.get().bytes(), phone);
            files.addObject()
                    .put("sha256", name.substring(0, Math.min(name.length(), 64)))
                    .put("status", status);
        }
        return true;
    }

    private String file(String name, InputStream part, HurriedBody phone) throws IOException {
        if (!BlobKeys.isHash(name)) {
            return "mismatch";
        }
        if (rows.find(name).filter(each -> each.state() == BlobState.VERIFIED).isPresent()) {
            return "exists";
        }
        BlobReading reading = new BlobReading(part);
        Optional<BlobType> type = reading.type();
        if (type.isEmpty()) {
            return "unsupported";
        }
        rows.awaitAnew(name);
        Lease place = places.take();
        phone.hurry(places.needed());
        try {
            return keep(name, reading, type.get());
        } catch (BlobReading.TooLarge e) {
            return "too-large";
        } finally {
            phone.relax();
            place.close();
        }
    }

    /// Straight to the key of its hash, where it only comes to lie if it has that hash.
    private String keep(String sha256, BlobReading reading, BlobType type) throws IOException {
        boolean stored = store.put(
                keys.verified(sha256),
                reading,
                type.contentType(),
                () -> reading.sha256().equals(sha256));
        if (stored) {
            admission.enter(sha256, reading, type);
        }
        return stored ? "stored" : "mismatch";
    }
}
