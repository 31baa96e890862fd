package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the server holds in the end, as a dispatcher reads it by REST: rows, their history, the conflict ledger.
final class Books {
    /// One value that a field once had.
    record Change(int version, String field, JsonNode value, String device, long seq) {
        private static Change of(JsonNode line) {
            return new Change(
                    line.path("version").asInt(),
                    line.path("field").asText(),
                    line.path("value"),
                    line.path("deviceId").asText(""),
                    line.path("seq").asLong());
        }
    }

    private static final Map<String, String> LISTS = Map.of(
            "notes", "/notes",
            "attachments", "/attachments",
            "time_entries", "/time-entries",
            "parts", "/parts",
            "stock_levels", "/stock-levels",
            "stock_movements", "/stock-movements");

    private final Person desk;
    private final Map<String, Map<String, JsonNode>> rows = new TreeMap<>();
    private final Map<String, List<Change>> histories = new HashMap<>();
    private final Map<String, JsonNode> entries = new HashMap<>();
    private final Map<String, List<JsonNode>> entriesByDeed = new HashMap<>();

    Books(Company company) {
        desk = company.dispatcher();
        List<String> customers = company.places().stream()
                .map(Company.Place::customer)
                .distinct()
                .toList();
        for (String each : List.of("visits", "sites", "assets")) {
            List<JsonNode> found = new ArrayList<>();
            customers.forEach(customer -> found.addAll(desk.list("/" + each + "?customerId=" + customer)));
            keep(each, found);
        }
        keep(
                "customers",
                customers.stream().map(each -> desk.read("/customers/" + each)).toList());
        LISTS.forEach((collection, path) -> keep(collection, desk.list(path)));
        of("stock_movements").values().removeIf(each -> each.hasNonNull("voidedAt"));
        List<JsonNode> checklists = new ArrayList<>();
        of("visits")
                .keySet()
                .forEach(visit -> desk.read("/visits/" + visit + "/checklists").forEach(checklists::add));
        keep("checklists", checklists);
        desk.list("/conflicts").forEach(each -> {
            entries.put(each.path("id").asText(), each);
            entriesByDeed
                    .computeIfAbsent(
                            each.path("deviceId").asText() + "/"
                                    + each.path("seq").asText(),
                            key -> new ArrayList<>())
                    .add(each);
        });
    }

    private void keep(String collection, Collection<JsonNode> found) {
        rows.put(
                collection,
                found.stream()
                        .collect(Collectors.toMap(
                                each -> each.path("id").asText(), each -> each, (one, other) -> other, TreeMap::new)));
    }

    /// Rows of a collection: id to row.
    Map<String, JsonNode> of(String collection) {
        return rows.getOrDefault(collection, Map.of());
    }

    /// A row by `collection/id`; missing if there is none.
    JsonNode row(String key) {
        int slash = key.indexOf('/');
        JsonNode row = of(key.substring(0, slash)).get(key.substring(slash + 1));
        return row == null ? MissingNode.getInstance() : row;
    }

    /// Steps of a visit.
    JsonNode steps(String visit) {
        return desk.read("/visits/" + visit + "/steps");
    }

    JsonNode entry(String id) {
        JsonNode entry = entries.get(id);
        return entry == null ? MissingNode.getInstance() : entry;
    }

    List<JsonNode> entriesOf(Deed deed) {
        return entriesByDeed.getOrDefault(deed.device() + "/" + deed.seq(), List.of());
    }

    /// The history of a row, oldest first; empty if nobody ever saw such a row.
    List<Change> history(String key) {
        return histories.computeIfAbsent(
                key,
                row -> desk.listIfThere("/history/" + row).stream()
                        .map(Change::of)
                        .toList());
    }

    /// The value of a field at a version; missing if it had none.
    JsonNode valueAt(String key, String field, int version) {
        JsonNode value = MissingNode.getInstance();
        for (Change each : history(key)) {
            if (each.field().equals(field) && each.version() <= version) {
                value = each.value();
            }
        }
        return value;
    }
}
