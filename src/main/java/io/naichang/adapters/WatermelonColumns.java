package io.naichang.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.naichang.platform.Json;
import io.naichang.sync.Feed;
import io.naichang.sync.Field;
import io.naichang.sync.FieldType;
import io.naichang.sync.SyncCollection;
import io.naichang.sync.SyncCollections;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Fields as columns of SQLite: an instant is a number of milliseconds, whatever has parts is JSON text.
@ApplicationScoped
class WatermelonColumns {
    private static final Set<String> JSON = Set.of("any", "position");
    private static final String MEMBERS = ".*";
    private static final long MOST_MILLIS = 1L << 50;

    private enum Kind {
        PLAIN,
        INSTANT,
        PARTS
    }

    private final SyncCollections collections;
    private final Map<String, Map<String, Kind>> kinds = new HashMap<>();

    WatermelonColumns(SyncCollections collections) {
        this.collections = collections;
        collections.all().forEach(each -> kinds.put(each.name(), kinds(each)));
    }

    private static Map<String, Kind> kinds(SyncCollection collection) {
        Map<String, Kind> kinds = new HashMap<>();
        for (Field field : collection.fields()) {
            String name = field.name();
            boolean map = name.endsWith(MEMBERS);
            String type = field.type().name();
            kinds.put(
                    map ? name.substring(0, name.length() - MEMBERS.length()) : name,
                    map || JSON.contains(type)
                            ? Kind.PARTS
                            : type.equals(FieldType.INSTANT.name()) ? Kind.INSTANT : Kind.PLAIN);
        }
        return kinds;
    }

    /// The tables that an app of this schema has: one that it does not have stops its library.
    Set<String> tables(int schema) {
        Set<String> tables = new TreeSet<>();
        collections.all().forEach(each -> {
            if (each.schema() <= schema) {
                tables.add(each.name());
            }
        });
        return tables;
    }

    private Kind kind(String table, String column) {
        if (column.equals(SentRow.CHANGED_AT)) {
            return Kind.INSTANT;
        }
        return kinds.getOrDefault(table, Map.of()).getOrDefault(column, Kind.PLAIN);
    }

    /// A row as WatermelonDB takes it.
    ObjectNode row(Feed.Row row, ObjectNode doc) {
        ObjectNode raw = Json.object().put("id", row.id().toString()).put("rev", row.version());
        doc.properties().forEach(each -> {
            JsonNode value = each.getValue();
            Instant instant = FieldType.instant(value);
            switch (kind(row.collection(), each.getKey())) {
                case PLAIN ->
                    raw.set(each.getKey(), value.isContainerNode() ? TextNode.valueOf(value.toString()) : value);
                case INSTANT -> raw.put(each.getKey(), instant == null ? null : (Long) instant.toEpochMilli());
                case PARTS -> raw.put(each.getKey(), value.toString());
            }
        });
        return raw;
    }

    /// The fields that these columns of a row stand for. What cannot be read stays as it is: it will be refused, and
    /// kept.
    ObjectNode fields(String table, ObjectNode raw, List<String> columns) {
        ObjectNode fields = Json.object();
        for (String column : columns) {
            JsonNode value = raw.path(column);
            if (!value.isMissingNode()) {
                fields.set(column, field(kind(table, column), value));
            }
        }
        return fields;
    }

    private static JsonNode field(Kind kind, JsonNode value) {
        if (kind == Kind.INSTANT && value.isNumber() && Math.abs(value.doubleValue()) < MOST_MILLIS) {
            return TextNode.valueOf(Instant.ofEpochMilli(value.longValue()).toString());
        }
        if (kind == Kind.PARTS && value.isTextual()) {
            try {
                return Json.MAPPER.readTree(value.textValue());
            } catch (JsonProcessingException e) {
                return value;
            }
        }
        return value;
    }
}
