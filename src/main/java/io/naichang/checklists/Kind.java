package io.naichang.checklists;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an item is answered, with what only that kind of item has.
sealed interface Kind {

    record YesNo() implements Kind {}

    record Choice(List<Option> choices) implements Kind {
        public Choice {
            choices = List.copyOf(choices);
        }
    }

    record MultiChoice(List<Option> choices) implements Kind {
        public MultiChoice {
            choices = List.copyOf(choices);
        }
    }

    record Numeric(Measure measure) implements Kind {}

    record Text() implements Kind {}

    record Photo() implements Kind {}

    record Signature() implements Kind {}

    /// A number too, kept apart because its answer is also the asset's meter reading.
    record Meter(Measure measure) implements Kind {}

    record Option(String value, Bilingual title) {}

    /// Limits are inclusive; `decimals` is for the phone's keyboard and display and refuses nothing.
    record Measure(
            @Nullable String unit,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Integer decimals) {
        boolean allows(BigDecimal value) {
            return (min == null || value.compareTo(min) >= 0) && (max == null || value.compareTo(max) <= 0);
        }
    }

    default String word() {
        return switch (this) {
            case YesNo() -> "yes-no";
            case Choice _ -> "choice";
            case MultiChoice _ -> "multi-choice";
            case Numeric _ -> "number";
            case Text() -> "text";
            case Photo() -> "photo";
            case Signature() -> "signature";
            case Meter _ -> "meter";
        };
    }

    default void writeTo(ObjectNode item) {
        item.put("kind", word());
        switch (this) {
            case Choice(List<Option> choices) -> write(choices, item);
            case MultiChoice(List<Option> choices) -> write(choices, item);
            case Numeric(Measure measure) -> write(measure, item);
            case Meter(Measure measure) -> write(measure, item);
            case YesNo(), Text(), Photo(), Signature() -> {}
        }
    }

    private static void write(List<Option> choices, ObjectNode item) {
        var array = item.putArray("choices");
        for (Option choice : choices) {
            array.addObject()
                    .put("value", choice.value())
                    .set("title", choice.title().toJson());
        }
    }

    private static void write(Measure measure, ObjectNode item) {
        if (measure.unit() != null) {
            item.put("unit", measure.unit());
        }
        if (measure.min() != null) {
            item.put("min", measure.min());
        }
        if (measure.max() != null) {
            item.put("max", measure.max());
        }
        if (measure.decimals() != null) {
            item.put("decimals", measure.decimals());
        }
    }
}
