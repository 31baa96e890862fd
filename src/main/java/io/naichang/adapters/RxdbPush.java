package io.naichang.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.sync.Feed;
import io.naichang.sync.NumberedPush;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What RxDB's replication sends of one collection, and the answer by which it knows what became of it: of every row
/// that is not now as the client has it, the row as it is. Whatever is wrong with a row, it is answered so and never
/// by an error, which would stop the client in both directions.
@ApplicationScoped
class RxdbPush {
    private static final int MAX_ROWS = 1_000;

    private final NumberedPush push;
    private final Translation translation;
    private final Feed feed;

    RxdbPush(NumberedPush push, Translation translation, Feed feed) {
        this.push = push;
        this.translation = translation;
        this.feed = feed;
    }

    /// @throws Problem 400 `malformed`, and those of [NumberedPush#receive]
    ArrayNode receive(String collection, JsonNode body) {
        UUID device = RxdbPull.device(body);
        JsonNode sent = body.path("rows");
        if (!sent.isArray() || sent.size() > MAX_ROWS) {
            throw Problem.invalid("malformed", "rows", "It must be a list of at most " + MAX_ROWS + " rows.");
        }
        List<SentRow> rows = new ArrayList<>();
        sent.forEach(each -> rows.add(row(collection, each)));
        boolean told = push.receive(
                device,
                RxdbPull.PLATFORM,
                body.path("clock"),
                rows.stream().map(translation::piece).toList());
        return told ? differing(device, collection, rows) : Json.MAPPER.createArrayNode();
    }

    private static SentRow row(String collection, JsonNode row) {
        JsonNode after = row.path("newDocumentState");
        JsonNode before = row.path("assumedMasterState");
        JsonNode rev = !before.isObject()
                ? MissingNode.getInstance()
                : before.has("rev") ? before.get("rev") : IntNode.valueOf(0);
        return new SentRow(
                collection,
                after.path("id"),
                rev,
                before instanceof ObjectNode object ? object : Json.object(),
                after instanceof ObjectNode object ? object : Json.object().set("row", row),
                after.path("_deleted").asBoolean());
    }

    private ArrayNode differing(UUID device, String collection, List<SentRow> rows) {
        Set<Feed.Late> waiting = feed.waiting(device);
        Map<UUID, Feed.Row> current = new HashMap<>();
        feed.current(
                        collection,
                        rows.stream()
                                .map(SentRow::uuid)
                                .flatMap(java.util.stream.Stream::ofNullable)
                                .toList())
                .forEach(each -> current.put(each.id(), each));
        ArrayNode answer = Json.MAPPER.createArrayNode();
        for (SentRow row : rows) {
            Feed.Row ours = current.get(row.uuid());
            if (ours == null && row.id().isTextual() && !row.deleted()) {
                // A row that no server of ours can have.
                ObjectNode gone = Json.object();
                gone.set("id", row.id());
                answer.add(gone.put("_deleted", true));
            } else if (ours != null && !waiting.contains(new Feed.Late(collection, ours.id())) && !hasIt(row, ours)) {
                answer.add(RxdbPull.document(ours));
            }
        }
        return answer;
    }

    private static boolean hasIt(SentRow row, Feed.Row ours) {
        ObjectNode document = RxdbPull.document(ours);
        if (ours.doc() == null) {
            return row.deleted();
        }
        ObjectNode theirs = Json.object();
        row.after().properties().forEach(each -> {
            boolean kept = !each.getKey().startsWith("_") || each.getKey().equals("_deleted");
            if (kept) {
                theirs.set(each.getKey(), each.getValue());
            }
        });
        return document.equals(RxdbPush::compare, theirs);
    }

    /// JavaScript knows no difference between 120 and 120.0.
    private static int compare(JsonNode one, JsonNode other) {
        boolean numbers = one.isNumber() && other.isNumber();
        boolean same = numbers ? one.decimalValue().compareTo(other.decimalValue()) == 0 : one.equals(other);
        return same ? 0 : 1;
    }
}
