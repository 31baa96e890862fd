package io.naichang.feeds;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Whose calendar is wanted.
///
/// @param language of its words; the technician's own, else Thai, if it is left out
@Schema(name = "CalendarFeedForm")
@RegisterForReflection
record FeedForm(
        @NotNull @Pattern(regexp = "technician|region|site") String subject,
        @NotNull UUID subjectId,
        @Pattern(regexp = "th|en") @Nullable String language) {}
