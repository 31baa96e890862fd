package io.naichang.planning;

import io.naichang.planning.Proposal.Told;
import io.naichang.routing.Explanation;
import io.naichang.routing.Reason;
import io.naichang.routing.Rule;
import io.naichang.shifts.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Why a planned visit, or what its customer was told, is in danger.
final class Dangers {
    private final Scene scene;
    private final Texts texts;
    private final Map<UUID, Slots.At> expected;
    private final Misfits misfits;
    private final Map<UUID, UUID> depots;

    Dangers(Scene scene, Texts texts, Map<UUID, Slots.At> expected, Misfits misfits, Map<UUID, UUID> depots) {
        this.scene = scene;
        this.texts = texts;
        this.expected = expected;
        this.misfits = misfits;
        this.depots = depots;
    }

    List<Told> of(Scene.Row row) {
        String waitingReason = row.waitingReason();
        List<Told> dangers = new ArrayList<>();
        if (row.isBegun()) {
            overrun(row, dangers);
            if (row.status().equals("waiting")) {
                dangers.add(texts.of("waits", Map.of("why", waitingReason == null ? "–" : waitingReason)));
            }
        }
        if (row.isWithoutAccess()) {
            dangers.add(texts.of("no-access", Map.of()));
        }
        if (row.isPlanned()) {
            planned(row, dangers);
        }
        return dangers;
    }

    private void overrun(Scene.Row row, List<Told> dangers) {
        Instant begun = row.startedAt();
        if (begun == null) {
            return;
        }
        long minutes = Duration.between(begun, scene.now()).toMinutes() - row.minutes();
        if (minutes > 0) {
            dangers.add(texts.of("overruns", Map.of("minutes", minutes)));
        }
    }

    private void planned(Scene.Row row, List<Told> dangers) {
        Instant start = row.plannedStart();
        Instant end = row.plannedEnd();
        if (start == null || end == null) {
            return;
        }
        // Of days that are over nobody asks any more who worked.
        for (UUID each : end.isBefore(scene.from()) ? List.<UUID>of() : row.technicians()) {
            if (!works(each, start, end) && !(row.isEmergency() && isOnCall(each, start))) {
                dangers.add(texts.of("shift-missing", Map.of("technician", scene.nameOf(each))));
            }
        }
        long waited = Duration.between(start, scene.now()).toMinutes();
        if (waited > 0) {
            dangers.add(texts.of("late-start", Map.of("minutes", waited)));
        }
        Slots.At at = expected.get(row.id());
        Instant closes = row.windowEnd();
        // What has no place begins now at the earliest.
        Instant begins = at == null ? scene.now() : scene.at(at.call().start());
        if (closes != null && begins.isAfter(closes)) {
            dangers.add(texts.of("late-promise", Map.of("minutes", Texts.minutes(Duration.between(closes, begins)))));
        }
        Explanation why = misfits.whyNot().get(row.id());
        boolean known = row.technicians().stream().allMatch(each -> scene.unknown(each) == null);
        if (at == null && why != null && dangers.isEmpty() && known) {
            why.reasons().forEach(each -> dangers.addAll(told(row, each)));
        }
        Duration early = row.early(begins);
        if (early != null) {
            dangers.add(texts.early(early));
        }
        parts(row, dangers);
    }

    /// There is a place for it, but not where it is: a board has no change budget, so its word would say nothing here.
    /// What it misses where it is says more.
    private List<Told> told(Scene.Row row, Reason reason) {
        UUID lead = row.technician();
        if (reason.rule() != Rule.BUDGET || lead == null) {
            return List.of(texts.ofAll(scene, reason));
        }
        Told first = texts.of("cannot-stay", Map.of("technician", scene.nameOf(lead)));
        Reason missed = misfits.displaced().get(row.id());
        return missed == null ? List.of(first) : List.of(first, texts.of(scene, missed));
    }

    private boolean isOnCall(UUID technician, Instant start) {
        return scene.onCalls().stream()
                .anyMatch(each -> each.technicianId().equals(technician)
                        && !each.start().isAfter(start)
                        && each.end().isAfter(start));
    }

    private boolean works(UUID technician, Instant start, Instant end) {
        for (WorkingTime each : scene.workingTimes()) {
            if (each.technicianId().equals(technician)
                    && !each.start().isAfter(start)
                    && !each.limit().isBefore(end)) {
                return true;
            }
        }
        // Nobody's shifts are known where nobody wrote them: that is no danger of this visit.
        return scene.unknown(technician) != null || !scene.technicians().containsKey(technician);
    }

    /// A depot on the way is a detour that the dispatcher should know of; no depot at all is told by the engine.
    private void parts(Scene.Row row, List<Told> dangers) {
        UUID lead = row.technician();
        Map<UUID, Integer> van =
                lead == null ? Map.of() : scene.problem().vans().getOrDefault(lead, Map.of());
        for (NeedsForm.PartNeed each : row.needs().parts()) {
            int available = van.getOrDefault(each.partId(), 0);
            boolean lacks = available < each.quantity();
            if (lacks && (depots.containsKey(row.id()) || !expected.containsKey(row.id()))) {
                dangers.add(texts.of(
                        "part-missing",
                        Map.of(
                                "part",
                                scene.nameOfPart(each.partId()),
                                "needed",
                                each.quantity(),
                                "available",
                                available)));
            }
        }
    }
}
