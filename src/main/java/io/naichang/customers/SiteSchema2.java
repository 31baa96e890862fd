package io.naichang.customers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.sync.SchemaStep;
import jakarta.enterprise.context.ApplicationScoped;

/// A site's place became a position as everywhere else on the wire: `position {lat, lon}` for `lat` and `lon`.
@ApplicationScoped
class SiteSchema2 implements SchemaStep {
    @Override
    public String collection() {
        return Sites.COLLECTION;
    }

    @Override
    public int schema() {
        return 2;
    }

    @Override
    public ObjectNode downcast(ObjectNode doc) {
        JsonNode position = doc.remove("position");
        if (position instanceof ObjectNode place) {
            move(place, doc);
        }
        return doc;
    }

    @Override
    public ObjectNode upcast(ObjectNode fields) {
        if (fields.has("lat") || fields.has("lon")) {
            move(fields, fields.putObject("position"));
        }
        return fields;
    }

    private static void move(ObjectNode from, ObjectNode to) {
        for (String name : new String[] {"lat", "lon"}) {
            JsonNode value = from.remove(name);
            if (value != null) {
                to.set(name, value);
            }
        }
    }
}
