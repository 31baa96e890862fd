package io.naichang.sync;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All collections that features brought, by name.
@ApplicationScoped
public class SyncCollections {
    private final Map<String, SyncCollection> byName = new TreeMap<>();

    SyncCollections(@All List<SyncCollection> collections) {
        collections.forEach(each -> byName.put(each.name(), each));
    }

    /// The collection of this name, if there is one.
    public Optional<SyncCollection> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// A collection that must be there.
    SyncCollection get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no collection is called " + name));
    }

    /// All of them, by name.
    public Iterable<SyncCollection> all() {
        return byName.values();
    }

    static Optional<Field> field(SyncCollection collection, String field) {
        return collection.fields().stream().filter(each -> each.covers(field)).findFirst();
    }

    /// Names of fields that the server works out, which have no history.
    static List<String> computed(SyncCollection collection) {
        return collection.fields().stream()
                .filter(each -> each.owner() == Owner.COMPUTED)
                .map(Field::name)
                .toList();
    }
}
