package io.naichang.visits;

import io.naichang.parts.Reservations;
import io.naichang.platform.Caller;
import io.naichang.platform.Events;
import io.naichang.platform.Json;
import io.naichang.visits.StepOutcome.Stepped;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What follows from every step of the office, whichever way it is asked for: history, bookings, notices, the log.
@ApplicationScoped
class OfficeSteps {
    private final Visits visits;
    private final Assignments assignments;
    private final VisitSteps steps;
    private final VisitNotices notices;
    private final Reservations reservations;
    private final Events events;
    private final Caller caller;
    private final Clock clock;

    OfficeSteps(
            Visits visits,
            Assignments assignments,
            VisitSteps steps,
            VisitNotices notices,
            Reservations reservations,
            Events events,
            Caller caller,
            Clock clock) {
        this.visits = visits;
        this.assignments = assignments;
        this.steps = steps;
        this.notices = notices;
        this.reservations = reservations;
        this.events = events;
        this.caller = caller;
        this.clock = clock;
    }

    /// Takes a step of a visit whose row the caller has locked; one that is lost or was passed leaves no trace.
    StepOutcome take(UUID id, String name, @Nullable String reason, Function<Visit, StepOutcome> step) {
        Visit visit = visits.get(id);
        Set<UUID> before = visit.assignees();
        StepOutcome outcome = step.apply(visit);
        if (outcome instanceof Stepped) {
            assignments.follow(visit);
            steps.add(visit, new VisitSteps.Step(name, clock.instant(), caller.user(), null, reason, null));
            notices.tell(visit, name, reason, before);
            if (visit.status() == VisitStatus.CANCELLED) {
                reservations.releaseOf(id);
            }
            events.record(
                    "visit-" + name,
                    Visit.COLLECTION,
                    id,
                    Json.object().put("status", visit.status().wire()));
        }
        return outcome;
    }
}
