package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.sync.FieldType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An answer as it is sent, `{value, at?, comment?}`, and what is to be kept of it.
sealed interface SentAnswer {
    int LONGEST_COMMENT = 2_000;
    Set<String> MEMBERS = Set.of("value", "at", "comment");
    DateTimeFormatter WIRE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// Keep this; it holds no nulls.
    record Kept(ObjectNode answer) implements SentAnswer {}

    /// The item has no answer any more.
    record Cleared() implements SentAnswer {}

    /// It cannot be the answer to this item.
    record Malformed(String reason) implements SentAnswer {}

    /// Reads what was sent for an item; `occurredAt` stands in for an `at` that was left out.
    static SentAnswer of(ChecklistItems items, String item, JsonNode sent, Instant occurredAt) {
        Optional<Item> asked = items.find(item);
        if (asked.isEmpty()) {
            return new Malformed(AnswerProblem.UNKNOWN_ITEM.code());
        }
        if (sent.isNull()) {
            return new Cleared();
        }
        Instant at = sent.hasNonNull("at") ? FieldType.instant(sent.get("at")) : occurredAt;
        String fault = shapeFault(sent);
        if (fault != null || at == null) {
            return new Malformed(fault != null ? fault : "wrong-type: at must be an RFC 3339 instant");
        }
        return switch (Reading.of(asked.get().kind(), sent.get("value"))) {
            case Reading.Refused(AnswerProblem why) -> new Malformed(why.code());
            case Reading.Unanswered() -> kept(sent, sent.get("value"), at);
            // In digits, since PostgreSQL cannot keep every exponent that JSON can write.
            case Reading.Answered answered
            when answered.answer() instanceof Answer.Quantity quantity -> kept(sent, quantity.toJson(), at);
            case Reading.Answered _ -> kept(sent, sent.get("value"), at);
        };
    }

    private static @Nullable String shapeFault(JsonNode sent) {
        // A bare {} clears nothing: what lost its value on the way must not wipe one out.
        if (!sent.isObject() || !(sent.has("value") || sent.hasNonNull("comment"))) {
            return "wrong-type: an answer is an object {value, at?, comment?}, or null";
        }
        for (Map.Entry<String, JsonNode> each : sent.properties()) {
            if (!MEMBERS.contains(each.getKey())) {
                return "unknown-field: an answer has value, at and comment";
            }
        }
        return sent.hasNonNull("comment") ? commentFault(sent.get("comment")) : null;
    }

    private static @Nullable String commentFault(JsonNode comment) {
        if (!comment.isTextual()) {
            return "wrong-type: comment must be text";
        }
        if (!PlainText.isStorable(comment.textValue())) {
            return "bad-text: comment must not hold U+0000 or half of a surrogate pair";
        }
        return PlainText.length(comment.textValue()) > LONGEST_COMMENT
                ? "too-long: comment has at most " + LONGEST_COMMENT + " characters"
                : null;
    }

    /// A comment without a value says why there is none, and stays; a null value without a comment is no answer.
    private static SentAnswer kept(JsonNode sent, @Nullable JsonNode value, Instant at) {
        ObjectNode answer = Json.object();
        if (value != null && !value.isNull()) {
            answer.set("value", value);
        }
        answer.put("at", WIRE.format(at));
        if (sent.hasNonNull("comment")) {
            answer.set("comment", sent.get("comment"));
        }
        return answer.size() > 1 ? new Kept(answer) : new Cleared();
    }
}
