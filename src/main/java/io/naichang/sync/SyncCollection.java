package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a feature joins sync: one bean for each collection.
///
/// How rows are read is said in SQL, once, by the view `<name>_state (id, doc, buckets, leads)` in the feature's
/// migration: the document on the wire (without nulls), the buckets that hold the row, and the buckets that its holders
/// subscribe to as well. Rows that the view does not show are deleted.
public interface SyncCollection {
    /// The collection's name on the wire.
    String name();

    /// The version of the schema that brought it: apps of an older one are not given its rows, of which they know
    /// nothing.
    default int schema() {
        return Schemas.FIRST;
    }

    /// The policy table's rows for this collection.
    List<Field> fields();

    /// What phones may do here: some of `create`, `patch`, `delete`, `command`.
    Set<String> phoneOps();

    /// May this user's work on the row be accepted? `base` is the version that he saw.
    default Right right(UUID id, UUID user, int base) {
        return new Right.Present();
    }

    /// True if a patch is a fact (an answer, a meter) that applies even when the row is no longer the user's.
    default boolean patchesAreFacts() {
        return false;
    }

    /// Makes the row; what the phone may not set has been taken out of `set`.
    default Outcome create(Mutation mutation, ObjectNode set) {
        return notPermitted();
    }

    /// Writes merged values, each already of its field's form; a null node clears.
    default Outcome write(Mutation mutation, Map<String, JsonNode> values) {
        return notPermitted();
    }

    /// Those arguments of a command that are fields of the row: they are merged like a patch before the command runs.
    default ObjectNode commandFields(Mutation mutation) {
        return io.naichang.platform.Json.object();
    }

    /// Runs a command.
    default Outcome command(Mutation mutation) {
        return notPermitted();
    }

    /// A command that a client meant who knows none, but changed fields of a row.
    ///
    /// @param at when, as the client said, or null
    record Meant(String command, ObjectNode args, @Nullable String at) {}

    /// The commands that are meant by `changed`, in their order; what they stand for is taken out of it, and the
    /// rest is a patch.
    ///
    /// @param before the row as the client had it
    default List<Meant> meant(ObjectNode before, ObjectNode changed) {
        return List.of();
    }

    /// Deletes (voids) the row.
    default Outcome delete(Mutation mutation) {
        return notPermitted();
    }

    /// Brings a deleted row back, when a dispatcher settles a conflict that way.
    default Outcome restore(UUID id) {
        return notPermitted();
    }

    /// Called when rows of any collection moved between buckets, so that the feature can touch those of its own that
    /// move with them. The rows that moved need not know who hangs on them.
    default void moved(String collection, Set<UUID> ids, Changes changes) {}

    private static Outcome notPermitted() {
        return new Outcome.Rejected("not-permitted", null, "This cannot be done to this collection.");
    }
}
