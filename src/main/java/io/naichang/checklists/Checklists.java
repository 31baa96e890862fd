package io.naichang.checklists;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Ids;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.sync.Changes;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The checklists of visits.
@ApplicationScoped
public class Checklists implements PanacheRepositoryBase<Checklist, UUID> {
    /// Visits depend on this feature and not the other way round; only their name is known here.
    static final String VISITS = "visits";

    private final ChecklistTemplates templates;
    private final Changes changes;
    private final Sql sql;
    private final Ids ids;

    Checklists(ChecklistTemplates templates, Changes changes, Sql sql, Ids ids) {
        this.templates = templates;
        this.changes = changes;
        this.sql = sql;
        this.ids = ids;
    }

    /// Gives a visit a checklist of the newest version of a template; answers the checklist's id.
    ///
    /// @throws Problem 400 `unknown-checklist-template` with the field that names it, if there is no such template
    public UUID give(UUID visit, UUID template, String field) {
        Checklist checklist = new Checklist(ids.next(), visit, templates.newest(template, field));
        persist(checklist);
        changes.touch(VISITS, visit);
        return checklist.id();
    }

    /// The checklists of a visit for the desk, in the order in which they were given: documents with `id` and
    /// `version`.
    public ArrayNode of(UUID visit) {
        ArrayNode found = Json.MAPPER.createArrayNode();
        sql.list(
                        """
                SELECT d.id, d.version, d.doc::text
                FROM checklist c
                JOIN sync_document d ON d.tenant_id = c.tenant_id AND d.collection = 'checklists' AND d.id = c.id AND NOT d.deleted
                WHERE c.tenant_id = current_tenant() AND c.visit_id = ? ORDER BY d.created_at, c.id
                """,
                        row -> {
                            ObjectNode whole =
                                    Json.object().put("id", row.getString(1)).put("version", row.getInt(2));
                            whole.setAll(Json.object(row.getString(3)));
                            return whole;
                        },
                        visit)
                .forEach(found::add);
        return found;
    }

    /// The ids of the checklists of these visits.
    List<UUID> ofVisits(Set<UUID> visits) {
        return sql.list(
                "SELECT id FROM checklist WHERE tenant_id = current_tenant() AND visit_id = ANY (?) AND deleted_at IS NULL",
                row -> row.getObject(1, UUID.class),
                visits);
    }

    /// A checklist that must be there.
    ///
    /// @throws Problem 404 `not-found`
    Checklist get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problem.missing("not-found"));
    }
}
