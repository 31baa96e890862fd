package io.naichang.checklists;

import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// All templates of the tenant.
@ApplicationScoped
class ChecklistTemplates {
    private final Sql sql;

    ChecklistTemplates(Sql sql) {
        this.sql = sql;
    }

    /// The newest version of a template that was not withdrawn.
    ///
    /// @throws Problem 404 `not-found`
    TemplateVersion newest(UUID id) {
        return sql.first(
                        """
                SELECT v.template_id, v.version, v.title::text, v.items::text
                FROM checklist_template t
                JOIN checklist_template_version v ON v.tenant_id = t.tenant_id AND v.template_id = t.id AND v.version = t.version
                WHERE t.tenant_id = current_tenant() AND t.id = ? AND t.deleted_at IS NULL
                """,
                        row -> new TemplateVersion(
                                row.getObject(1, UUID.class), row.getInt(2), row.getString(3), row.getString(4)),
                        id)
                .orElseThrow(() -> Problem.missing("not-found"));
    }
}
