package io.naichang.planning;

import io.naichang.planning.Proposal.Slot;
import io.naichang.planning.Proposal.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which customers hear of a plan: those whose promise would change; that another technician comes is no news to them.
final class Tellings {
    private final Scene scene;
    private final Texts texts;
    private final List<Proposal.Telling> tellings = new ArrayList<>();

    Tellings(Scene scene, Texts texts) {
        this.scene = scene;
        this.texts = texts;
    }

    List<Proposal.Telling> all() {
        return tellings;
    }

    void add(Scene.Row row, @Nullable Slot to) {
        Instant opens = row.windowStart();
        Instant closes = row.windowEnd();
        if (opens == null || closes == null) {
            return;
        }
        String told = Texts.time(opens, scene.zone());
        if (to == null) {
            tellings.add(telling(row, texts.of("not-coming", Map.of("from", told))));
        } else if (to.start().isBefore(opens) || to.start().isAfter(closes)) {
            tellings.add(telling(
                    row, texts.of("time-changes", Map.of("from", told, "to", Texts.time(to.start(), scene.zone())))));
        }
    }

    private static Proposal.Telling telling(Scene.Row row, Told reason) {
        return new Proposal.Telling(row.id(), row.number(), row.customer(), row.customerName(), reason);
    }
}
