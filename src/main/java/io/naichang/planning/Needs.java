package io.naichang.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.naichang.people.Technicians;
import io.naichang.platform.IfMatch;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.platform.References;
import io.naichang.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What visits ask of whoever plans them.
@ApplicationScoped
class Needs {
    private final Sql sql;
    private final Technicians technicians;
    private final References references;

    Needs(Sql sql, Technicians technicians, References references) {
        this.sql = sql;
        this.technicians = technicians;
        this.references = references;
    }

    /// Needs that were read, for the ETag; version 0 if nobody ever wrote them.
    record Stored(int version, NeedsForm form) {}

    /// @throws Problem 404 `not-found` if there is no such visit
    Stored of(UUID visit) {
        return read(visit, "");
    }

    private Stored read(UUID visit, String lock) {
        if (!isVisit(visit)) {
            throw Problem.missing("not-found");
        }
        return sql.first(
                        "SELECT version, needs::text FROM visit_needs WHERE tenant_id = current_tenant() AND visit_id = ?"
                                + lock,
                        row -> new Stored(row.getInt(1), parse(row.getString(2))),
                        visit)
                .orElse(new Stored(0, NeedsForm.NONE));
    }

    private boolean isVisit(UUID id) {
        return sql.first(
                        "SELECT 1 FROM visit WHERE tenant_id = current_tenant() AND id = ? AND deleted_at IS NULL",
                        row -> true,
                        id)
                .orElse(false);
    }

    static NeedsForm parse(String json) {
        try {
            return Json.MAPPER.readValue(json, NeedsForm.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored needs cannot be read", e);
        }
    }

    /// Puts needs in place of what was, if the caller has read their present version.
    void put(UUID visit, @Nullable String ifMatch, NeedsForm form) {
        if (!isVisit(visit)) {
            throw Problem.missing("not-found");
        }
        sql.update("INSERT INTO visit_needs (visit_id) VALUES (?) ON CONFLICT DO NOTHING", visit);
        IfMatch.check(ifMatch, read(visit, " FOR UPDATE").version());
        check(visit, form);
        sql.update(
                "UPDATE visit_needs SET version = version + 1, needs = ?::jsonb WHERE tenant_id = current_tenant() AND visit_id = ?",
                Json.MAPPER.valueToTree(form).toString(),
                visit);
    }

    private void check(UUID visit, NeedsForm form) {
        check("requiredTechnicianIds", form.requiredTechnicianIds());
        check("preferredTechnicianIds", form.preferredTechnicianIds());
        check("forbiddenTechnicianIds", form.forbiddenTechnicianIds());
        form.parts().forEach(each -> references.require("part", "parts", each.partId()));
        for (NeedsForm.TieForm each : form.ties()) {
            if (each.visitId().equals(visit) || !isVisit(each.visitId())) {
                throw Problem.invalid("unknown-visit", "ties", "There is no other visit " + each.visitId() + ".");
            }
        }
        long kinds =
                form.parts().stream().map(NeedsForm.PartNeed::partId).distinct().count();
        if (kinds < form.parts().size()) {
            throw Problem.invalid("invalid", "parts", "A part is named twice.");
        }
        if (isOwnPredecessor(visit, form)) {
            throw Problem.invalid("invalid", "ties", "It would come after itself.");
        }
    }

    /// True if what it comes after, directly or not, comes after it.
    private boolean isOwnPredecessor(UUID visit, NeedsForm form) {
        Set<UUID> before = new java.util.TreeSet<>();
        form.ties().stream().filter(each -> each.kind().equals("after")).forEach(each -> before.add(each.visitId()));
        return sql.first("""
                        WITH RECURSIVE before (id) AS (
                            SELECT unnest(?::uuid[])
                            UNION
                            SELECT (t.tie ->> 'visitId')::uuid FROM before b
                            JOIN visit_needs n ON n.tenant_id = current_tenant() AND n.visit_id = b.id
                            CROSS JOIN LATERAL jsonb_array_elements(n.needs -> 'ties') t (tie)
                            WHERE t.tie ->> 'kind' = 'after')
                        SELECT 1 FROM before WHERE id = ?
                        """, row -> true, before, visit).orElse(false);
    }

    private void check(String field, Set<UUID> named) {
        named.stream().filter(each -> !technicians.exists(each)).findFirst().ifPresent(unknown -> {
            throw Problem.invalid("unknown-technician", field, "There is no active technician " + unknown + ".");
        });
    }
}
