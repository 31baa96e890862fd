package io.naichang.platform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The filters of a list, put together from those that the caller gave.
public final class Where {
    private final StringBuilder text = new StringBuilder("true");
    private final List<@Nullable Object> parameters = new ArrayList<>();

    /// Adds a condition that needs no value.
    public Where and(String condition) {
        text.append(" AND ").append(condition);
        return this;
    }

    /// Adds a condition with one `?` for the value; nothing if there is no value.
    public Where and(String condition, @Nullable Object value) {
        if (value != null) {
            and(condition);
            parameters.add(value);
        }
        return this;
    }

    /// Adds that a text holds another, large and small letters alike; nothing if there is none.
    public Where contains(String expression, @Nullable String part) {
        String pattern = part == null || part.isBlank()
                ? null
                : "%" + part.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return and(expression + " ILIKE ?", pattern);
    }

    String text() {
        return text.toString();
    }

    List<@Nullable Object> parameters() {
        return parameters;
    }
}
