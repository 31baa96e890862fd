package io.naichang.people;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a region is called, in Thai and in English.
@Schema(name = "RegionForm")
@RegisterForReflection
record RegionForm(
        @NotBlank @Size(max = 100) String name,
        @Size(min = 1, max = 100) @Nullable String nameEn) {}
