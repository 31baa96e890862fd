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
        if (items.find(item).isEmpty()) {
            return new Malformed(AnswerProblem.UNKNOWN_ITEM.code());
        }
        if (sent.isNull()) {
            return new Cleared();
        }
        if (!sent.isObject() || !sent.has("value")) {
            return new Malformed("wrong-type: an answer is an object {value, at?, comment?}, or null");
        }
        for (Map.Entry<String, JsonNode> each : sent.properties()) {
            if (!MEMBERS.contains(each.getKey())) {
                return new Malformed("unknown-field: an answer is an object {value, at?, comment?}");
            }
        }
        Optional<AnswerProblem> refusal = items.refusal(item, sent.get("value"));
        return refusal.isPresent() ? new Malformed(refusal.get().code()) : kept(sent, occurredAt);
    }

    private static SentAnswer kept(JsonNode sent, Instant occurredAt) {
        Instant at = sent.hasNonNull("at") ? FieldType.instant(sent.get("at")) : occurredAt;
        if (at == null) {
            return new Malformed("wrong-type: at must be an RFC 3339 instant");
        }
        ObjectNode answer = Json.object();
        if (sent.hasNonNull("value")) {
            answer.set("value", sent.get("value"));
        }
        answer.put("at", WIRE.format(at));
        if (sent.hasNonNull("comment")) {
            JsonNode comment = sent.get("comment");
            if (!comment.isTextual() || !PlainText.isStorable(comment.textValue())) {
                return new Malformed("bad-text: comment must be text without U+0000 and unpaired surrogates");
            }
            if (PlainText.length(comment.textValue()) > LONGEST_COMMENT) {
                return new Malformed("too-long: comment has at most " + LONGEST_COMMENT + " characters");
            }
            answer.set("comment", comment);
        }
        // Why something could not be measured is worth keeping; an empty answer without a word is none.
        return answer.has("value") || answer.has("comment") ? new Kept(answer) : new Cleared();
    }
}
