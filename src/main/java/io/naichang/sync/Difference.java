package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a client changed that sends rows instead of changes.
public final class Difference {
    private static final String MEMBERS = ".*";

    private Difference() {}

    /// The `set` of a patch that makes `after` of `before`: what is new or other, null for what is gone; members of
    /// a map by `map.member`.
    public static ObjectNode between(List<Field> fields, ObjectNode before, ObjectNode after) {
        ObjectNode set = Json.object();
        for (String name : names(before, after)) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            boolean map = fields.stream().anyMatch(each -> each.name().equals(name + MEMBERS));
            if (map && !(is.isValueNode() && !is.isNull())) {
                for (String member : names(was, is)) {
                    put(set, name + "." + member, was.path(member), is.path(member));
                }
            } else {
                put(set, name, was, is);
            }
        }
        return set;
    }

    private static void put(ObjectNode set, String name, JsonNode was, JsonNode is) {
        boolean gone = is.isMissingNode() || is.isNull();
        boolean wasGone = was.isMissingNode() || was.isNull();
        if (gone && !wasGone) {
            set.putNull(name);
        } else if (!gone && (wasGone || !Merge.same(was, is))) {
            set.set(name, is);
        }
    }

    private static Set<String> names(JsonNode one, JsonNode other) {
        Set<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
