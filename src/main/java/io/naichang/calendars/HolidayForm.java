package io.naichang.calendars;

import io.naichang.platform.CommonEra;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A day on which the company does not work, and what it is called in Thai and in English.
@Schema(name = "HolidayForm")
@RegisterForReflection
record HolidayForm(
        @NotNull @CommonEra LocalDate day,
        @NotBlank @Size(max = 200) String name,
        @Size(min = 1, max = 200) @Nullable String nameEn) {}
