package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The stock as it must be: the sum of all movements that were accepted.
final class Stock {
    private final List<JsonNode> atDesk = new ArrayList<>();

    /// A movement that the desk posted.
    synchronized void posted(JsonNode movement) {
        atDesk.add(movement.deepCopy());
    }

    /// How much was posted at the desk.
    synchronized int size() {
        return atDesk.size();
    }

    /// The desk's later movements are gone with the history that had them.
    synchronized void shrink(int size) {
        atDesk.subList(size, atDesk.size()).clear();
    }

    /// What lies where, `part location` to quantity; `moved` are the movements of phones that count.
    synchronized Map<String, BigDecimal> levels(List<JsonNode> moved) {
        Map<String, BigDecimal> levels = new TreeMap<>();
        atDesk.forEach(each -> add(levels, each));
        moved.forEach(each -> add(levels, each));
        return levels;
    }

    private static void add(Map<String, BigDecimal> levels, JsonNode movement) {
        boolean count = movement.path("reason").asText().equals("count");
        BigDecimal amount = count
                ? movement.path("counted")
                        .decimalValue()
                        .subtract(movement.path("expected").decimalValue())
                : movement.path("quantity").decimalValue();
        String part = movement.path("partId").asText() + " ";
        if (movement.hasNonNull("fromLocationId")) {
            BigDecimal from = count ? amount : amount.negate();
            levels.merge(part + movement.path("fromLocationId").asText(), from, BigDecimal::add);
        }
        if (movement.hasNonNull("toLocationId")) {
            levels.merge(part + movement.path("toLocationId").asText(), amount, BigDecimal::add);
        }
    }
}
