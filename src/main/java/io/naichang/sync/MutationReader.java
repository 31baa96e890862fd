package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads a mutation's envelope; what is wrong with it is told as a result, so reading never fails.
final class MutationReader {
    /// Stands for an id that could not be read.
    static final UUID NO_ID = new UUID(0, 0);

    private static final Set<String> OPS = Set.of("create", "patch", "delete", "command", "void");
    /// PostgreSQL cannot keep U+0000 in text or jsonb.
    private static final String NUL = "\\u0000";
    /// PostgreSQL's numbers end where JSON's exponents do not, and it writes them out in digits, which must still be
    /// readable.
    private static final int MOST_DIGITS = 400;

    private static final int EXCERPT = 200_000;
    private static final int MAX_NAME = 100;

    private MutationReader() {}

    /// A mutation, and what is wrong with its form if anything is.
    record Read(
            Mutation mutation,
            @Nullable String field,
            @Nullable String fault) {}

    static Read read(PushBatch.Incoming incoming, Device device, DeviceClock.Occurred occurred) {
        ObjectNode raw = incoming.raw();
        String op = raw.path("op").asText("");
        UUID id = FieldType.id(raw.get("id"));
        JsonNode position = raw.path("position");
        boolean nul = holdsNul(raw);
        boolean endless = holdsEndless(raw);
        ObjectNode kept = nul || endless || incoming.tooLarge() ? excerpt(raw) : raw;
        Mutation mutation = new Mutation(
                device.user(),
                device.id(),
                incoming.seq(),
                collection(raw),
                id == null ? NO_ID : id,
                op,
                raw.path("base").asInt(0),
                object(raw, "set"),
                raw.path("command").isTextual() ? raw.get("command").textValue() : null,
                object(raw, "args"),
                occurred.at(),
                position.isObject() ? (ObjectNode) position : null,
                kept);
        if (incoming.tooLarge()) {
            return new Read(mutation, null, "A mutation holds at most 256 KiB.");
        }
        if (nul || endless) {
            String what = nul
                    ? "It holds the character NUL or half of a surrogate pair."
                    : "It holds a number of more than " + MOST_DIGITS + " digits.";
            return new Read(mutation, null, what);
        }
        String field = fault(raw, op, id, position);
        return new Read(mutation, field, field == null ? null : "It is missing or of the wrong form.");
    }

    private static @Nullable String fault(ObjectNode raw, String op, @Nullable UUID id, JsonNode position) {
        if (!OPS.contains(op)) {
            return "op";
        }
        if (op.equals("void")) {
            return null;
        }
        if (!raw.path("collection").isTextual()) {
            return "collection";
        }
        if (id == null) {
            return "id";
        }
        if (op.equals("command")
                ? !raw.path("command").isTextual()
                : !op.equals("delete") && !raw.path("set").isObject()) {
            return op.equals("command") ? "command" : "set";
        }
        JsonNode base = raw.path("base");
        if (!base.isMissingNode() && !(base.isInt() && base.intValue() >= 0)) {
            return "base";
        }
        boolean positioned = !position.isMissingNode() && !position.isNull();
        return positioned && FieldType.POSITION.form().fault(position) != null ? "position" : null;
    }

    private static boolean holdsEndless(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS;
        }
        boolean found = false;
        for (JsonNode each : value) {
            found |= holdsEndless(each);
        }
        return found;
    }

    /// Cut, because it is a key in the ledger, which PostgreSQL bounds; no collection's name is nearly as long.
    private static String collection(ObjectNode raw) {
        String name = raw.path("collection").asText("").replace("\0", "");
        return name.substring(0, Math.min(MAX_NAME, name.length()));
    }

    private static ObjectNode object(ObjectNode raw, String name) {
        return raw.path(name) instanceof ObjectNode object ? object : Json.object();
    }

    /// NUL, or half of a surrogate pair, which is no character and would be stored as a question mark.
    private static boolean cannotBeKept(String text) {
        return text.chars().anyMatch(each -> each == 0 || Character.isSurrogate((char) each))
                && text.codePoints().anyMatch(each -> each == 0 || (each >= 0xD800 && each <= 0xDFFF));
    }

    private static boolean holdsNul(JsonNode value) {
        boolean found = value.isTextual() && cannotBeKept(value.textValue());
        for (Map.Entry<String, JsonNode> each : value.properties()) {
            found |= cannotBeKept(each.getKey());
        }
        for (JsonNode each : value) {
            found |= holdsNul(each);
        }
        return found;
    }

    /// What the ledger can keep of a mutation that jsonb cannot hold or that is too large: its beginning, as text in
    /// which U+FFFD stands for NUL.
    private static ObjectNode excerpt(ObjectNode raw) {
        String text = raw.toString().replace(NUL, "\\ufffd");
        return Json.object().put("excerpt", text.substring(0, Math.min(EXCERPT, text.length())));
    }
}
