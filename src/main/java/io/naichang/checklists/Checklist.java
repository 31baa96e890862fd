package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.naichang.sync.SyncedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/// The questions of one template version, asked at one visit, and their answers.
///
/// JSON is kept as text here: a tree inside an entity could be changed without anybody noticing.
@Entity
class Checklist extends SyncedEntity {
    static final String COLLECTION = "checklists";
    private static final String JSONB = "?::jsonb";

    @Column(nullable = false)
    private UUID visitId;

    @Column(nullable = false)
    private UUID templateId;

    @SuppressWarnings("unused") // read by the view checklists_state
    private int templateVersion;

    @Column(nullable = false)
    @ColumnTransformer(write = JSONB)
    private String title;

    @Column(nullable = false)
    @ColumnTransformer(write = JSONB)
    private String items;

    @Column(nullable = false)
    @ColumnTransformer(write = JSONB)
    private String answers;

    @Column(nullable = false)
    @ColumnTransformer(write = JSONB)
    private String progress;

    /// For Hibernate.
    protected Checklist() {}

    Checklist(UUID id, UUID visit, TemplateVersion template) {
        super(id);
        visitId = visit;
        templateId = template.template();
        templateVersion = template.version();
        title = template.title();
        items = template.items();
        answers = "{}";
        progress = evaluation().progress().toJson().toString();
    }

    @Override
    protected String collection() {
        return COLLECTION;
    }

    UUID visitId() {
        return visitId;
    }

    ChecklistItems items() {
        return ChecklistItems.stored(Json.parse(items));
    }

    /// All answers by item id; the caller's own copy.
    ObjectNode answers() {
        return Json.object(answers);
    }

    ObjectNode progress() {
        return Json.object(progress);
    }

    /// Puts these answers in place of all that were, and works out the progress anew.
    void answer(ObjectNode all) {
        answers = all.toString();
        progress = evaluation().progress().toJson().toString();
    }

    /// The readings of meters by item id: those that are shown and were answered with a value that counts.
    Map<String, BigDecimal> meters() {
        ChecklistItems known = items();
        Map<String, JsonNode> values = values();
        Map<String, BigDecimal> readings = new LinkedHashMap<>();
        for (Evaluation.ItemState state : known.evaluate(values).items()) {
            boolean meter = known.find(state.id())
                    .filter(item -> item.kind() instanceof Kind.Meter)
                    .isPresent();
            JsonNode value = values.get(state.id());
            if (meter && state.answered() && value != null) {
                readings.put(state.id(), value.decimalValue());
            }
        }
        return readings;
    }

    private Evaluation evaluation() {
        return items().evaluate(values());
    }

    private Map<String, JsonNode> values() {
        Map<String, JsonNode> values = new HashMap<>();
        answers()
                .properties()
                .forEach(each -> values.put(each.getKey(), each.getValue().path("value")));
        return values;
    }
}
