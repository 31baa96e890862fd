package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// P2, P4 and P5: a phone shows what the server holds, all of its scope and nothing else.
final class Convergence {
    /// Collections whose rows carry the same version at the desk and on phones.
    private static final Set<String> VERSIONED = Set.of(
            "visits",
            "sites",
            "customers",
            "assets",
            "notes",
            "attachments",
            "time_entries",
            "parts",
            "stock_levels",
            "checklists");

    private final Books books;
    private final Company company;
    private final JsonNode policy;

    Convergence(Books books, Company company, JsonNode policy) {
        this.books = books;
        this.company = company;
        this.policy = policy.path("collections");
    }

    void check(Phone phone, Company.Staff staff) {
        Set<String> scope = scope(staff);
        Map<String, Rows.Row> held = phone.rows().all();
        held.keySet().removeIf(key -> key.startsWith("notices/"));
        for (String key : scope) {
            Rows.Row row = held.get(key);
            if (row == null) {
                throw new Broken(Promise.P4, phone.name() + " never got " + key + " " + books.row(key), key);
            }
            same(phone, key, row);
            oldForm(phone, key, row);
        }
        Set<String> beyond = new TreeSet<>(held.keySet());
        beyond.removeAll(scope);
        beyond.removeIf(key -> key.startsWith("parts/") && !books.row(key).isMissingNode());
        if (!beyond.isEmpty()) {
            String first = beyond.iterator().next();
            throw new Broken(Promise.P5, phone.name() + " still holds what is not its business: " + beyond, first);
        }
    }

    private void same(Phone phone, String key, Rows.Row row) {
        String collection = key.substring(0, key.indexOf('/'));
        JsonNode there = books.row(key);
        int version = there.path("version").asInt();
        if (VERSIONED.contains(collection) && row.version() != version) {
            Promise promise = row.version() < version ? Promise.P4 : Promise.P2;
            throw new Broken(
                    promise,
                    phone.name() + " has version " + row.version() + " of " + key + ", the server " + version,
                    key);
        }
        boolean old = phone.schema() == OldApp.SCHEMA && there instanceof ObjectNode;
        JsonNode wanted = old ? OldApp.older(collection, (ObjectNode) there) : there;
        for (String field : fields(collection, old)) {
            JsonNode mine = row.doc().path(field);
            if (!equal(mine, wanted.path(field))) {
                throw new Broken(
                        OldApp.gone(collection).contains(field) ? Promise.P8 : Promise.P2,
                        phone.name() + " shows " + field + " " + mine + " in " + key + ", the server "
                                + wanted.path(field),
                        key);
            }
        }
    }

    /// An app is given what it knows, in the form in which it knows it.
    private static void oldForm(Phone phone, String key, Rows.Row row) {
        String collection = key.substring(0, key.indexOf('/'));
        Set<String> strange = phone.schema() == OldApp.SCHEMA ? OldApp.unknown(collection) : OldApp.gone(collection);
        strange.stream().filter(row.doc()::has).findFirst().ifPresent(field -> {
            throw new Broken(
                    Promise.P8,
                    phone.name() + " speaks schema " + phone.schema() + " and was given " + field + " in " + key,
                    key);
        });
    }

    private List<String> fields(String collection, boolean old) {
        List<String> fields = new ArrayList<>();
        policy.path(collection)
                .path("fields")
                .fieldNames()
                .forEachRemaining(name -> fields.add(name.replace(".*", "")));
        if (old) {
            fields.removeAll(OldApp.unknown(collection));
            fields.addAll(OldApp.gone(collection));
        }
        return fields;
    }

    /// Equal to the last letter; only what is null may also be missing, and 1 may be 1.0.
    private static boolean equal(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        JsonNode left = one.isNull() ? MissingNode.getInstance() : one;
        JsonNode right = other.isNull() ? MissingNode.getInstance() : other;
        return left.equals(right);
    }

    /// The rows that a technician's phones must hold (§5), worked out from what the desk reads.
    Set<String> scope(Company.Staff staff) {
        Set<String> scope = new HashSet<>();
        Map<String, JsonNode> visits = new TreeMap<>(books.of("visits"));
        visits.values().removeIf(each -> !isOf(each, staff.user()));
        Set<String> sites = new HashSet<>();
        visits.forEach((id, visit) -> {
            scope.add("visits/" + id);
            scope.add("customers/" + visit.path("customerId").asText());
            sites.add(visit.path("siteId").asText());
        });
        sites.forEach(each -> scope.add("sites/" + each));
        books.of("assets").forEach((id, asset) -> {
            if (sites.contains(asset.path("siteId").asText())) {
                scope.add("assets/" + id);
            }
        });
        for (String collection : List.of("checklists", "time_entries", "notes", "attachments")) {
            books.of(collection).forEach((id, child) -> {
                if (visits.containsKey(child.path("visitId").asText()) || isAt(child, sites)) {
                    scope.add(collection + "/" + id);
                }
            });
        }
        books.of("parts").forEach((id, part) -> {
            if (part.path("sku").asText().startsWith(company.tag() + "-")) {
                scope.add("parts/" + id);
            }
        });
        Set<String> stock = Set.of(staff.van(), company.depot());
        books.of("stock_levels").forEach((id, level) -> {
            if (stock.contains(level.path("locationId").asText())) {
                scope.add("stock_levels/" + id);
            }
        });
        books.of("stock_movements").forEach((id, movement) -> {
            if (stock.contains(movement.path("fromLocationId").asText())
                    || stock.contains(movement.path("toLocationId").asText())) {
                scope.add("stock_movements/" + id);
            }
        });
        return scope;
    }

    private boolean isAt(JsonNode child, Set<String> sites) {
        String asset = child.path("assetId").asText("");
        String site = child.path("siteId").asText("");
        return sites.contains(site)
                || (site.isEmpty()
                        && !asset.isEmpty()
                        && sites.contains(
                                books.row("assets/" + asset).path("siteId").asText()));
    }

    private static boolean isOf(JsonNode visit, String user) {
        boolean crew = false;
        for (JsonNode each : visit.path("crewIds")) {
            crew |= each.asText().equals(user);
        }
        return crew || visit.path("technicianId").asText().equals(user);
    }
}
