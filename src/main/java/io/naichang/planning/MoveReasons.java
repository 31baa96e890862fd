package io.naichang.planning;

import io.naichang.planning.Proposal.Change;
import io.naichang.planning.Proposal.Slot;
import io.naichang.planning.Proposal.Told;
import io.naichang.routing.Reason;
import io.naichang.routing.Run;
import io.naichang.routing.Solution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Why a plan gives a visit to somebody else, or another time.
final class MoveReasons {
    private final Scene scene;
    private final Texts texts;
    private final Solution before;
    private final Solution after;
    private final Map<UUID, Slots.At> stood;
    private final Map<UUID, Slots.At> stands;
    private final Map<UUID, Reason> displaced;

    MoveReasons(
            Scene scene,
            Texts texts,
            Solution before,
            Solution after,
            Map<UUID, Slots.At> stood,
            Map<UUID, Slots.At> stands,
            Map<UUID, Reason> displaced) {
        this.scene = scene;
        this.texts = texts;
        this.before = before;
        this.after = after;
        this.stood = stood;
        this.stands = stands;
        this.displaced = displaced;
    }

    /// @param changes the rows of the diff that are known already
    List<Told> of(Scene.Row row, Slot from, Slot to, boolean same, List<Change> changes) {
        List<Told> reasons = new ArrayList<>();
        Map<String, Object> who = Map.of("technician", from.technicianName());
        if (!stood.containsKey(row.id()) && from.end().isBefore(scene.now())) {
            long minutes = Duration.between(from.start(), scene.now()).toMinutes();
            return List.of(texts.of("late-start", Map.of("minutes", minutes)));
        }
        if (!stood.containsKey(row.id())) {
            boolean works = scene.shifts().stream()
                    .anyMatch(each -> each.technicianId().equals(from.technicianId())
                            && each.start().isBefore(from.end())
                            && each.limit().isAfter(from.start()));
            reasons.add(texts.of(works ? "cannot-stay" : "technician-away", who));
            Reason missed = displaced.get(row.id());
            if (works && missed != null) {
                reasons.add(texts.of(scene, missed));
            }
            return reasons;
        }
        for (Change other : List.copyOf(changes)) {
            Slot taken = other.to();
            if (other.kind().equals("assign") && taken != null && taken.meets(from)) {
                reasons.add(texts.of("makes-room", Map.of("visit", other.number())));
            }
        }
        stands.forEach((visit, at) -> {
            Slot taken = Slots.shown(scene, at);
            boolean isNew = !stood.containsKey(visit) && !visit.equals(row.id());
            if (isNew && taken.meets(from) && reasons.isEmpty()) {
                reasons.add(texts.of(
                        "makes-room", Map.of("visit", scene.visit(visit).number())));
            }
        });
        int saved = travel(before, from, to) - travel(after, from, to);
        if (saved >= 60) {
            reasons.add(texts.of("shorter-ways", Map.of("minutes", saved / 60)));
        }
        if (reasons.isEmpty()) {
            reasons.add(texts.of(same ? "follows-on" : "better-whole", Map.of()));
        }
        return reasons;
    }

    /// Seconds that the technicians of both slots drive.
    private int travel(Solution plan, Slot from, Slot to) {
        Set<UUID> concerned = new HashSet<>(from.technicians());
        concerned.addAll(to.technicians());
        return plan.runs().stream()
                .filter(each -> concerned.contains(
                        scene.problem().tours().get(each.tour()).technician()))
                .mapToInt(Run::travel)
                .sum();
    }
}
