package io.naichang.planning;

import io.naichang.routing.Fixed;
import io.naichang.routing.Stop;
import io.naichang.routing.Tie;
import io.naichang.routing.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Makes one stop of one visit. Ties to visits that are not planned with it, since they are done, of another day or
/// somebody else's, become what they mean for this one: a technician, a time.
final class StopBuilder {
    private static final UUID NOBODY = new UUID(0, 3);
    private static final List<String> PRIORITIES = List.of("low", "normal", "high", "emergency");

    private final Facts facts;
    private final Map<UUID, Scene.Row> visits;
    private final Set<UUID> planned;
    private final Standing standing;
    private final Timeline time;

    StopBuilder(Facts facts, Map<UUID, Scene.Row> visits, Set<UUID> planned, Standing standing, Timeline time) {
        this.facts = facts;
        this.visits = visits;
        this.planned = planned;
        this.standing = standing;
        this.time = time;
    }

    Stop stop(Scene.Row row, int place) {
        Stop.Builder stop = Stop.of(row.id(), place, standing.duration(row));
        if (standing.isPinned(row)) {
            Fixed pin = standing.pin(row);
            return stop.fixed(pin)
                    .crew(Math.min(9, pin.technicians().size()), Map.of())
                    .promise(standing.promise(row))
                    .priority(priority(row))
                    .build();
        }
        NeedsForm needs = row.needs();
        Map<String, Integer> skills = new HashMap<>();
        row.skills().forEach(each -> skills.put(each, 1));
        needs.skills().forEach((skill, level) -> skills.merge(skill, level, Math::max));
        Map<UUID, Integer> parts = new HashMap<>();
        needs.parts().forEach(each -> parts.put(each.partId(), each.quantity()));
        Set<UUID> required = new HashSet<>(needs.requiredTechnicianIds());
        Set<UUID> forbidden = new HashSet<>(needs.forbiddenTechnicianIds());
        List<Window> windows = new ArrayList<>(standing.windows(row));
        List<Tie> ties = new ArrayList<>();
        for (NeedsForm.TieForm each : needs.ties()) {
            Scene.Row other = visits.get(each.visitId());
            boolean over = other != null && other.isDone();
            if (planned.contains(each.visitId()) && !over) {
                ties.add(tie(each));
            } else if (other != null) {
                bind(each, other, required, forbidden, windows);
            }
        }
        return stop.windows(windows)
                .priority(priority(row))
                .optional(needs.optional() ? facts.policy().costs().optional() : 0)
                .skills(skills)
                .tools(needs.tools())
                .parts(parts)
                .required(required)
                .preferred(needs.preferredTechnicianIds())
                .forbidden(forbidden)
                .region(row.isEmergency() ? null : TourBuilder.IN_SHIFTS)
                .crew(Math.max(needs.crew(), row.technicians().size()), Map.of())
                .promise(standing.promise(row))
                .ties(ties)
                .now(standing.planned(row))
                .build();
    }

    private static int priority(Scene.Row row) {
        return PRIORITIES.indexOf(row.priority());
    }

    private static Tie tie(NeedsForm.TieForm form) {
        return switch (form.kind()) {
            case "after" ->
                Tie.after(
                        form.visitId(),
                        form.gap() == null ? 0 : (int) form.gap().toSeconds());
            case "same-day" -> Tie.of(Tie.Kind.SAME_DAY, form.visitId());
            case "same-technician" -> Tie.of(Tie.Kind.SAME_TECHNICIAN, form.visitId());
            default -> Tie.of(Tie.Kind.OTHER_TECHNICIAN, form.visitId());
        };
    }

    private void bind(
            NeedsForm.TieForm tie, Scene.Row other, Set<UUID> required, Set<UUID> forbidden, List<Window> windows) {
        Instant end = other.finishedAt() != null ? other.finishedAt() : other.plannedEnd();
        switch (tie.kind()) {
            case "same-technician" -> demand(required, other.technicians());
            case "not-same-technician" -> forbidden.addAll(other.technicians());
            case "after" -> {
                if (end != null) {
                    narrow(
                            windows,
                            time.seconds(tie.gap() == null ? end : end.plus(tie.gap())),
                            time.seconds(facts.wish().to()));
                }
            }
            default -> {
                if (end != null) {
                    var day = end.atZone(facts.zone()).toLocalDate();
                    narrow(
                            windows,
                            time.seconds(day.atStartOfDay(facts.zone()).toInstant()),
                            time.seconds(day.plusDays(1)
                                            .atStartOfDay(facts.zone())
                                            .toInstant())
                                    - 1);
                }
            }
        }
    }

    /// Whoever both the customer and the tie ask for; nobody if there is none.
    private static void demand(Set<UUID> required, List<UUID> technicians) {
        if (required.isEmpty()) {
            required.addAll(technicians);
        } else if (!technicians.isEmpty()) {
            required.retainAll(technicians);
            if (required.isEmpty()) {
                required.add(NOBODY);
            }
        }
    }

    /// A window that is empty now stays as a moment that has passed: the engine then says that it is missed.
    private static void narrow(List<Window> windows, int from, int to) {
        List<Window> narrowed = windows.stream()
                .filter(each -> each.from() <= to && each.to() >= from)
                .map(each -> new Window(Math.max(from, each.from()), Math.min(to, each.to())))
                .toList();
        windows.clear();
        windows.addAll(narrowed.isEmpty() ? List.of(new Window(from, from)) : narrowed);
    }
}
