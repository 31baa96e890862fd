package io.naichang.shifts;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A stretch in which a technician can be given work: a shift, what an absence left of one, or time on call.
///
/// @param pause that must lie in it; null if none
/// @param overtime how long he could go on after its end, at a price; zero on call
/// @param onCall he can be called to an emergency, and drives out for nothing else
/// @param startLocationId a location of parts where he begins; null is his home
/// @param endLocationId a location of parts where he ends; null is his home
@Schema(name = "WorkingTime")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkingTime(
        UUID technicianId,
        Instant start,
        Instant end,
        @Nullable Pause pause,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration overtime,
        boolean onCall,
        @Nullable UUID startLocationId,
        @Nullable UUID endLocationId) {
    /// A time that ends before it starts is none.
    public WorkingTime {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a working time ends after its start: " + start + " to " + end);
        }
    }

    /// When he stops at the latest: at the end of the overtime that he could do.
    public Instant limit() {
        return end.plus(overtime);
    }

    /// A rest within a shift. It may begin from `earliest` to `latest`, and ends before the shift does.
    @Schema(name = "WorkingTimePause")
    @RegisterForReflection
    public record Pause(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Duration length, Instant earliest, Instant latest) {}
}
