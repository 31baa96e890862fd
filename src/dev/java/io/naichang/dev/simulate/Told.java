package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Every result that the server has ever given, also in answers that no phone got: a repeat must get the same (P3).
final class Told {
    private final Map<String, JsonNode> results = new ConcurrentHashMap<>();

    /// Compares the results of an answer with those before.
    void hear(String device, JsonNode answer) {
        String epoch = answer.path("epoch").asText();
        for (JsonNode each : answer.path("results")) {
            String number = each.path("seq").asText();
            JsonNode first = results.putIfAbsent(epoch + "/" + device + "/" + number, each);
            if (first != null && !first.equals(each) && !Deed.status(each).equals("known")) {
                throw new Broken(
                        Promise.P3,
                        "seq " + number + " of device " + device + " was answered " + first + " and, repeated, "
                                + each);
            }
        }
    }
}
