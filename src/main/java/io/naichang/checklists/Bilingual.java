package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// One phrase in Thai and in English; a template has both or is not accepted.
record Bilingual(String th, String en) {
    JsonNode toJson() {
        return JsonNodeFactory.instance.objectNode().put("th", th).put("en", en);
    }
}
