package io.naichang.parts;

import static io.naichang.sync.FieldType.text;

import io.naichang.sync.Field;
import io.naichang.sync.FieldType;
import io.naichang.sync.Owner;
import io.naichang.sync.SyncCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/// The catalogue on phones: read only.
@ApplicationScoped
class PartSync implements SyncCollection {
    @Override
    public String name() {
        return Parts.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("sku", Owner.OFFICE, text(60)),
                new Field("name", Owner.OFFICE, text(200)),
                new Field("unit", Owner.OFFICE, text(20)),
                new Field("price", Owner.OFFICE, FieldType.ANY),
                new Field("substitutes", Owner.OFFICE, FieldType.ANY),
                new Field("models", Owner.OFFICE, FieldType.ANY),
                new Field("leadTimeDays", Owner.OFFICE, FieldType.number("0", "3650")));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of();
    }
}
