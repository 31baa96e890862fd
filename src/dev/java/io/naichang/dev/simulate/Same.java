package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// When two values say the same: 120 and 120.0, an instant to the millisecond, one answer whenever it was given; what
/// is
/// null is not there.
final class Same {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private Same() {}

    static boolean same(JsonNode one, JsonNode other) {
        if (isNothing(one) || isNothing(other)) {
            return isNothing(one) && isNothing(other);
        }
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isArray() && other.isArray()) {
            return one.size() == other.size()
                    && IntStream.range(0, one.size()).allMatch(i -> same(one.get(i), other.get(i)));
        }
        if (one.isObject() && other.isObject()) {
            Set<String> names = new TreeSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.remove("at");
            return names.stream().allMatch(name -> same(one.path(name), other.path(name)));
        }
        return one.equals(other) || (one.isTextual() && other.isTextual() && sameInstant(one.asText(), other.asText()));
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean sameInstant(String one, String other) {
        if (!one.startsWith("20") || !other.startsWith("20")) {
            return false;
        }
        try {
            // The wire has milliseconds; whether finer ones are cut or rounded is the server's business.
            Duration apart = Duration.between(Instant.parse(one), Instant.parse(other));
            return apart.abs().compareTo(MILLISECOND) < 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
