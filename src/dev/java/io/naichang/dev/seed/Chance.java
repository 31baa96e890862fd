package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Luck that is the same in every run: it follows from the name of what it is for, not from the order of questions.
final class Chance {
    private final Random random;

    private Chance(long seed) {
        random = new Random(seed);
    }

    static Chance of(String name) {
        long seed = 1125899906842597L;
        for (int at = 0; at < name.length(); at++) {
            seed = 31 * seed + name.charAt(at);
        }
        return new Chance(seed);
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    /// A whole number of this range, both ends included.
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// One text of a JSON list.
    String text(JsonNode list) {
        return list.get(random.nextInt(list.size())).asText();
    }

    /// One of the keys, each as often as its weight says.
    <T> T weighted(Map<T, Integer> weights) {
        int left =
                random.nextInt(weights.values().stream().mapToInt(each -> each).sum());
        for (Map.Entry<T, Integer> each : weights.entrySet()) {
            left -= each.getValue();
            if (left < 0) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("weights changed while they were added up");
    }
}
