package io.naichang.assets;

import static io.naichang.sync.FieldType.choice;
import static io.naichang.sync.FieldType.number;
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

/// Assets on phones: technicians write what they see at the machine.
@ApplicationScoped
class AssetSync implements SyncCollection {
    private final Assets assets;
    private final Subscriptions subscriptions;

    AssetSync(Assets assets, Subscriptions subscriptions) {
        this.assets = assets;
        this.subscriptions = subscriptions;
    }

    @Override
    public String name() {
        return Assets.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("customerId", Owner.OFFICE, FieldType.ID),
                new Field("siteId", Owner.OFFICE, FieldType.ID),
                new Field("model", Owner.OFFICE, text(200)),
                new Field("serial", Owner.OFFICE, text(100)),
                new Field("installedOn", Owner.OFFICE, FieldType.DATE),
                new Field("warrantyUntil", Owner.OFFICE, FieldType.DATE),
                new Field("condition", Owner.FIELD, choice("good", "fair", "poor", "broken")),
                new Field("meterReading", Owner.FIELD, number("0", AssetForm.MAX_METER)),
                new Field("serialSeen", Owner.FIELD, text(100)),
                new Field("recentReports", Owner.COMPUTED, FieldType.ANY));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of("patch");
    }

    @Override
    public Right right(UUID id, UUID user, int base) {
        return subscriptions.right(Assets.COLLECTION, id, user);
    }

    /// What was seen at the machine is true, whoever has the visit now.
    @Override
    public boolean patchesAreFacts() {
        return true;
    }

    @Override
    public Outcome write(Mutation mutation, Map<String, JsonNode> values) {
        return Outcome.of(() -> assets.patch(mutation.id(), Json.object().setAll(values)));
    }

    @Override
    public Outcome restore(UUID id) {
        assets.restore(id);
        return Outcome.applied();
    }
}
