package io.naichang.planning;

import io.naichang.planning.Proposal.Change;
import io.naichang.planning.Proposal.Slot;
import io.naichang.planning.Proposal.Told;
import io.naichang.routing.Rule;
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
    private final Misfits misfits;
    private final Misfits held;
    private final MoveReasons why;
    private final WhyNot whyNot;
    private final Kept kept;
    private final Tellings tellings;
    private final List<Change> changes = new ArrayList<>();
    private final List<Proposal.LeftOut> leftOut = new ArrayList<>();

    /// @param before the plan as it stands today, of [io.naichang.routing.Engine#now]
    /// @param misfits what explains the visits that `after` leaves out, and what planned ones that cannot stay miss
    /// @param held the same of visits that are held where they are booked although they cannot be there
    Comparison(Scene scene, Texts texts, Solution before, Solution after, Misfits misfits, Misfits held) {
        this.scene = scene;
        this.texts = texts;
        this.before = before;
        this.after = after;
        this.misfits = misfits;
        this.held = held;
        stood = Slots.of(scene, before);
        stands = Slots.of(scene, after);
        why = new MoveReasons(scene, texts, before, after, stood, stands, misfits.displaced());
        whyNot = new WhyNot(scene, texts, misfits);
        kept = new Kept(scene, texts);
        tellings = new Tellings(scene, texts);
    }

    Proposal proposal(int changeBudget, boolean movesNothing, TravelTimes.Found found) {
        scene.problem().stops().stream().filter(each -> each.fixed() == null).forEach(each -> row(each, movesNothing));
        if (movesNothing) {
            kept.hold(held);
        } else {
            kept.freeze(new Dangers(scene, texts, stands, misfits, DayBoards.vans(after)));
        }
        scene.unplannable()
                .forEach((visit, why) ->
                        misfit(scene.visit(visit).isPlanned(), whyNot.row(visit, List.of(texts.of(why, Map.of())))));
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
                changes.stream().map(each -> each.needing(needs(each))).toList(),
                leftOut,
                kept.all(),
                tellings.all(),
                idle(),
                costs(),
                moved,
                kept.unchanged(),
                changeBudget,
                Proposal.Roads.of(found));
    }

    private void row(Stop stop, boolean movesNothing) {
        Scene.Row row = scene.visit(stop.visit());
        Slot from = Slots.planned(scene, row);
        Slots.At at = stands.get(stop.visit());
        if (at == null) {
            if (from != null && kept.staysUnknown(row)) {
                return;
            }
            misfit(from != null && movesNothing, whyNot.row(row.id()));
            if (from != null && !movesNothing) {
                add(row, "unassign", from, null, null, whyNot.reasons(row.id()));
            }
            return;
        }
        Slot to = Slots.shown(scene, at);
        if (from == null) {
            int minutes = (at.call().travel() + 59) / 60;
            Told placed = texts.of("placed", Map.of("technician", to.technicianName(), "minutes", minutes));
            boolean onCall = scene.isOnCall(at.run().tour());
            List<Told> reasons = onCall ? List.of(placed, texts.of("on-call", Map.of())) : List.of(placed);
            add(row, "assign", null, to, at.call().depot(), reasons);
            return;
        }
        if (movesNothing) {
            // It may be late already; that is the board's to say, not this plan's doing.
            kept.stays();
            return;
        }
        boolean same = from.technicianId().equals(to.technicianId())
                && new HashSet<>(from.crewIds()).equals(new HashSet<>(to.crewIds()));
        long late = Duration.between(from.start(), to.start()).abs().toSeconds();
        if (same && late < 60) {
            kept.staysAsPlanned(row, to.start());
        } else if (same && (late <= scene.problem().weights().tolerance() || onlyFollows(row.id()))) {
            add(row, "shift", from, to, at.call().depot(), List.of(texts.of("follows-on", Map.of())));
        } else {
            add(row, "move", from, to, at.call().depot(), why.of(row, from, to, same, changes));
        }
    }

    private void misfit(boolean stays, Proposal.LeftOut row) {
        if (stays) {
            kept.add(row);
        } else {
            leftOut.add(row);
        }
    }

    /// It begins when it would anyway, as late as the day runs: the plan does not move it, and no budget bounds that.
    private boolean onlyFollows(UUID visit) {
        Slots.At one = stood.get(visit);
        Slots.At other = stands.get(visit);
        return one != null
                && other != null
                && one.technicians().equals(other.technicians())
                && one.call().start() == other.call().start();
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
        tellings.add(row, to);
    }

    /// A row takes a time that another row sets free: it cannot be accepted without that.
    private List<UUID> needs(Change row) {
        Slot to = row.to();
        return to == null
                ? List.of()
                : changes.stream()
                        .filter(each -> !each.visitId().equals(row.visitId()))
                        .filter(each -> each.from() != null && to.meets(each.from()))
                        .map(Change::visitId)
                        .toList();
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
