package io.naichang.assets;

import static io.naichang.sync.FieldType.choice;
import static io.naichang.sync.FieldType.number;
import static io.naichang.sync.FieldType.text;

import io.naichang.sync.Field;
import io.naichang.sync.Owner;
import io.naichang.sync.SyncCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/// Manuals on phones: read only.
@ApplicationScoped
class ManualSync implements SyncCollection {
    @Override
    public String name() {
        return Manuals.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("model", Owner.OFFICE, text(200)),
                new Field("title", Owner.OFFICE, text(200)),
                new Field(
                        "kind",
                        Owner.OFFICE,
                        choice("operation", "maintenance", "parts-catalogue", "diagnostic", "video", "interactive")),
                new Field("language", Owner.OFFICE, text(35)),
                new Field("edition", Owner.OFFICE, number("1", String.valueOf(ManualForm.MAX_EDITION))),
                new Field("sha256", Owner.OFFICE, text(64)),
                new Field("size", Owner.OFFICE, number("1", "52428800")),
                new Field("contentType", Owner.OFFICE, text(100)));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of();
    }
}
