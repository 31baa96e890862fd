package io.naichang.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.sync.FieldType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A changed row as a client library sent it, in the words of the protocol.
///
/// @param id as it came, which may be no UUID
/// @param rev the version that it assumes the server has, as it came; missing for a row that it made
/// @param before the row as it was at that version
/// @param after what the client made of it
/// @param deleted true if the client deleted it
record SentRow(String collection, JsonNode id, JsonNode rev, ObjectNode before, ObjectNode after, boolean deleted) {
    /// The client's own word for when it wrote the row; it is no field of any.
    static final String CHANGED_AT = "changedAt";

    /// The id of a row that can be one of ours.
    @Nullable
    UUID uuid() {
        return FieldType.id(id);
    }

    /// 0 if the client says none that can be one.
    int base() {
        return rev.isInt() && rev.intValue() > 0 ? rev.intValue() : 0;
    }

    /// True if the client says that the server has it.
    boolean isKnown() {
        return !rev.isMissingNode();
    }
}
