package io.naichang.shifts;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a company says about shifts.
///
/// @param overtimeFactor what a minute of overtime costs in minutes of normal work
@Schema(name = "ShiftPolicyForm")
@RegisterForReflection
record ShiftPolicyForm(
        @NotNull @DecimalMin("1") @DecimalMax("10") @Digits(integer = 2, fraction = 2)
        BigDecimal overtimeFactor) {
    /// As the Labour Protection Act has it for working days (section 61).
    static final ShiftPolicyForm DEFAULT = new ShiftPolicyForm(new BigDecimal("1.5"));
}
