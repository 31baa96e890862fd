package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What the desk wrote and was told that it is there.
///
/// @param row `collection/id`
/// @param version that it was given with it
record Written(String row, int version, Map<String, JsonNode> values) {
    Written {
        values = Map.copyOf(values);
    }
}
