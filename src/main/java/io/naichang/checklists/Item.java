package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// One question of a checklist; without `shownIf` it is always shown.
record Item(
        String id,
        Bilingual title,
        @Nullable Bilingual help,
        Kind kind,
        boolean required,
        @Nullable Condition shownIf) {

    JsonNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", id);
        node.set("title", title.toJson());
        if (help != null) {
            node.set("help", help.toJson());
        }
        kind.writeTo(node);
        node.put("required", required);
        if (shownIf != null) {
            node.set("shownIf", shownIf.toJson());
        }
        return node;
    }
}
