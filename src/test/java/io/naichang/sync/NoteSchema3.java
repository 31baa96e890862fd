package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;

/// A third version of the schema that exists in one test only: what notes call `text` was `body` before.
@ApplicationScoped
@IfBuildProperty(name = "naichang.testing.schema-3", stringValue = "true")
class NoteSchema3 implements SchemaStep {
    @Override
    public String collection() {
        return "notes";
    }

    @Override
    public int schema() {
        return 3;
    }

    @Override
    public ObjectNode downcast(ObjectNode doc) {
        return renamed(doc, "text", "body");
    }

    @Override
    public ObjectNode upcast(ObjectNode fields) {
        return renamed(fields, "body", "text");
    }

    private static ObjectNode renamed(ObjectNode fields, String from, String to) {
        JsonNode value = fields.remove(from);
        if (value != null) {
            fields.set(to, value);
        }
        return fields;
    }
}
