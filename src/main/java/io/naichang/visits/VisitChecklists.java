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
import java.util.UUID;
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
    /// @throws Problem 404 `not-found` for a template that is not there
    void give(UUID visit, List<UUID> templates) {
        templates.forEach(template -> checklists.give(visit, template));
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
