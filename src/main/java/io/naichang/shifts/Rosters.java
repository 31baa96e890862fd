package io.naichang.shifts;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.people.Technicians;
import io.naichang.platform.Caller;
import io.naichang.platform.Events;
import io.naichang.platform.Problem;
import io.naichang.platform.Where;
import io.naichang.sync.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What all rosters have in common: whose they may be, and who sees them.
@ApplicationScoped
class Rosters {
    private final Technicians technicians;
    private final Events events;
    private final Changes changes;
    private final Caller caller;

    Rosters(Technicians technicians, Events events, Changes changes, Caller caller) {
        this.technicians = technicians;
        this.events = events;
        this.changes = changes;
        this.caller = caller;
    }

    /// Puts a change of when somebody works into the log, and lets the boards look again.
    void changed(String event, String collection, UUID id, @Nullable JsonNode what) {
        events.record(event, collection, id, what);
        changes.pokeDesks();
    }

    /// The filter of a list: technicians see what is their own.
    Where visible(@Nullable UUID technician) {
        return new Where().and("t.technician_id = ?", technician).and("t.technician_id = ?", ownOnly());
    }

    /// The only technician whose rosters the caller sees; null if he sees all.
    @Nullable
    UUID ownOnly() {
        boolean office =
                caller.has("dispatcher") || caller.has("agent") || caller.has("manager") || caller.has("admin");
        return office ? null : caller.user();
    }

    /// The only technician whose absence the caller may report; null if he may of all.
    @Nullable
    UUID reportsOnly() {
        boolean office = caller.has("dispatcher") || caller.has("manager") || caller.has("admin");
        return office ? null : caller.user();
    }

    /// @throws Problem 404 unless there is such a row and the caller may see it
    void requireVisible(@Nullable UUID technician) {
        UUID own = ownOnly();
        if (technician == null || (own != null && !own.equals(technician))) {
            throw Problem.missing("not-found");
        }
    }

    /// True of technicians who left, too: their rosters stay readable.
    boolean isTechnician(UUID user) {
        return technicians.count("id", user) > 0;
    }

    /// True of technicians who work here.
    boolean isActive(UUID user) {
        return technicians.exists(user);
    }

    /// @throws Problem 400 `unknown-technician`
    void require(UUID technician) {
        if (!isActive(technician)) {
            throw Problem.invalid("unknown-technician", "technicianId", "There is no such technician.");
        }
    }

    /// @throws Problem 409 `overlaps`
    static void refuse(Optional<UUID> other, String field) {
        other.ifPresent(id -> {
            throw Problem.conflict("overlaps", "There is another one for that time.")
                    .with("field", field)
                    .with("other", id);
        });
    }
}
