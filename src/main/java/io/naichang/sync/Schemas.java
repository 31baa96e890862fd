package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The versions of what goes over the wire: the newest form of every row and the one before it are spoken, pushes of
/// any are taken. A version that only brings a collection changes no form, and so leaves no app behind.
@ApplicationScoped
class Schemas {
    static final int FIRST = 1;
    private static final String BEGIN = "{\"collection\":\"";

    private final Map<String, List<SchemaStep>> steps;
    /// Collections that a later version than the first brought.
    private final Map<String, Integer> since;

    private final int newestForm;
    private final int current;
    private final int oldest;

    Schemas(@All List<SchemaStep> all, @All List<SyncCollection> collections, SyncConfig config) {
        steps = all.stream()
                .sorted(Comparator.comparingInt(SchemaStep::schema))
                .collect(Collectors.groupingBy(SchemaStep::collection, TreeMap::new, Collectors.toList()));
        since = collections.stream()
                .filter(each -> each.schema() > FIRST)
                .collect(Collectors.toMap(SyncCollection::name, SyncCollection::schema));
        newestForm = all.stream().mapToInt(SchemaStep::schema).max().orElse(FIRST);
        current = since.values().stream().reduce(newestForm, Math::max);
        oldest = Math.clamp(config.oldestSchema().orElse(newestForm - 1), FIRST, current);
    }

    int current() {
        return current;
    }

    /// The oldest version in which rows are given out; pushes are taken of any.
    int oldest() {
        return oldest;
    }

    /// The version that a call says, if it says one.
    static @Nullable Integer said(JsonNode call) {
        JsonNode schema = call.path("schema");
        return schema.isInt() && schema.intValue() >= FIRST ? schema.intValue() : null;
    }

    /// @throws Problem 426 `client-too-old`
    void require(int schema) {
        requireAtLeast(oldest(), schema);
    }

    /// For adapters, which translate rows as they are kept.
    ///
    /// @throws Problem 426 `client-too-old`
    void requireNewestForm(int schema) {
        requireAtLeast(newestForm, schema);
    }

    private void requireAtLeast(int least, int schema) {
        if (schema < least) {
            throw Problem.of(
                            426,
                            "client-too-old",
                            "Rows are not given out in this schema any more: update the app. Pushes are taken as ever.")
                    .with("oldest", least)
                    .with("current", current);
        }
    }

    /// A line of a page for an app of this version; null if that knows nothing of the collection. Only rows of those
    /// that changed since are read at all.
    byte @Nullable [] down(int schema, byte[] change) {
        if (schema >= current) {
            return change;
        }
        String collection = collection(change);
        if (since.getOrDefault(collection, FIRST) > schema) {
            return null;
        }
        List<SchemaStep> changed = steps.getOrDefault(collection, List.of());
        if (changed.isEmpty()) {
            return change;
        }
        ObjectNode line = Json.object(new String(change, StandardCharsets.UTF_8));
        if (!(line.path("doc") instanceof ObjectNode doc)) {
            return change;
        }
        ObjectNode old = doc;
        for (SchemaStep step : changed.reversed()) {
            if (step.schema() > schema) {
                old = step.downcast(old);
            }
        }
        line.set("doc", old);
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// As `sync_pull` begins a line; most lines are of collections that never changed, and are not decoded for their
    /// name.
    private static String collection(byte[] change) {
        int end = BEGIN.length();
        while (change[end] != '"') {
            end++;
        }
        return new String(change, BEGIN.length(), end - BEGIN.length(), StandardCharsets.UTF_8);
    }

    /// A mutation of an app of this version as the newest has it; what cannot be read stays as it is.
    ObjectNode up(int schema, ObjectNode mutation) {
        List<SchemaStep> changed =
                steps.getOrDefault(mutation.path("collection").asText(), List.of());
        if (schema >= current || changed.isEmpty()) {
            return mutation;
        }
        ObjectNode newest = mutation.deepCopy();
        for (SchemaStep step : changed) {
            if (step.schema() > schema) {
                for (String member : List.of("set", "args")) {
                    if (newest.path(member) instanceof ObjectNode fields) {
                        newest.set(member, step.upcast(fields));
                    }
                }
            }
        }
        return newest;
    }
}
