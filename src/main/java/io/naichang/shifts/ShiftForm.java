package io.naichang.shifts;

import io.naichang.platform.CommonEra;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A single shift.
///
/// @param day on which it begins, by the company's zone; the technician's patterns do not hold on it
@Schema(name = "ShiftForm")
@RegisterForReflection
record ShiftForm(
        @NotNull UUID technicianId,
        @NotNull @CommonEra LocalDate day,
        @NotNull @Valid Hours hours) {}
