package io.naichang.planning;

import io.naichang.planning.Proposal.Told;
import io.naichang.routing.Explanation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Says in words why a visit has no place, or stays at one where it should not be, and who came nearest.
final class WhyNot {
    private final Scene scene;
    private final Texts texts;
    private final Misfits misfits;

    WhyNot(Scene scene, Texts texts, Misfits misfits) {
        this.scene = scene;
        this.texts = texts;
        this.misfits = misfits;
    }

    boolean isMisfit(UUID visit) {
        return misfits.whyNot().containsKey(visit);
    }

    List<Told> reasons(UUID visit) {
        Explanation why = misfits.whyNot().get(visit);
        return why == null
                ? List.of(texts.of("left-out", Map.of()))
                : why.reasons().stream().map(each -> texts.ofAll(scene, each)).toList();
    }

    Proposal.LeftOut row(UUID visit) {
        return row(visit, reasons(visit));
    }

    /// With other reasons than the engine's.
    Proposal.LeftOut row(UUID visit, List<Told> reasons) {
        Scene.Row row = scene.visit(visit);
        return new Proposal.LeftOut(visit, row.number(), row.title(), row.priority(), reasons, nearest(visit));
    }

    private Proposal.@Nullable Miss nearest(UUID visit) {
        Explanation why = misfits.whyNot().get(visit);
        return why == null
                ? null
                : why.nearest()
                        .map(each -> new Proposal.Miss(
                                each.technician(), scene.nameOf(each.technician()), texts.of(scene, each.reason())))
                        .orElse(null);
    }
}
