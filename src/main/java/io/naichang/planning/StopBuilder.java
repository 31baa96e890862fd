package io.naichang.planning;

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

/// Makes one stop of one visit. Ties to visits that are not planned with it, since they are done or somebody else's,
/// become what they mean for this one: a technician, a time.
final class StopBuilder {
    private final Map<UUID, Scene.Row> visits;
    private final Set<UUID> planned;
    private final int last;

    StopBuilder(Map<UUID, Scene.Row> visits, Set<UUID> planned, int last) {
        this.visits = visits;
        this.planned = planned;
        this.last = last;
    }

    Stop stop(Scene.Row row, SceneBuilder scene) {
        Stop.Builder stop = Stop.of(row.id(), scene.place(row), scene.duration(row));
        if (scene.isPinned(row)) {
            return stop.fixed(scene.pin(row))
                    .crew(Math.min(9, row.technicians().size()), Map.of())
                    .promise(scene.promise(row))
                    .priority(scene.priority(row))
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
        List<Window> windows = new ArrayList<>(scene.windows(row));
        List<Tie> ties = new ArrayList<>();
        for (NeedsForm.TieForm each : needs.ties()) {
            Scene.Row other = visits.get(each.visitId());
            if (planned.contains(each.visitId())) {
                ties.add(tie(each));
            } else if (other != null) {
                bind(each, other, required, forbidden, windows, scene);
            }
        }
        return stop.windows(windows)
                .priority(scene.priority(row))
                .optional(scene.worth(row))
                .skills(skills)
                .tools(needs.tools())
                .parts(parts)
                .required(required)
                .preferred(needs.preferredTechnicianIds())
                .forbidden(forbidden)
                .crew(Math.max(needs.crew(), row.technicians().size()), Map.of())
                .promise(scene.promise(row))
                .ties(ties)
                .now(scene.planned(row))
                .build();
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
            NeedsForm.TieForm tie,
            Scene.Row other,
            Set<UUID> required,
            Set<UUID> forbidden,
            List<Window> windows,
            SceneBuilder scene) {
        Instant end = other.finishedAt() != null ? other.finishedAt() : other.plannedEnd();
        switch (tie.kind()) {
            case "same-technician" -> required.addAll(other.technicians());
            case "not-same-technician" -> forbidden.addAll(other.technicians());
            case "after" -> {
                if (end != null) {
                    narrow(windows, scene.offset(tie.gap() == null ? end : end.plus(tie.gap())), last);
                }
            }
            default -> {
                if (end != null) {
                    var day = end.atZone(scene.zone).toLocalDate();
                    narrow(
                            windows,
                            scene.offset(day.atStartOfDay(scene.zone).toInstant()),
                            scene.offset(day.plusDays(1)
                                            .atStartOfDay(scene.zone)
                                            .toInstant())
                                    - 1);
                }
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
