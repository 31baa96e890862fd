package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.assets.AssetReports;
import io.naichang.parts.Reservations;
import io.naichang.sync.Mutation;
import io.naichang.sync.Outcome;
import io.naichang.visits.StepOutcome.Lost;
import io.naichang.visits.StepOutcome.Passed;
import io.naichang.visits.StepOutcome.Stepped;
import io.naichang.visits.VisitSteps.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The commands of a phone: each is a step of the work, kept in the visit's history with time and place.
@ApplicationScoped
class VisitCommands {
    private static final int MAX_REASON = 500;

    private final VisitSteps steps;
    private final Assignments assignments;
    private final AssetReports reports;
    private final Reservations reservations;

    VisitCommands(VisitSteps steps, Assignments assignments, AssetReports reports, Reservations reservations) {
        this.steps = steps;
        this.assignments = assignments;
        this.reports = reports;
        this.reservations = reservations;
    }

    Outcome run(Visit visit, Mutation mutation) {
        String command = String.valueOf(mutation.command());
        String reason = reason(mutation);
        boolean reasoned = command.equals("decline") || command.equals("pause");
        if (reasoned && reason == null) {
            return Outcome.malformed("args.reason", "it must be text of 1 to " + MAX_REASON + " characters");
        }
        if (command.equals("complete") && !mutation.args().path("outcome").isTextual()) {
            return Outcome.malformed("args.outcome", "it must say how the visit ended");
        }
        UUID user = mutation.user();
        Instant at = mutation.occurredAt();
        StepOutcome outcome = switch (command) {
            case "accept" -> visit.accept(user, at);
            case "decline" -> visit.decline(user);
            case "depart" -> visit.depart(user, at);
            case "start" -> visit.start(user, at);
            case "pause" -> visit.pause(user, at, String.valueOf(reason));
            case "resume" -> visit.resume(user, at);
            case "complete" -> visit.complete(user, at);
            default -> null;
        };
        return switch (outcome) {
            case null -> new Outcome.Rejected("not-permitted", "command", "A phone cannot " + command + " a visit.");
            case Lost(String code, String why) -> new Outcome.Superseded(code, why);
            case Passed() -> {
                note(visit, mutation, command, reason);
                yield Outcome.applied();
            }
            case Stepped(String mark) -> {
                note(visit, mutation, command, reason);
                assignments.follow(visit);
                if (command.equals("complete")) {
                    reservations.releaseOf(visit.id());
                    report(visit, at);
                }
                yield mark.isEmpty() ? Outcome.applied() : Outcome.applied(List.of(Outcome.Mark.of(mark)));
            }
        };
    }

    private void note(Visit visit, Mutation mutation, String command, @Nullable String reason) {
        steps.add(
                visit,
                new Step(
                        command,
                        mutation.occurredAt(),
                        mutation.user(),
                        mutation.device(),
                        reason,
                        mutation.position()));
    }

    /// What was done is what the next technician wants to read on the machine.
    private void report(Visit visit, Instant at) {
        String outcome = visit.outcome();
        if (outcome != null) {
            visit.assetIds().forEach(asset -> reports.add(asset, visit.id(), at, outcome, visit.workSummary()));
        }
    }

    private static @Nullable String reason(Mutation mutation) {
        JsonNode reason = mutation.args().path("reason");
        boolean fits = reason.isTextual()
                && !reason.textValue().isBlank()
                && reason.textValue().length() <= MAX_REASON;
        return fits ? reason.textValue() : null;
    }
}
