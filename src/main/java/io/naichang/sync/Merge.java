package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/// The three-way merge of one field (design: sync-protocol.md §7). No clock decides: only versions and hands.
final class Merge {
    private Merge() {}

    /// What becomes of the phone's value.
    sealed interface Decision {
        /// Nobody else changed the field, or to the same value: the phone's value is written as it is.
        record Write(JsonNode value) implements Decision {}

        /// Two values met: `value` is written, what lost is kept in the ledger.
        record Conflict(JsonNode value, String kept, String rule) implements Decision {}
    }

    /// Decides for a field that the phone may write.
    ///
    /// @param changedByOthers true if the field changed after the phone's base by another hand than this device's
    /// @param author who to name, and `at` when, if both texts are kept
    static Decision decide(
            Owner owner,
            boolean changedByOthers,
            JsonNode base,
            JsonNode theirs,
            JsonNode yours,
            String author,
            Instant at) {
        if (!changedByOthers || same(theirs, yours)) {
            return new Decision.Write(yours);
        }
        if (owner == Owner.BOTH) {
            return new Decision.Conflict(bothTexts(base, theirs, yours, author, at), "both", "keep-both");
        }
        return new Decision.Conflict(yours, "yours", "field-owner");
    }

    /// True if two values say the same: 120 and 120.0, one instant written in two zones, PT60M and PT1H, one answer
    /// given at two times.
    /// When something was said is not what was said, so the member `at` of an object does not count.
    static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isObject() && other.isObject()) {
            Set<String> names = new HashSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.remove("at");
            return names.stream().allMatch(name -> same(one.path(name), other.path(name)));
        }
        if (one.isArray() && other.isArray()) {
            return one.size() == other.size()
                    && IntStream.range(0, one.size()).allMatch(i -> same(one.get(i), other.get(i)));
        }
        Duration length = FieldType.duration(one);
        if (length != null) {
            return length.equals(FieldType.duration(other));
        }
        Instant left = FieldType.instant(one);
        Instant right = FieldType.instant(other);
        if (left == null || right == null) {
            return one.equals(other);
        }
        return left.toEpochMilli() == right.toEpochMilli();
    }

    /// The server's text, and below it what the phone added to the base (all of it, if the base was rewritten).
    private static JsonNode bothTexts(JsonNode base, JsonNode theirs, JsonNode yours, String author, Instant at) {
        String before = base.asText("");
        String phone = yours.asText("");
        String added = phone.startsWith(before) ? phone.substring(before.length()) : phone;
        if (added.isBlank()) {
            return theirs;
        }
        String server = theirs.asText("");
        String entry = "[" + author + " " + at + "] " + added.strip();
        return TextNode.valueOf(server.isEmpty() ? entry : server + "\n" + entry);
    }
}
