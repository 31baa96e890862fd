package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.naichang.sync.FieldType;
import io.naichang.sync.SchemaStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A time entry says how long it lasted (`duration`) instead of when it ended: no clock of a phone is wrong about the
/// length, while one that was set in between is wrong about one of two ends.
@ApplicationScoped
class TimeEntrySchema2 implements SchemaStep {
    /// As SQL's `wire()` writes it.
    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String collection() {
        return TimeEntry.COLLECTION;
    }

    @Override
    public int schema() {
        return 2;
    }

    @Override
    public ObjectNode downcast(ObjectNode doc) {
        Duration length = TimeEntry.length(doc.remove("duration"));
        if (length != null) {
            end(doc, "startedAt", "endedAt", length);
            end(doc, "correctedStart", "correctedEnd", length);
        }
        return doc;
    }

    private static void end(ObjectNode doc, String start, String end, Duration length) {
        Instant began = FieldType.instant(doc.get(start));
        if (began != null) {
            doc.put(end, WIRE.format(began.plus(length)));
        }
    }

    /// An end that is no instant, or no later one, becomes a duration that is refused.
    @Override
    public ObjectNode upcast(ObjectNode fields) {
        JsonNode ended = fields.remove("endedAt");
        if (ended != null) {
            fields.set("duration", between(fields.get("startedAt"), ended));
        }
        return fields;
    }

    private static JsonNode between(@Nullable JsonNode start, JsonNode end) {
        Instant began = FieldType.instant(start);
        Instant ended = FieldType.instant(end);
        return began == null || ended == null
                ? end
                : TextNode.valueOf(Duration.between(began, ended).toString());
    }
}
