package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An answer that was understood as its item's kind: what conditions compare.
sealed interface Answer {

    JsonNode toJson();

    record Flag(boolean value) implements Answer {
        @Override
        public JsonNode toJson() {
            return BooleanNode.valueOf(value);
        }
    }

    /// A decimal in one canonical form, so that 2, 2.0 and 2e0 are equal.
    record Quantity(BigDecimal value) implements Answer {
        private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000L);

        /// What the smallest double needs; beyond it a few bytes could ask PostgreSQL for megabytes of zeros.
        private static final int MOST_DECIMALS = 400;

        public Quantity {
            BigDecimal stripped = value.stripTrailingZeros();
            value = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }

        /// Empty if the number is not finite, beyond ±10¹² or written with more than 400 decimals.
        static Optional<Quantity> of(JsonNode number) {
            if ((number.isDouble() || number.isFloat()) && !Double.isFinite(number.doubleValue())) {
                return Optional.empty();
            }
            BigDecimal value = number.decimalValue().stripTrailingZeros();
            if (value.abs().compareTo(LARGEST) > 0 || value.scale() > MOST_DECIMALS) {
                return Optional.empty();
            }
            return Optional.of(new Quantity(value));
        }

        @Override
        public JsonNode toJson() {
            return DecimalNode.valueOf(value);
        }
    }

    /// A text, or the value of the one choice made.
    record Words(String value) implements Answer {
        @Override
        public JsonNode toJson() {
            return TextNode.valueOf(value);
        }
    }

    record Picks(Set<String> values) implements Answer {
        public Picks {
            values = Set.copyOf(values);
        }

        @Override
        public JsonNode toJson() {
            var array = JsonNodeFactory.instance.arrayNode();
            values.stream().sorted().forEach(array::add);
            return array;
        }
    }

    /// Attachment ids of photos or signatures.
    record Files(List<String> ids) implements Answer {
        public Files {
            ids = List.copyOf(ids);
        }

        @Override
        public JsonNode toJson() {
            var array = JsonNodeFactory.instance.arrayNode();
            ids.forEach(array::add);
            return array;
        }
    }
}
