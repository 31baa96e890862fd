package io.naichang.parts;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An amount of money.
///
/// @param minor in the currency's smallest unit, satang for baht
/// @param currency ISO 4217
@Schema(name = "Money")
@RegisterForReflection
record Money(
        @NotNull @Min(0) @Max(1_000_000_000_000L) Long minor,
        @NotNull @CurrencyCode String currency) {}
