package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.checklists.Checklists;
import io.naichang.platform.Json;
import io.naichang.platform.Problem;
import io.naichang.sync.FieldType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Gives visits their checklists.
@ApplicationScoped
class VisitChecklists {
    private static final String TEMPLATES = "checklistTemplateIds";
    private static final int MAX = 10;

    private final Checklists checklists;

    VisitChecklists(Checklists checklists) {
        this.checklists = checklists;
    }

    /// A checklist as the desk sees it.
    @Schema(name = "Checklist")
    record Shown(
            @Schema(required = true) UUID id,
            @Schema(required = true) int version,
            @Schema(required = true) UUID visitId,
            @Schema(required = true) UUID templateId,
            @Schema(required = true) int templateVersion,
            @Schema(required = true) Map<String, String> title,

            @Schema(required = true, description = "See mobile-api-spec/checklists/README.md")
            List<Map<String, Object>> items,

            @Schema(required = true, description = "Item to `{value, at, comment?}`.")
            Map<String, Object> answers,

            @Schema(required = true) Map<String, Object> progress) {}

    /// Takes the templates' ids out of the body of a create.
    List<UUID> takeTemplates(@Nullable JsonNode body) {
        JsonNode ids = body instanceof ObjectNode object ? object.remove(TEMPLATES) : null;
        if (ids == null || ids.isNull()) {
            return List.of();
        }
        List<UUID> templates = new ArrayList<>();
        for (JsonNode each : ids instanceof ArrayNode array
                ? array
                : Json.MAPPER.createArrayNode().addNull()) {
            templates.add(id(each, TEMPLATES));
        }
        if (templates.size() > MAX) {
            throw Problem.invalid("invalid", TEMPLATES, "A visit has at most " + MAX + " checklists.");
        }
        return templates;
    }

    /// A checklist of the newest version of each template.
    ///
    /// @throws Problem 400 `unknown-checklist-template` for a template that is not there
    void give(UUID visit, List<UUID> templates) {
        templates.forEach(template -> give(visit, template, TEMPLATES));
    }

    /// One more checklist; `field` is where its template was named.
    void give(UUID visit, UUID template, String field) {
        checklists.give(visit, template, field);
    }

    /// A visit's checklists as documents.
    ArrayNode of(UUID visit) {
        return checklists.of(visit);
    }

    private static UUID id(@Nullable JsonNode value, String field) {
        UUID id = FieldType.id(value);
        if (id == null) {
            throw Problem.invalid("invalid", field, "It must be a UUID.");
        }
        return id;
    }
}
