package io.naichang.parts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.sync.Field;
import io.naichang.sync.FieldType;
import io.naichang.sync.Mutation;
import io.naichang.sync.Outcome;
import io.naichang.sync.Owner;
import io.naichang.sync.Rights;
import io.naichang.sync.SyncCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Movements from phones. What a technician moved he has moved, whatever our books say: it posts, and what the office
/// should look at is marked.
@ApplicationScoped
class StockMovementSync implements SyncCollection {
    private final StockMovements movements;
    private final OwnStock ownStock;
    private final Rights rights;
    private final Clock clock;

    StockMovementSync(StockMovements movements, OwnStock ownStock, Rights rights, Clock clock) {
        this.movements = movements;
        this.ownStock = ownStock;
        this.rights = rights;
        this.clock = clock;
    }

    @Override
    public String name() {
        return StockMovements.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("partId", Owner.APPEND, FieldType.ID),
                new Field("fromLocationId", Owner.APPEND, FieldType.ID),
                new Field("toLocationId", Owner.APPEND, FieldType.ID),
                new Field("quantity", Owner.APPEND, Quantity.MOVED),
                new Field(
                        "reason", Owner.APPEND, FieldType.choice("consume", "return", "transfer", "receive", "count")),
                new Field("counted", Owner.APPEND, Quantity.COUNTED),
                new Field("expected", Owner.APPEND, Quantity.EXPECTED),
                new Field("visitId", Owner.APPEND, FieldType.ID),
                new Field("serial", Owner.APPEND, FieldType.text(100)));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of("create", "delete");
    }

    @Override
    public Outcome create(Mutation mutation, ObjectNode set) {
        MovementForm form = MovementForm.of(set);
        Optional<MovementForm.Fault> fault = form.fault();
        if (fault.isPresent()) {
            return Outcome.malformed(fault.get().field(), fault.get().reason());
        }
        Optional<StockMovements.Unknown> unknown = movements.unknown(form);
        if (unknown.isPresent()) {
            return new Outcome.Rejected(
                    unknown.get().code(), unknown.get().field(), unknown.get().reason());
        }
        if (form.visitId() == null) {
            return post(mutation, form, List.of());
        }
        return switch (rights.of("visits", form.visitId(), mutation.user(), mutation.base())) {
            case Rights.Answer.Refused(Outcome outcome) -> outcome;
            case Rights.Answer.Granted(List<Outcome.Mark> marks) -> post(mutation, form, marks);
        };
    }

    private Outcome post(Mutation mutation, MovementForm form, List<Outcome.Mark> given) {
        List<Outcome.Mark> marks = new ArrayList<>(given);
        if (!ownStock.covers(mutation.user(), form)) {
            marks.add(Outcome.Mark.of("foreign-location"));
        }
        StockMovement.By by = new StockMovement.By(mutation.user(), mutation.device(), mutation.occurredAt());
        marks.addAll(marks(movements.post(new StockMovement(mutation.id(), form, by))));
        return Outcome.applied(marks);
    }

    /// A dispatcher learns that stock does not add up when it happens, not only when somebody looks at a list.
    private static List<Outcome.Mark> marks(List<Discrepancies.Opened> opened) {
        return opened.stream()
                .map(each -> new Outcome.Mark(
                        "stock-short",
                        null,
                        null,
                        Json.object()
                                .put("locationId", each.location().toString())
                                .put("amount", each.amount()),
                        "yours"))
                .toList();
    }

    @Override
    public Outcome delete(Mutation mutation) {
        StockMovement movement = movements.findById(mutation.id());
        if (!movement.isBy(mutation.user())) {
            return new Outcome.Rejected("not-assigned", null, "It was posted by somebody else.");
        }
        return Outcome.applied(marks(movements.annul(movement, clock.instant())));
    }

    @Override
    public Outcome restore(UUID id) {
        return Outcome.applied(marks(movements.restore(movements.findById(id))));
    }
}
