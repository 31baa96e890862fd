package io.naichang.planning;

import io.naichang.routing.Call;
import io.naichang.routing.Run;
import io.naichang.routing.Solution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The calls of a plan by visit, crews put together.
final class Slots {
    /// A visit's call: its technicians, the lead first, and the run of the lead.
    record At(List<UUID> technicians, Run run, Call call) {}

    private Slots() {}

    static Map<UUID, At> of(Scene scene, Solution plan) {
        Map<UUID, At> found = new HashMap<>();
        for (Run run : plan.runs()) {
            UUID technician = scene.problem().tours().get(run.tour()).technician();
            for (Call call : run.calls()) {
                found.merge(call.visit(), new At(new ArrayList<>(List.of(technician)), run, call), (one, other) -> {
                    List<UUID> all = new ArrayList<>(call.lead() ? other.technicians() : one.technicians());
                    all.addAll(call.lead() ? one.technicians() : other.technicians());
                    return call.lead() ? new At(all, other.run(), other.call()) : new At(all, one.run(), one.call());
                });
            }
        }
        return found;
    }

    static Proposal.Slot shown(Scene scene, At at) {
        return new Proposal.Slot(
                at.technicians().getFirst(),
                scene.nameOf(at.technicians().getFirst()),
                at.technicians().subList(1, at.technicians().size()),
                scene.at(at.call().start()),
                scene.at(at.call().end()));
    }

    /// Where a visit is planned; null if nobody has it.
    static Proposal.@Nullable Slot planned(Scene scene, Scene.Row row) {
        if (!row.isPlanned() || row.plannedStart() == null || row.plannedEnd() == null) {
            return null;
        }
        List<UUID> all = row.technicians();
        return new Proposal.Slot(
                all.getFirst(),
                scene.nameOf(all.getFirst()),
                all.subList(1, all.size()),
                row.plannedStart(),
                row.plannedEnd());
    }
}
