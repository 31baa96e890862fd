package io.naichang.parts;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What the desk says of stock to be kept for a visit.
@Schema(name = "ReservationForm")
@RegisterForReflection
record ReservationForm(
        @NotNull UUID visitId,
        @NotNull UUID partId,
        @NotNull UUID locationId,

        @NotNull
        @DecimalMin(Quantity.LEAST)
        @DecimalMax(Quantity.MOST)
        @Digits(integer = Quantity.DIGITS, fraction = Quantity.DECIMALS)
        BigDecimal quantity) {
    ReservationForm {
        quantity = quantity == null ? null : Quantity.normal(quantity);
    }
}
