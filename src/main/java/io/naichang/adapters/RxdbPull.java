package io.naichang.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.sync.CallingDevices;
import io.naichang.sync.Feed;
import io.naichang.sync.FieldType;
import io.naichang.sync.Lease;
import io.naichang.sync.SyncCollections;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// One page of one collection for RxDB's replication.
///
/// RxDB takes a page that is shorter than it asked for as the last one, and forgets the checkpoint of an empty one.
/// So pages are full while there is anything, and a checkpoint of a collection in which nothing happens does not
/// grow old: about once a week a page that would be empty holds a tombstone that means nothing.
@ApplicationScoped
class RxdbPull {
    static final String PLATFORM = "rxdb";
    private static final int MAX_LIMIT = 5_000;
    private static final int MAX_HELD = 50_000;
    private static final int DAYS = 7;

    private final CallingDevices devices;
    private final SyncCollections collections;
    private final Feed feed;

    RxdbPull(CallingDevices devices, SyncCollections collections, Feed feed) {
        this.devices = devices;
        this.collections = collections;
        this.feed = feed;
    }

    /// What RxDB asks for.
    ///
    /// @param have ids that a client holds which begins anew
    record Request(UUID device, @Nullable String checkpoint, int limit, List<UUID> have) {
        static Request of(JsonNode body) {
            JsonNode checkpoint = body.path("checkpoint");
            boolean none = checkpoint.isMissingNode() || checkpoint.isNull();
            if (!none && !checkpoint.path("c").isTextual()) {
                throw Problem.invalid("malformed", "checkpoint", "It must be one of ours, or null.");
            }
            JsonNode limit = body.path("limit");
            if (!limit.isInt() || limit.intValue() < 1 || limit.intValue() > MAX_LIMIT) {
                throw Problem.invalid("malformed", "limit", "It must be a number from 1 to " + MAX_LIMIT + ".");
            }
            JsonNode have = body.path("have");
            if (!have.isMissingNode() && (!have.isArray() || have.size() > MAX_HELD)) {
                throw Problem.invalid("malformed", "have", "It must be a list of at most " + MAX_HELD + " ids.");
            }
            return new Request(
                    RxdbPull.device(body),
                    none ? null : checkpoint.get("c").textValue(),
                    limit.intValue(),
                    StreamSupport.stream(have.spliterator(), false)
                            .map(FieldType::id)
                            .flatMap(java.util.stream.Stream::ofNullable)
                            .toList());
        }
    }

    static UUID device(JsonNode body) {
        UUID device = FieldType.id(body.get("deviceId"));
        if (device == null) {
            throw Problem.invalid("malformed", "deviceId", "deviceId must be a UUID.");
        }
        return device;
    }

    ObjectNode read(String collection, Request request, Lease lease) {
        devices.check(request.device(), PLATFORM);
        if (collections.find(collection).isEmpty()) {
            throw Problem.missing("not-found");
        }
        Feed.Page page = feed.read(request.device(), request.checkpoint(), collection, request.limit(), lease);
        List<Feed.Row> rows = new ArrayList<>(page.rows());
        rows.addAll(feed.current(
                collection,
                page.late().stream()
                        .filter(each -> each.collection().equals(collection))
                        .map(Feed.Late::id)
                        .toList()));
        feed.current(collection, request.have()).stream()
                .filter(each -> each.doc() == null)
                .forEach(rows::add);
        if (rows.isEmpty() && page.daysOld() >= DAYS) {
            rows.add(new Feed.Row(collection, request.device(), 0, null));
        }
        ObjectNode answer = Json.object();
        ArrayNode documents = answer.putArray("documents");
        rows.forEach(each -> documents.add(document(each)));
        answer.putObject("checkpoint").put("c", page.cursor());
        return page.anew() ? answer.put("reset", true) : answer;
    }

    /// A row as RxDB keeps it.
    static ObjectNode document(Feed.Row row) {
        ObjectNode document = Json.object().put("id", row.id().toString());
        ObjectNode doc = row.doc();
        if (doc == null) {
            return document.put("_deleted", true);
        }
        document.put("rev", row.version()).put("_deleted", false);
        document.setAll(doc);
        return document;
    }
}
