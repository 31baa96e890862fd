package io.naichang.planning;

import io.naichang.planning.Proposal.Told;
import io.naichang.routing.Reason;
import io.naichang.routing.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The planned visits that a plan leaves where they are: how many, and which of them should not be there.
final class Kept {
    private final Scene scene;
    private final Texts texts;
    private final List<Proposal.LeftOut> kept = new ArrayList<>();
    private int unchanged;

    Kept(Scene scene, Texts texts) {
        this.scene = scene;
        this.texts = texts;
    }

    List<Proposal.LeftOut> all() {
        return kept;
    }

    int unchanged() {
        return unchanged;
    }

    /// One that stays; nothing is wrong with it, or the board says so.
    void stays() {
        unchanged++;
    }

    /// One that stays. What is planned before the time that its customer was told is named: no plan waits with it, for
    /// whoever planned it there may have agreed it.
    void staysAsPlanned(Scene.Row row, Instant expected) {
        stays();
        Duration early = row.early(expected);
        if (early != null) {
            add(row.id(), List.of(texts.early(early)));
        }
    }

    void add(Proposal.LeftOut row) {
        kept.add(row);
    }

    private void add(UUID visit, List<Told> reasons) {
        kept.add(new WhyNot(scene, texts, Misfits.NONE).row(visit, reasons));
    }

    /// Nothing is planned over what is booked, and what cannot be as it is booked is named.
    void hold(Misfits held) {
        WhyNot why = new WhyNot(scene, texts, held);
        for (Stop stop : scene.problem().stops()) {
            Scene.Row row = scene.visit(stop.visit());
            if (stop.fixed() == null || !isAskedFor(row)) {
                continue;
            }
            unchanged++;
            if (why.isMisfit(row.id())) {
                List<Told> reasons = new ArrayList<>();
                UUID lead = row.technicians().getFirst();
                reasons.add(texts.of("cannot-stay", Map.of("technician", scene.nameOf(lead))));
                Reason missed = held.displaced().get(row.id());
                if (missed != null) {
                    reasons.add(texts.of(scene, missed));
                }
                kept.add(why.row(row.id(), reasons));
            }
        }
    }

    /// What stays pinned although it is in danger is named: a plan that left it out silently would look as if it were
    /// saved.
    void freeze(Dangers dangers) {
        for (Stop stop : scene.problem().stops()) {
            Scene.Row row = scene.visit(stop.visit());
            if (stop.fixed() == null || !isAskedFor(row)) {
                continue;
            }
            unchanged++;
            List<Told> endangered = dangers.of(row);
            if (!endangered.isEmpty() && !isOnlyLate(row, endangered)) {
                List<Told> reasons = new ArrayList<>(List.of(whyPinned(row)));
                reasons.addAll(endangered);
                add(row.id(), reasons);
            }
        }
    }

    private boolean isAskedFor(Scene.Row row) {
        return row.isPlanned() && !row.isOverBefore(scene.begins(), scene.now());
    }

    /// What begins a little later than planned is as good as on time.
    private boolean isOnlyLate(Scene.Row row, List<Told> dangers) {
        Instant start = row.plannedStart();
        return start != null
                && dangers.stream().allMatch(each -> each.rule().equals("late-start"))
                && Duration.between(start, scene.now()).toSeconds()
                        <= scene.problem().weights().tolerance();
    }

    private Told whyPinned(Scene.Row row) {
        Instant opens = row.windowStart();
        if (row.isEnRoute()) {
            return texts.of(
                    "under-way",
                    Map.of("technician", scene.nameOf(row.technicians().getFirst())));
        }
        if (row.isBookedBefore(scene.begins(), scene.now())) {
            return texts.of("before-the-plan", Map.of());
        }
        return opens == null || !scene.technicians().keySet().containsAll(row.technicians())
                ? texts.of("of-others", Map.of())
                : texts.of("too-near", Map.of("from", Texts.time(opens, scene.zone())));
    }

    /// Whose days nobody has written down keeps what he has, unless another gets it; it is said why it was not planned.
    boolean staysUnknown(Scene.Row row) {
        for (UUID each : row.technicians()) {
            String why = scene.unknown(each);
            if (why != null) {
                unchanged++;
                add(row.id(), List.of(texts.of(why, Map.of("technician", scene.nameOf(each)))));
                return true;
            }
        }
        return false;
    }
}
