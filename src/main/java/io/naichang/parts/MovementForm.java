package io.naichang.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a phone or the desk says of a movement.
///
/// @param quantity of the part's unit; of a count it means nothing
/// @param counted what lies there
/// @param expected what the screen showed to the person who counted
@Schema(name = "StockMovementForm")
@RegisterForReflection
record MovementForm(
        @NotNull UUID partId,
        @Nullable UUID fromLocationId,
        @Nullable UUID toLocationId,

        @DecimalMin(Quantity.LEAST)
        @DecimalMax(Quantity.MOST)
        @Digits(integer = Quantity.DIGITS, fraction = Quantity.DECIMALS)
        @Nullable
        BigDecimal quantity,

        @NotNull @Pattern(regexp = "consume|return|transfer|receive|count")
        String reason,

        @DecimalMin("0")
        @DecimalMax(Quantity.MOST)
        @Digits(integer = Quantity.DIGITS, fraction = Quantity.DECIMALS)
        @Nullable
        BigDecimal counted,

        @DecimalMin("-" + Quantity.MOST)
        @DecimalMax(Quantity.MOST)
        @Digits(integer = Quantity.DIGITS, fraction = Quantity.DECIMALS)
        @Nullable
        BigDecimal expected,

        @Nullable UUID visitId,
        @Size(min = 1, max = 100) @Nullable String serial) {
    static final String COUNT = "count";
    static final String CONSUME = "consume";
    static final String TRANSFER = "transfer";

    MovementForm {
        quantity = Quantity.normal(quantity);
        counted = Quantity.normal(counted);
        expected = Quantity.normal(expected);
    }

    /// What contradicts the reason.
    record Fault(String field, String reason) {}

    /// How much more lies at a location afterwards.
    record Effect(UUID location, BigDecimal change) {}

    /// Reads fields of a mutation, each already of its field's form.
    static MovementForm of(ObjectNode set) {
        try {
            return Json.MAPPER.treeToValue(set, MovementForm.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fields of a movement passed their forms and cannot be read", e);
        }
    }

    boolean isCount() {
        return COUNT.equals(reason);
    }

    /// The first thing that is missing, or that the reason leaves no room for.
    Optional<Fault> fault() {
        if (partId == null || reason == null) {
            return Optional.of(new Fault(partId == null ? "partId" : "reason", "it is missing"));
        }
        return isCount() ? faultOfCount() : faultOfMove();
    }

    private Optional<Fault> faultOfCount() {
        if (counted == null || expected == null) {
            return Optional.of(new Fault(counted == null ? "counted" : "expected", "a count says both"));
        }
        return (fromLocationId == null) == (toLocationId == null)
                ? Optional.of(new Fault("toLocationId", "a count is made at one location"))
                : Optional.empty();
    }

    private Optional<Fault> faultOfMove() {
        if (quantity == null) {
            return Optional.of(new Fault("quantity", "it is missing"));
        }
        if (counted != null || expected != null) {
            return Optional.of(new Fault(counted != null ? "counted" : "expected", "it belongs to a count"));
        }
        boolean from = fromLocationId != null;
        boolean to = toLocationId != null;
        boolean needsFrom = reason.equals(CONSUME) || reason.equals(TRANSFER);
        if (from != needsFrom && !reason.equals("return")) {
            return Optional.of(new Fault("fromLocationId", "a " + reason + (from ? " has none" : " needs one")));
        }
        if (to == reason.equals(CONSUME)) {
            return Optional.of(new Fault("toLocationId", "a " + reason + (to ? " has none" : " needs one")));
        }
        return Objects.equals(fromLocationId, toLocationId)
                ? Optional.of(new Fault("toLocationId", "it must be another location than fromLocationId"))
                : Optional.empty();
    }

    /// The locations that it names.
    List<UUID> locations() {
        return Stream.of(Optional.ofNullable(fromLocationId), Optional.ofNullable(toLocationId))
                .flatMap(Optional::stream)
                .toList();
    }

    /// What it does to levels, in the order in which their rows are locked; `back` takes it back.
    List<Effect> effects(boolean back) {
        BigDecimal amount = isCount() ? value(counted).subtract(value(expected)) : value(quantity);
        BigDecimal gain = back ? amount.negate() : amount;
        List<Effect> effects = new ArrayList<>();
        if (fromLocationId != null) {
            effects.add(new Effect(fromLocationId, isCount() ? gain : gain.negate()));
        }
        if (toLocationId != null) {
            effects.add(new Effect(toLocationId, gain));
        }
        effects.sort(Comparator.comparing(each -> StockLevels.idOf(partId, each.location())));
        return effects;
    }

    private static BigDecimal value(@Nullable BigDecimal amount) {
        if (amount == null) {
            throw new IllegalStateException("a movement with faults has no effects");
        }
        return amount;
    }
}
