package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Caller;
import io.naichang.platform.IfMatch;
import io.naichang.platform.Json;
import io.naichang.platform.Listing;
import io.naichang.platform.MergePatch;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.naichang.platform.View;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All templates of the tenant.
@ApplicationScoped
class ChecklistTemplates implements PanacheRepositoryBase<ChecklistTemplate, UUID> {
    private static final String COLLECTION = "checklist-templates";
    private static final String VERSIONS =
            "checklist_template t JOIN checklist_template_version v ON v.tenant_id = t.tenant_id AND v.template_id = t.id"
                    + " AND t.deleted_at IS NULL";
    private static final String HEAD = """
            jsonb_strip_nulls(jsonb_build_object('key', t.key, 'title', v.title, 'visitKinds', t.visit_kinds,
                'changedAt', wire(v.created_at), 'changedBy', v.created_by))""";
    private static final String WHOLE = HEAD + " || jsonb_build_object('items', v.items)";

    /// Templates with their items, in their newest versions.
    static final Listing LISTING = newest(WHOLE);

    /// The same without the items, which are large.
    static final Listing OVERVIEW = newest(HEAD + " || jsonb_build_object('itemCount', jsonb_array_length(v.items))");

    private final MergePatch mergePatch;
    private final Sql sql;
    private final Caller caller;
    private final Clock clock;

    ChecklistTemplates(MergePatch mergePatch, Sql sql, Caller caller, Clock clock) {
        this.mergePatch = mergePatch;
        this.sql = sql;
        this.caller = caller;
        this.clock = clock;
    }

    private static Listing newest(String json) {
        return new Listing(
                COLLECTION,
                VERSIONS + " AND v.version = t.version",
                "t.id",
                "t.version",
                json,
                "v.title ->> 'th'",
                "text");
    }

    /// The newest version of a template that was not withdrawn.
    ///
    /// @throws Problem 400 `unknown-checklist-template` with the field that names it
    TemplateVersion newest(UUID id, String field) {
        return findByIdOptional(id)
                .filter(each -> !each.isWithdrawn())
                .map(this::newest)
                .orElseThrow(() ->
                        Problem.invalid("unknown-checklist-template", field, "There is no such checklist template."));
    }

    private TemplateVersion newest(ChecklistTemplate template) {
        return sql.first(
                        "SELECT title::text, items::text FROM checklist_template_version"
                                + " WHERE tenant_id = current_tenant() AND template_id = ? AND version = ?",
                        row -> new TemplateVersion(
                                template.id(), template.version(), row.getString(1), row.getString(2)),
                        template.id(),
                        template.version())
                .orElseThrow(() -> new IllegalStateException("template " + template.id() + " has no version row"));
    }

    /// A version for the desk.
    ///
    /// @throws Problem 404 `not-found`
    View version(UUID id, int version) {
        return sql.first(
                        "SELECT t.id, v.version, (" + WHOLE + ")::text FROM " + VERSIONS
                                + " WHERE t.id = ? AND v.version = ?",
                        row -> new View(row.getObject(1, UUID.class), row.getInt(2), row.getString(3)),
                        id,
                        version)
                .orElseThrow(() -> Problem.missing("not-found"));
    }

    /// What the desk last wrote of a template, withdrawn or not.
    Optional<TemplateForm> form(UUID id) {
        return findByIdOptional(id).map(this::form);
    }

    private TemplateForm form(ChecklistTemplate template) {
        TemplateVersion newest = newest(template);
        JsonNode title = Json.parse(newest.title());
        return new TemplateForm(
                template.key(),
                new TemplateForm.Title(
                        title.path("th").textValue(), title.path("en").textValue()),
                template.visitKinds(),
                Json.parse(newest.items()));
    }

    /// Makes a template with its first version.
    void add(UUID id, TemplateForm form) {
        ChecklistTemplate template = new ChecklistTemplate(id, form);
        persistAndFlush(template);
        keep(template, form);
    }

    /// The template, locked, if the caller has read its newest version.
    ///
    /// @throws Problem 404, 428, 412
    ChecklistTemplate lock(UUID id, @Nullable String ifMatch) {
        ChecklistTemplate template = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(each -> !each.isWithdrawn())
                .orElseThrow(() -> Problem.missing("not-found"));
        IfMatch.check(ifMatch, template.version());
        return template;
    }

    /// Makes a new version of a locked template, unless the patch changes nothing.
    void patch(ChecklistTemplate template, @Nullable JsonNode patch) {
        TemplateForm old = form(template);
        TemplateForm form = mergePatch.apply(old, patch);
        if (!form.equals(old)) {
            template.amend(form);
            flush();
            keep(template, form);
        }
    }

    private void keep(ChecklistTemplate template, TemplateForm form) {
        sql.update(
                "INSERT INTO checklist_template_version (template_id, version, title, items, created_at, created_by)"
                        + " VALUES (?, ?, jsonb_build_object('th', ?::text, 'en', ?::text), ?::jsonb, ?, ?)",
                template.id(),
                template.version(),
                form.title().th(),
                form.title().en(),
                form.items().toString(),
                clock.instant(),
                caller.userOrNull());
    }
}
