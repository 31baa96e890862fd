package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.sync.Field;
import io.naichang.sync.Mutation;
import io.naichang.sync.Outcome;
import io.naichang.sync.Right;
import io.naichang.sync.SyncCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What a phone may do to a visit.
@ApplicationScoped
class VisitSync implements SyncCollection {
    private final Visits visits;
    private final Assignments assignments;
    private final VisitCommands commands;

    VisitSync(Visits visits, Assignments assignments, VisitCommands commands) {
        this.visits = visits;
        this.assignments = assignments;
        this.commands = commands;
    }

    @Override
    public String name() {
        return Visit.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        return VisitFields.ALL;
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of("patch", "command");
    }

    @Override
    public Right right(UUID id, UUID user, int base) {
        return visits.findByIdOptional(id)
                .map(visit -> assignments.right(visit, user, base))
                .orElseGet(Right.None::new);
    }

    @Override
    public Outcome write(Mutation mutation, Map<String, JsonNode> values) {
        return Outcome.of(() -> visits.patch(mutation.id(), Json.object().setAll(values)));
    }

    /// The report that comes with `complete`; the report of a second completion changes nothing, it is kept whole.
    @Override
    public ObjectNode commandFields(Mutation mutation) {
        ObjectNode fields = Json.object();
        boolean first = visits.find(mutation.id())
                .filter(visit -> !visit.isCompletedByAnother(mutation.user()))
                .isPresent();
        if ("complete".equals(mutation.command()) && first) {
            // Also what is no part of the report: it is merged, or refused by name and kept in the ledger.
            mutation.args().properties().forEach(each -> fields.set(each.getKey(), each.getValue()));
        }
        return fields;
    }

    @Override
    public List<Meant> meant(ObjectNode before, ObjectNode changed) {
        return MeantSteps.of(before, changed);
    }

    @Override
    public Outcome command(Mutation mutation) {
        return commands.run(visits.get(mutation.id()), mutation);
    }

    @Override
    public Outcome restore(UUID id) {
        visits.findByIdOptional(id).ifPresent(Visit::restore);
        return Outcome.applied();
    }
}
