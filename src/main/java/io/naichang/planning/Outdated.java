package io.naichang.planning;

import io.naichang.planning.Proposal.Change;
import io.naichang.visits.Schedules.Clash;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Why a part of a plan cannot be carried out any more.
///
/// @param reason `needs-other-part`, `already-accepted`, `not-in-plan`, `no-longer-fits`, `promise-changed`,
///     `frozen`, or as [Clash] has it
/// @param otherVisitId the visit that is in the way, or whose part is needed
@RegisterForReflection
record Outdated(UUID visitId, String reason, @Nullable UUID otherVisitId) {
    /// @param rows the whole plan
    /// @param settled visits whose parts are accepted, now or before
    static Outdated of(Clash clash, Map<UUID, Change> rows, Set<UUID> settled) {
        UUID other = clash.otherVisit();
        boolean part = other != null && rows.containsKey(other) && !settled.contains(other);
        return new Outdated(clash.visit(), part ? "needs-other-part" : clash.reason(), other);
    }

    /// Of a part that would not fit where it goes; maybe for want of another that would make room.
    static Outdated part(UUID unfit, Map<UUID, Change> rows, Set<UUID> settled) {
        Change own = rows.get(unfit);
        UUID other = own == null || own.to() == null
                ? null
                : rows.values().stream()
                        .filter(each -> !settled.contains(each.visitId())
                                && shares(each.from(), own.to().technicians()))
                        .map(Change::visitId)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        return new Outdated(unfit, other == null ? "no-longer-fits" : "needs-other-part", other);
    }

    /// Of what stays and would suffer: laid to the first part that comes to or leaves its technicians.
    ///
    /// @param chosen the parts to be accepted, in order
    static Outdated by(Scene.Row unfit, List<Change> chosen, Map<UUID, Change> rows, Set<UUID> settled) {
        Change cause = chosen.stream()
                .filter(each -> shares(each.from(), unfit.technicians()) || shares(each.to(), unfit.technicians()))
                .findFirst()
                .orElse(chosen.getFirst());
        boolean part = rows.containsKey(unfit.id()) && !settled.contains(unfit.id());
        return new Outdated(cause.visitId(), part ? "needs-other-part" : "no-longer-fits", unfit.id());
    }

    private static boolean shares(Proposal.@Nullable Slot slot, Collection<UUID> technicians) {
        return slot != null && slot.technicians().stream().anyMatch(technicians::contains);
    }
}
