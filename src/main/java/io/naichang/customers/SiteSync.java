package io.naichang.customers;

import static io.naichang.sync.FieldType.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Json;
import io.naichang.sync.Field;
import io.naichang.sync.FieldType;
import io.naichang.sync.Mutation;
import io.naichang.sync.Outcome;
import io.naichang.sync.Owner;
import io.naichang.sync.Right;
import io.naichang.sync.Subscriptions;
import io.naichang.sync.SyncCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Sites on phones: technicians write how to get in.
@ApplicationScoped
class SiteSync implements SyncCollection {
    private final Sites sites;
    private final Subscriptions subscriptions;

    SiteSync(Sites sites, Subscriptions subscriptions) {
        this.sites = sites;
        this.subscriptions = subscriptions;
    }

    @Override
    public String name() {
        return Sites.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("customerId", Owner.OFFICE, FieldType.ID),
                new Field("name", Owner.OFFICE, text(200)),
                new Field("address", Owner.OFFICE, FieldType.ANY),
                new Field("position", Owner.OFFICE, FieldType.POSITION),
                new Field("timeZone", Owner.OFFICE, text(50)),
                new Field("contactName", Owner.OFFICE, text(200)),
                new Field("contactPhone", Owner.OFFICE, text(20)),
                new Field("accessNotes", Owner.BOTH, text(20_000)));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of("patch");
    }

    @Override
    public Right right(UUID id, UUID user, int base) {
        return subscriptions.right(Sites.COLLECTION, id, user);
    }

    @Override
    public Outcome write(Mutation mutation, Map<String, JsonNode> values) {
        return Outcome.of(() -> sites.patch(mutation.id(), Json.object().setAll(values)));
    }

    @Override
    public Outcome restore(UUID id) {
        sites.findById(id).restore();
        return Outcome.applied();
    }
}
