package io.naichang.planning;

import io.naichang.planning.Proposal.Change;
import io.naichang.planning.Proposal.Slot;
import io.naichang.planning.Proposal.Told;
import io.naichang.routing.Explanation;
import io.naichang.routing.Reason;
import io.naichang.routing.Rule;
import io.naichang.routing.Run;
import io.naichang.routing.Solution;
import io.naichang.routing.Stop;
import io.naichang.travel.TravelTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Compares a new plan with the one that stands, row by row, and says why.
final class Comparison {
    private final Scene scene;
    private final Texts texts;
    private final Solution before;
    private final Solution after;
    private final Map<UUID, Slots.At> stood;
    private final Map<UUID, Slots.At> stands;
    private final Map<UUID, Explanation> whyNot;
    private final Map<UUID, Reason> displaced;
    private final List<Change> changes = new ArrayList<>();
    private final List<Proposal.LeftOut> leftOut = new ArrayList<>();
    private final List<Proposal.Telling> tellings = new ArrayList<>();
    private int unchanged;

    /// @param before the plan as it stands today, of [io.naichang.routing.Engine#now]
    /// @param whyNot what explains the visits that `before` or `after` leave out
    /// @param displaced what planned visits that cannot stay miss with the technician who has them
    Comparison(
            Scene scene,
            Texts texts,
            Solution before,
            Solution after,
            Map<UUID, Explanation> whyNot,
            Map<UUID, Reason> displaced) {
        this.scene = scene;
        this.texts = texts;
        this.before = before;
        this.after = after;
        this.whyNot = whyNot;
        this.displaced = displaced;
        stood = Slots.of(scene, before);
        stands = Slots.of(scene, after);
    }

    Proposal proposal(int changeBudget, boolean movesNothing, TravelTimes.Found found) {
        scene.problem().stops().stream().filter(each -> each.fixed() == null).forEach(each -> row(each, movesNothing));
        scene.unplannable().forEach((visit, why) -> leftOut(visit, List.of(texts.of(why, Map.of())), null));
        changes.sort(Comparator.comparing((Change each) -> {
            Slot slot = each.to() != null ? each.to() : each.from();
            return slot == null ? Instant.MAX : slot.start();
        }));
        // What could not stay and finds no place is lost, not moved: no budget could have spared it.
        int moved = (int) changes.stream()
                .filter(each -> each.kind().equals("move")
                        || (each.kind().equals("unassign") && stood.containsKey(each.visitId())))
                .count();
        return new Proposal(
                changes.stream().map(this::withNeeds).toList(),
                leftOut,
                tellings,
                idle(),
                costs(),
                moved,
                unchanged,
                changeBudget,
                new Proposal.Roads(found.service(), found.estimated(), found.fault()));
    }

    private void row(Stop stop, boolean movesNothing) {
        Scene.Row row = scene.visit(stop.visit());
        Slot from = Slots.planned(scene, row);
        Slots.At at = stands.get(stop.visit());
        if (at == null) {
            leftOut(row.id(), reasonsAgainst(row.id()), nearest(row.id()));
            if (from != null && !movesNothing) {
                add(row, "unassign", from, null, null, reasonsAgainst(row.id()));
            }
            return;
        }
        Slot to = Slots.shown(scene, at);
        if (from == null) {
            int minutes = (at.call().travel() + 59) / 60;
            Told why = texts.of("placed", Map.of("technician", to.technicianName(), "minutes", minutes));
            add(row, "assign", null, to, at.call().depot(), List.of(why));
            return;
        }
        if (movesNothing) {
            // It may be late already; that is the board's to say, not this plan's doing.
            unchanged++;
            return;
        }
        boolean same = from.technicianId().equals(to.technicianId())
                && new HashSet<>(from.crewIds()).equals(new HashSet<>(to.crewIds()));
        long late = Duration.between(from.start(), to.start()).abs().toSeconds();
        if (same && late == 0) {
            unchanged++;
        } else if (same && late <= scene.problem().weights().tolerance()) {
            add(row, "shift", from, to, at.call().depot(), List.of(texts.of("follows-on", Map.of())));
        } else {
            add(row, "move", from, to, at.call().depot(), reasonsToMove(row, from, to, same));
        }
    }

