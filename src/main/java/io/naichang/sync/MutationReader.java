package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
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
        boolean nul = raw.toString().contains(NUL);
        ObjectNode kept = nul || incoming.tooLarge() ? excerpt(raw, nul) : raw;
        Mutation mutation = new Mutation(
                device.user(),
                device.id(),
                incoming.seq(),
                raw.path("collection").asText("").replace("\0", ""),
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
        String field = fault(raw, op, id, position, nul);
        return new Read(mutation, field, field == null ? null : "It is missing or of the wrong form.");
    }

    private static @Nullable String fault(
            ObjectNode raw, String op, @Nullable UUID id, JsonNode position, boolean nul) {
        if (nul) {
            return "text with NUL";
        }
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

    private static ObjectNode object(ObjectNode raw, String name) {
        return raw.path(name) instanceof ObjectNode object ? object : Json.object();
    }

    /// What the ledger can keep of a mutation that jsonb cannot hold or that is too large.
    private static ObjectNode excerpt(ObjectNode raw, boolean nul) {
        String text = raw.toString();
        if (nul) {
            text = text.replace(NUL, "\\ufffd");
        }
        return text.length() > 200_000
                ? Json.object().put("excerpt", text.substring(0, 200_000).replace("\\", "\\\\"))
                : Json.object(text);
    }
}
