package io.naichang.parts;

import io.naichang.sync.Field;
import io.naichang.sync.FieldType;
import io.naichang.sync.Owner;
import io.naichang.sync.SyncCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/// Levels on phones: worked out by the server.
@ApplicationScoped
class StockLevelSync implements SyncCollection {
    @Override
    public String name() {
        return StockLevels.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("partId", Owner.COMPUTED, FieldType.ID),
                new Field("locationId", Owner.COMPUTED, FieldType.ID),
                new Field("locationKind", Owner.COMPUTED, FieldType.choice("van", "depot", "centre")),
                new Field("onHand", Owner.COMPUTED, Quantity.EXPECTED),
                new Field("reserved", Owner.COMPUTED, Quantity.COUNTED),
                new Field("available", Owner.COMPUTED, Quantity.EXPECTED));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of();
    }
}
