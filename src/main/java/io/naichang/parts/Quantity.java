package io.naichang.parts;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.sync.FieldType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Amounts of a part in its unit: numbers with at most three decimals, since cable is cut by the metre and refrigerant
/// weighed by the kilogram.
final class Quantity {
    static final int DIGITS = 9;
    static final int DECIMALS = 3;
    static final String LEAST = "0.001";
    static final String MOST = "999999999.999";

    /// What is moved.
    static final FieldType MOVED = type(LEAST);
    /// What somebody counted.
    static final FieldType COUNTED = type("0");
    /// What the screen showed; it may have been below zero.
    static final FieldType EXPECTED = type("-" + MOST);

    private Quantity() {}

    private static FieldType type(String least) {
        FieldType number = FieldType.number(least, MOST);
        return new FieldType(number.name(), value -> {
            String fault = number.form().fault(value);
            return fault == null && decimals(value) > DECIMALS ? "must have at most three decimals" : fault;
        });
    }

    private static int decimals(JsonNode value) {
        return value.decimalValue().stripTrailingZeros().scale();
    }

    /// Equal amounts made equal: 2.50 and 2.5, 1E1 and 10. What is out of range stays as it is, to be refused: written
    /// out, 1E999999999 would fill the memory.
    static @Nullable BigDecimal normal(@Nullable BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        BigDecimal bare = amount.stripTrailingZeros();
        return bare.scale() < 0 && bare.scale() > -2 * DIGITS ? bare.setScale(0) : bare;
    }
}