    private void add(
            Scene.Row row,
            String kind,
            @Nullable Slot from,
            @Nullable Slot to,
            @Nullable UUID depot,
            List<Told> reasons) {
        boolean promised = row.windowStart() != null;
        changes.add(new Change(
                row.id(),
                row.number(),
                row.title(),
                row.customerName(),
                kind,
                promised,
                row.windowStart(),
                row.windowEnd(),
                from,
                to,
                depot,
                List.of(),
                reasons));
        tell(row, to);
    }

    /// Customers hear of it when the promise would change; that another technician comes is no news to them.
    private void tell(Scene.Row row, @Nullable Slot to) {
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

    private List<Told> reasonsToMove(Scene.Row row, Slot from, Slot to, boolean same) {
        List<Told> reasons = new ArrayList<>();
        Map<String, Object> who = Map.of("technician", from.technicianName());
        if (!stood.containsKey(row.id())) {
            boolean works = scene.shifts().stream()
                    .anyMatch(each -> each.technicianId().equals(from.technicianId())
                            && each.start().isBefore(from.end())
                            && each.end().plus(each.overtime()).isAfter(from.start()));
            reasons.add(texts.of(works ? "cannot-stay" : "technician-away", who));
            Reason missed = displaced.get(row.id());
            if (works && missed != null) {
                reasons.add(texts.of(scene, missed));
            }
            return reasons;
        }
        for (Change other : List.copyOf(changes)) {
            Slot taken = other.to();
            if (other.kind().equals("assign") && taken != null && meets(taken, from)) {
                reasons.add(texts.of("makes-room", Map.of("visit", other.number())));
            }
        }
        stands.forEach((visit, at) -> {
            Slot taken = Slots.shown(scene, at);
            boolean isNew = !stood.containsKey(visit) && !visit.equals(row.id());
            if (isNew && meets(taken, from) && reasons.isEmpty()) {
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

    private static boolean meets(Slot one, Slot other) {
        Set<UUID> common = new HashSet<>(one.technicians());
        common.retainAll(other.technicians());
        return !common.isEmpty()
                && one.start().isBefore(other.end())
                && other.start().isBefore(one.end());
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

    private List<Told> reasonsAgainst(UUID visit) {
        Explanation why = whyNot.get(visit);
        return why == null
                ? List.of(texts.of("left-out", Map.of()))
                : why.reasons().stream().map(each -> texts.ofAll(scene, each)).toList();
    }

    private Proposal.@Nullable Miss nearest(UUID visit) {
        Explanation why = whyNot.get(visit);
        return why == null
                ? null
                : why.nearest()
                        .map(each -> new Proposal.Miss(
                                each.technician(), scene.nameOf(each.technician()), texts.of(scene, each.reason())))
                        .orElse(null);
    }

    private void leftOut(UUID visit, List<Told> reasons, Proposal.@Nullable Miss nearest) {
        Scene.Row row = scene.visit(visit);
        leftOut.add(new Proposal.LeftOut(visit, row.number(), row.title(), row.priority(), reasons, nearest));
    }

    /// A row takes a time that another row sets free: it cannot be accepted without that.
    private Change withNeeds(Change row) {
        Slot to = row.to();
        if (to == null) {
            return row;
        }
        List<UUID> needs = changes.stream()
                .filter(each -> !each.visitId().equals(row.visitId()))
                .filter(each -> each.from() != null && meets(to, each.from()))
                .map(Change::visitId)
                .toList();
        return new Change(
                row.visitId(),
                row.number(),
                row.title(),
                row.customerName(),
                row.kind(),
                row.promised(),
                row.windowStart(),
                row.windowEnd(),
                row.from(),
                to,
                row.depotId(),
                needs,
                row.reasons());
    }

    private List<Proposal.Idle> idle() {
        return scene.idle().entrySet().stream()
                .map(each -> new Proposal.Idle(
                        each.getKey(),
                        scene.nameOf(each.getKey()),
                        texts.of(each.getValue(), Map.of("technician", scene.nameOf(each.getKey())))))
                .toList();
    }

    private List<Proposal.Cost> costs() {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        rules.addAll(before.cost().keySet());
        rules.addAll(after.cost().keySet());
        return rules.stream()
                .map(each -> new Proposal.Cost(
                        each.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        before.cost().getOrDefault(each, 0L),
                        after.cost().getOrDefault(each, 0L)))
                .toList();
    }
}
