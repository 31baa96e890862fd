package io.naichang.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The form of a field's value on the wire.
///
/// @param name as shown in the policy table
public record FieldType(String name, Form form) {
    /// Says what is wrong with a value, or null if it is well-formed.
    @FunctionalInterface
    public interface Form {
        /// The fault in words, or null.
        @Nullable
        String fault(JsonNode value);
    }

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /// True or false.
    public static final FieldType FLAG =
            new FieldType("boolean", value -> value.isBoolean() ? null : "must be true or false");
    /// A UUID.
    public static final FieldType ID = new FieldType("id", value -> isId(value) ? null : "must be a UUID");
    /// An RFC 3339 instant between 1900 and 2200.
    public static final FieldType INSTANT = new FieldType(
            "instant",
            value -> instant(value) == null
                    ? "must be an RFC 3339 instant of the common era, between 1900 and 2199"
                    : null);
    /// An ISO 8601 duration in days, hours, minutes and seconds.
    public static final FieldType DURATION =
            new FieldType("duration", value -> duration(value) == null ? "must be an ISO 8601 duration" : null);
    /// An ISO 8601 day.
    public static final FieldType DATE = new FieldType(
            "date",
            value -> isDate(value) ? null : "must be an ISO 8601 date of the common era, between 1900 and 2199");
    /// Whatever the feature itself checks.
    public static final FieldType ANY = new FieldType("any", value -> null);
    /// `{lat, lon, accuracy?, at?, mocked?}` in degrees (WGS 84) and metres.
    public static final FieldType POSITION = new FieldType("position", FieldType::positionFault);

    /// Text of at most `max` characters without NUL.
    public static FieldType text(int max) {
        return new FieldType("text(" + max + ")", value -> {
            if (!value.isTextual()) {
                return "must be text";
            }
            if (value.textValue().indexOf('\0') >= 0) {
                return "must not contain NUL";
            }
            return value.textValue().length() > max ? "must be at most " + max + " characters" : null;
        });
    }

    /// One of the named values.
    public static FieldType choice(String... values) {
        String all = String.join(" ", values);
        return new FieldType(
                all,
                value -> value.isTextual() && Arrays.asList(values).contains(value.textValue())
                        ? null
                        : "must be one of " + all);
    }

    /// A number from `min` to `max`, with at most six decimals.
    public static FieldType number(String min, String max) {
        BigDecimal least = new BigDecimal(min);
        BigDecimal most = new BigDecimal(max);
        return new FieldType("number " + min + ".." + max, value -> {
            if (!value.isNumber()) {
                return "must be a number";
            }
            BigDecimal number = value.decimalValue();
            boolean inside = number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
            return inside && number.stripTrailingZeros().scale() <= 6 ? null : "must lie in " + min + ".." + max;
        });
    }

    /// The value as an instant, or null if it is none.
    public static @Nullable Instant instant(@Nullable JsonNode value) {
        if (value == null || !value.isTextual()) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(value.textValue()).toInstant();
            return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// The value as a duration, or null if it is none.
    public static @Nullable Duration duration(@Nullable JsonNode value) {
        if (value == null || !value.isTextual() || !value.textValue().startsWith("P")) {
            return null;
        }
        try {
            return Duration.parse(value.textValue());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// The value as an id, or null if it is none.
    public static @Nullable UUID id(@Nullable JsonNode value) {
        return value != null && isId(value) ? UUID.fromString(value.textValue()) : null;
    }

    private static boolean isId(JsonNode value) {
        return value.isTextual() && UUID_FORM.matcher(value.textValue()).matches();
    }

    private static boolean isDate(JsonNode value) {
        try {
            return value.isTextual()
                    && LocalDate.parse(value.textValue()).getYear() >= 1900
                    && LocalDate.parse(value.textValue()).getYear() < 2200;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static @Nullable String positionFault(JsonNode value) {
        if (!value.isObject()) {
            return "must be an object {lat, lon, accuracy?, at?, mocked?}";
        }
        String lat = number("-90", "90")
                .form
                .fault(value.path("lat").isNumber() ? round(value.get("lat")) : value.path("lat"));
        String lon = number("-180", "180")
                .form
                .fault(value.path("lon").isNumber() ? round(value.get("lon")) : value.path("lon"));
        if (lat != null || lon != null) {
            return lat != null ? "lat " + lat : "lon " + lon;
        }
        JsonNode accuracy = value.path("accuracy");
        return accuracy.isMissingNode() || (accuracy.isNumber() && accuracy.doubleValue() >= 0)
                ? null
                : "accuracy must be metres";
    }

    /// Phones report fifteen decimals of a degree; the range is what matters.
    private static JsonNode round(JsonNode number) {
        return com.fasterxml.jackson.databind.node.DecimalNode.valueOf(
                number.decimalValue().setScale(6, java.math.RoundingMode.HALF_EVEN));
    }
}
