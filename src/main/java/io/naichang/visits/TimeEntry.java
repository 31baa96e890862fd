package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.sync.FieldType;
import io.naichang.sync.SyncedEntity;
import jakarta.persistence.Entity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a technician spent some time of a visit; never changed, only withdrawn.
@Entity
@SuppressWarnings("UnusedVariable") // written here; the view in SQL reads them
class TimeEntry extends SyncedEntity {
    static final String COLLECTION = "time_entries";

    private @Nullable UUID visitId;
    private @Nullable UUID technicianId;
    private String kind = "";
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable Instant correctedStart;
    private @Nullable Instant correctedEnd;
    private @Nullable Instant deletedAt;

    protected TimeEntry() {}

    /// How long it lasted, as exact as the wire is; null if that is no duration.
    static @Nullable Duration length(@Nullable JsonNode duration) {
        Duration length = FieldType.duration(duration);
        return length == null ? null : length.truncatedTo(ChronoUnit.MILLIS);
    }

    /// From one instant to a later one.
    record Span(Instant start, Instant end) {
        static final Duration LONGEST = Duration.ofHours(24);

        Span {
            Duration length = Duration.between(start, end);
            if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a span of " + length);
            }
        }

        /// The same span by our clock: as far off as the phone's clock was when this was written down (`wrote` by that
        /// clock, `occurred` by ours), and over by then.
        Span corrected(@Nullable Instant wrote, Instant occurred) {
            Instant moved = wrote == null ? end : end.plus(Duration.between(wrote, occurred));
            Instant over = (moved.isAfter(occurred) ? occurred : moved).truncatedTo(ChronoUnit.MILLIS);
            return new Span(over.minus(Duration.between(start, end)), over);
        }
    }

    TimeEntry(UUID id, UUID visit, UUID technician, String kind, Span told, Span corrected) {
        super(id);
        this.visitId = visit;
        this.technicianId = technician;
        this.kind = kind;
        this.startedAt = told.start();
        this.endedAt = told.end();
        this.correctedStart = corrected.start();
        this.correctedEnd = corrected.end();
    }

    @Override
    protected String collection() {
        return COLLECTION;
    }

    boolean isOf(UUID user) {
        return user.equals(technicianId);
    }

    /// Takes it off every list; the row stays.
    void withdraw(Instant when) {
        deletedAt = when;
    }

    void restore() {
        deletedAt = null;
    }
}
