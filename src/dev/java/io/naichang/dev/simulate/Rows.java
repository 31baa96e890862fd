package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a phone has pulled: rows, and with them, as if in one transaction, the cursor that they led to.
final class Rows {
    private static final Map<String, String> PARENTS =
            Map.of("visitId", "visits", "siteId", "sites", "customerId", "customers");

    /// A row as the server sent it.
    record Row(int version, JsonNode doc) {}

    private final TreeMap<String, Row> rows = new TreeMap<>();
    private final Set<String> hidden = new HashSet<>();
    private @Nullable Set<String> came = new HashSet<>();
    private @Nullable String cursor;

    Rows copy() {
        Rows copy = new Rows();
        copy.rows.putAll(rows);
        copy.hidden.addAll(hidden);
        copy.came = came == null ? null : new HashSet<>(came);
        copy.cursor = cursor;
        return copy;
    }

    @Nullable
    String cursor() {
        return cursor;
    }

    /// Another form of every row, by its collection.
    void rewrite(BiFunction<String, ObjectNode, JsonNode> form) {
        rows.replaceAll((key, row) -> new Row(
                row.version(),
                form.apply(key.substring(0, key.indexOf('/')), row.doc().deepCopy())));
    }

    /// The next pull asks for everything; what does not come again will go.
    void beginAnew() {
        cursor = null;
        came = new HashSet<>();
    }

    /// Takes in a page; `owed` are rows with work that no receipt covers, which are hidden instead of deleted.
    void take(JsonNode page, Predicate<String> owed) {
        for (JsonNode each : page.path("changes")) {
            String key =
                    each.path("collection").asText() + "/" + each.path("id").asText();
            if (each.path("op").asText().equals("put")) {
                rows.put(key, new Row(each.path("version").asInt(), each.path("doc")));
                hidden.remove(key);
                if (came != null) {
                    came.add(key);
                }
            } else {
                leave(key, owed);
                if (came != null) {
                    came.remove(key);
                }
            }
        }
        cursor = page.path("cursor").asText();
        Set<String> all = came;
        if (!page.path("more").asBoolean() && all != null) {
            List.copyOf(rows.keySet()).stream()
                    .filter(each -> !all.contains(each))
                    .forEach(each -> leave(each, owed));
            came = null;
        }
    }

    private void leave(String key, Predicate<String> owed) {
        if (owed.test(key) && rows.containsKey(key)) {
            hidden.add(key);
        } else {
            rows.remove(key);
            hidden.remove(key);
        }
    }

    /// A receipt has come: hidden rows whose work is covered go.
    void settle(Predicate<String> owed) {
        hidden.removeIf(key -> {
            if (owed.test(key)) {
                return false;
            }
            rows.remove(key);
            return true;
        });
    }

    Optional<Row> find(String key) {
        return hidden.contains(key) ? Optional.empty() : Optional.ofNullable(rows.get(key));
    }

    int version(String key) {
        Row row = rows.get(key);
        return row == null ? 0 : row.version();
    }

    /// Rows of a collection that the user sees: id to row.
    Map<String, Row> of(String collection) {
        Map<String, Row> found = new TreeMap<>();
        rows.subMap(collection + "/", collection + "0").forEach((key, row) -> {
            if (!hidden.contains(key)) {
                found.put(key.substring(collection.length() + 1), row);
            }
        });
        return found;
    }

    /// Everything that the user sees.
    Map<String, Row> all() {
        Map<String, Row> found = new TreeMap<>(rows);
        found.keySet().removeAll(hidden);
        return found;
    }

    /// Children of visits whose parents are not here: at `more: false` there must be none.
    List<String> orphans() {
        List<String> orphans = new ArrayList<>();
        Stream.of("visits", "checklists", "time_entries")
                .forEach(collection -> of(collection)
                        .forEach((id, row) -> PARENTS.forEach((field, parents) -> {
                            String parent = row.doc().path(field).asText("");
                            if (!parent.isEmpty() && !rows.containsKey(parents + "/" + parent)) {
                                orphans.add(collection + "/" + id + " without " + parents + "/" + parent);
                            }
                        })));
        return orphans;
    }
}
