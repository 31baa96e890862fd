package io.naichang.shifts;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// All patterns of a technician, which are written at once.
@Schema(name = "ShiftPatternsForm")
@RegisterForReflection
record PatternsForm(@NotNull @Size(max = 100) List<@NotNull @Valid ShiftPattern> patterns) {
    PatternsForm {
        patterns = copy(patterns);
    }

    @SuppressWarnings("NullAway") // Bean Validation looks for missing values only after they have come this far
    private static List<ShiftPattern> copy(@Nullable List<ShiftPattern> patterns) {
        return patterns == null ? null : Collections.unmodifiableList(new ArrayList<>(patterns));
    }

    /// The place of the first pattern that overlaps one before it.
    OptionalInt overlap() {
        for (int later = 1; later < patterns.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (patterns.get(later).overlaps(patterns.get(earlier))) {
                    return OptionalInt.of(later);
                }
            }
        }
        return OptionalInt.empty();
    }
}
