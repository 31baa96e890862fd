package io.naichang.customers;

import static io.naichang.sync.FieldType.choice;
import static io.naichang.sync.FieldType.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.sync.Field;
import io.naichang.sync.FieldType;
import io.naichang.sync.Mutation;
import io.naichang.sync.Outcome;
import io.naichang.sync.Owner;
import io.naichang.sync.SyncCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Customers on phones: read only.
@ApplicationScoped
class CustomerSync implements SyncCollection {
    private final Customers customers;

    CustomerSync(Customers customers) {
        this.customers = customers;
    }

    @Override
    public String name() {
        return Customers.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("name", Owner.OFFICE, text(200)),
                new Field("kind", Owner.OFFICE, choice("person", "company", "government")),
                new Field("language", Owner.OFFICE, choice("th", "en")),
                new Field("category", Owner.OFFICE, text(50)),
                new Field("phones", Owner.OFFICE, FieldType.ANY),
                new Field("email", Owner.OFFICE, text(254)));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of();
    }

    @Override
    public Outcome write(Mutation mutation, Map<String, JsonNode> values) {
        return Outcome.of(() -> customers.patch(mutation.id(), Json.object().setAll(values)));
    }

    @Override
    public Outcome restore(UUID id) {
        customers.findById(id).restore();
        return Outcome.applied();
    }
}
