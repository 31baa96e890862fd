package io.naichang.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.sync.Feed;
import io.naichang.sync.FieldType;
import io.naichang.sync.NumberedPush;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What WatermelonDB's `pushChanges` sends. Nothing is ever rejected in its sense, since it would send that again
/// for ever: what was refused comes back with the next pull, as it is.
@ApplicationScoped
class WatermelonPush {
    private final NumberedPush push;
    private final Translation translation;
    private final WatermelonColumns columns;
    private final WatermelonStamps stamps;
    private final Feed feed;

    WatermelonPush(
            NumberedPush push, Translation translation, WatermelonColumns columns, WatermelonStamps stamps, Feed feed) {
        this.push = push;
        this.translation = translation;
        this.columns = columns;
        this.stamps = stamps;
        this.feed = feed;
    }

    /// A row of which only the transaction that takes it in can tell what was changed.
    private record Late(Supplier<NumberedPush.Piece> piece) implements NumberedPush.Piece {
        @Override
        public List<ObjectNode> mutations(UUID device) {
            return piece.get().mutations(device);
        }

        @Override
        public ObjectNode asItCame(UUID device) {
            return piece.get().asItCame(device);
        }
    }

    /// @throws Problem 400 `malformed`, and those of [NumberedPush#receive]
    ObjectNode receive(JsonNode body) {
        UUID device = RxdbPull.device(body);
        Long knows = WatermelonPull.stamp(body);
        JsonNode changes = body.path("changes");
        if (!changes.isObject()) {
            throw Problem.invalid("malformed", "changes", "It must be an object of tables.");
        }
        String cursor = knows == null ? null : stamps.cursor(device, knows).orElse(null);
        List<NumberedPush.Piece> pieces = new ArrayList<>();
        changes.properties().forEach(table -> {
            String name = table.getKey();
            table.getValue().path("created").forEach(row -> pieces.add(late(() -> created(name, object(row)))));
            table.getValue().path("updated").forEach(row -> pieces.add(late(() -> updated(name, object(row)))));
            table.getValue().path("deleted").forEach(id -> pieces.add(late(() -> deleted(device, name, id, cursor))));
        });
        push.receive(device, WatermelonPull.PLATFORM, body.path("clock"), pieces);
        ObjectNode answer = Json.object();
        answer.putObject("experimentalRejectedIds");
        return answer;
    }

    private NumberedPush.Piece late(Supplier<SentRow> row) {
        return new Late(() -> translation.piece(row.get()));
    }

    private SentRow created(String table, ObjectNode raw) {
        List<String> all = new ArrayList<>();
        raw.properties().forEach(each -> {
            if (!each.getValue().isNull()) {
                all.add(each.getKey());
            }
        });
        return new SentRow(
                table,
                raw.path("id"),
                MissingNode.getInstance(),
                Json.object(),
                columns.fields(table, raw, all),
                false);
    }

    /// The columns that were changed are named, and the version that the user saw.
    private SentRow updated(String table, ObjectNode raw) {
        JsonNode rev =
                raw.path("rev").isMissingNode() || raw.path("rev").isNull() ? IntNode.valueOf(0) : raw.get("rev");
        UUID id = FieldType.id(raw.get("id"));
        ObjectNode before = id == null ? Json.object() : translation.at(table, id, rev.asInt(0));
        List<String> changed = Arrays.asList(raw.path("_changed").asText("").split(",", -1));
        ObjectNode after = before.deepCopy();
        after.setAll(columns.fields(table, raw, changed));
        return new SentRow(table, raw.path("id"), rev, before, after, false);
    }

    /// Only the id is told; what the user saw of the row is what the device had pulled.
    private SentRow deleted(UUID device, String table, JsonNode id, @Nullable String cursor) {
        UUID known = FieldType.id(id);
        return new SentRow(
                table,
                id,
                known != null && translation.isThere(table, known)
                        ? IntNode.valueOf(feed.seen(device, cursor, table, known))
                        : MissingNode.getInstance(),
                Json.object(),
                Json.object(),
                true);
    }

    private static ObjectNode object(JsonNode row) {
        return row instanceof ObjectNode object ? object : Json.object().set("row", row);
    }
}
