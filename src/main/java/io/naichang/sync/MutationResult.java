package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The result of one mutation as the phone gets it (§4 "Results"), being put together.
final class MutationResult {
    private final long seq;
    private final String status;
    private @Nullable Integer version;
    private @Nullable String code;
    private @Nullable String field;
    private @Nullable String reason;
    private @Nullable UUID entry;
    private @Nullable String waitsFor;
    private @Nullable UUID waitsId;
    private final List<ObjectNode> conflicts = new ArrayList<>();

    private MutationResult(long seq, String status) {
        this.seq = seq;
        this.status = status;
    }

    static MutationResult of(long seq, String status, @Nullable Integer version) {
        MutationResult result = new MutationResult(seq, status);
        result.version = version;
        return result;
    }

    static MutationResult refused(
            long seq,
            String status,
            String code,
            @Nullable String field,
            @Nullable String reason,
            @Nullable UUID entry) {
        MutationResult result = new MutationResult(seq, status);
        result.code = code;
        result.field = field;
        result.reason = reason;
        result.entry = entry;
        return result;
    }

    /// It waits for a row that is not there yet.
    static MutationResult held(long seq, String parent, UUID id) {
        MutationResult result = new MutationResult(seq, "held");
        result.waitsFor = parent;
        result.waitsId = id;
        return result;
    }

    /// The collection of the row that it waits for, if it is held.
    @Nullable
    String waitsFor() {
        return waitsFor;
    }

    /// The row that it waits for, if it is held.
    @Nullable
    UUID waitsId() {
        return waitsId;
    }

    /// Adds a line of `conflicts`.
    void conflict(@Nullable String at, String conflictClass, String kept, @Nullable String rule, UUID ledgerEntry) {
        ObjectNode line = Json.object();
        if (at != null) {
            line.put("field", at);
        }
        line.put("class", conflictClass).put("kept", kept);
        if (rule != null) {
            line.put("code", rule);
        }
        conflicts.add(line.put("entry", ledgerEntry.toString()));
    }

    String code() {
        return code == null ? status : code;
    }

    @Nullable
    String field() {
        return field;
    }

    @Nullable
    String reason() {
        return reason;
    }

    /// True if its group must be undone.
    boolean fails() {
        return status.equals("rejected") || status.equals("held");
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("seq", seq).put("status", status);
        if (version != null) {
            json.put("version", version);
        }
        if (code != null) {
            json.put("code", code);
        }
        if (field != null) {
            json.put("field", field);
        }
        if (reason != null) {
            json.put("reason", reason);
        }
        if (entry != null) {
            json.put("entry", entry.toString());
        }
        if (!conflicts.isEmpty()) {
            ArrayNode lines = json.putArray("conflicts");
            conflicts.forEach(lines::add);
        }
        return json;
    }
}
