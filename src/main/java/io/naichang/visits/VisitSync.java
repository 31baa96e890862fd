package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.platform.Sql;
import io.naichang.sync.Changes;
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
    /// Collection → table of what moves with a visit.
    private static final Map<String, String> CHILDREN = Map.of(
            "checklists", "checklist", "notes", "note", "attachments", "attachment", "time_entries", "time_entry");

    private final Visits visits;
    private final Assignments assignments;
    private final VisitCommands commands;
    private final Sql sql;

    VisitSync(Visits visits, Assignments assignments, VisitCommands commands, Sql sql) {
        this.visits = visits;
        this.assignments = assignments;
        this.commands = commands;
        this.sql = sql;
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
    public Outcome command(Mutation mutation) {
        return commands.run(visits.get(mutation.id()), mutation);
    }

    @Override
    public Outcome restore(UUID id) {
        visits.findByIdOptional(id).ifPresent(Visit::restore);
        return Outcome.applied();
    }

    @Override
    public void moved(Set<UUID> ids, Changes changes) {
        CHILDREN.forEach((collection, table) -> sql.list(
                        "SELECT id FROM " + table
                                + " WHERE tenant_id = current_tenant() AND visit_id = ANY (?) AND deleted_at IS NULL",
                        row -> row.getObject(1, UUID.class),
                        ids)
                .forEach(id -> changes.touch(collection, id)));
    }
}
