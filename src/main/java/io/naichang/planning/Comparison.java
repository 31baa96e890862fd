package io.naichang.planning;

import io.naichang.planning.Proposal.Change;
import io.naichang.planning.Proposal.Slot;
import io.naichang.planning.Proposal.Told;
import io.naichang.routing.Explanation;
import io.naichang.routing.Reason;
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
    private final List<Change> changes = new ArrayList<>();
    private final List<Proposal.LeftOut> leftOut = new ArrayList<>();
    private final List<Proposal.LeftOut> kept = new ArrayList<>();
    private final List<Proposal.Telling> tellings = new ArrayList<>();
    private int unchanged;

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
    }

    Proposal proposal(int changeBudget, boolean movesNothing, TravelTimes.Found found) {
        scene.problem().stops().stream().filter(each -> each.fixed() == null).forEach(each -> row(each, movesNothing));
        if (movesNothing) {
            held();
        } else {
            frozen();
        }
        scene.unplannable().forEach((visit, why) -> {
            List<Proposal.LeftOut> list = scene.visit(visit).isPlanned() ? kept : leftOut;
            add(list, visit, List.of(texts.of(why, Map.of())), null);
        });
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
                kept,
                tellings,
                idle(),
                costs(),
                moved,
                unchanged,
                changeBudget,
                Proposal.Roads.of(found));
    }

    /// Nothing is planned over what is booked, and what cannot be as it is booked is named.
    private void held() {
        for (Stop stop : scene.problem().stops()) {
            Scene.Row row = scene.visit(stop.visit());
            if (stop.fixed() == null || !row.isPlanned()) {
                continue;
            }
            unchanged++;
            if (held.whyNot().containsKey(row.id())) {
                List<Told> reasons = new ArrayList<>();
                UUID lead = row.technicians().getFirst();
                reasons.add(texts.of("cannot-stay", Map.of("technician", scene.nameOf(lead))));
                Reason missed = held.displaced().get(row.id());
                if (missed != null) {
                    reasons.add(texts.of(scene, missed));
                }
                add(kept, row.id(), reasons, nearest(held, row.id()));
            }
        }
    }

    /// What stays pinned although it is in danger is named: a plan that left it out silently would look as if it were
    /// saved.
    private void frozen() {
        Dangers dangers = new Dangers(scene, texts, stands, misfits, DayBoards.vans(after));
        for (Stop stop : scene.problem().stops()) {
            Scene.Row row = scene.visit(stop.visit());
            if (stop.fixed() == null || !row.isPlanned()) {
                continue;
            }
            unchanged++;
            List<Told> endangered = dangers.of(row);
            if (!endangered.isEmpty() && !isOnlyLate(row, endangered)) {
                List<Told> reasons = new ArrayList<>(List.of(whyPinned(row)));
                reasons.addAll(endangered);
                add(kept, row.id(), reasons, null);
            }
        }
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
        return opens == null || !scene.technicians().keySet().containsAll(row.technicians())
                ? texts.of("of-others", Map.of())
                : texts.of("too-near", Map.of("from", Texts.time(opens, scene.zone())));
    }

    /// Whose days nobody has written down keeps what he has, unless another gets it; it is said why it was not planned.
    private boolean staysUnknown(Scene.Row row) {
        for (UUID each : row.technicians()) {
            String why = scene.unknown(each);
            if (why != null) {
                unchanged++;
                add(kept, row.id(), List.of(texts.of(why, Map.of("technician", scene.nameOf(each)))), null);
                return true;
            }
        }
        return false;
    }

    private void row(Stop stop, boolean movesNothing) {
        Scene.Row row = scene.visit(stop.visit());
        Slot from = Slots.planned(scene, row);
        Slots.At at = stands.get(stop.visit());
        if (at == null) {
            if (from != null && staysUnknown(row)) {
                return;
            }
            boolean stays = from != null && movesNothing;
            add(stays ? kept : leftOut, row.id(), reasonsAgainst(row.id()), nearest(misfits, row.id()));
            if (from != null && !movesNothing) {
                add(row, "unassign", from, null, null, reasonsAgainst(row.id()));
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
            unchanged++;
            return;
        }
        boolean same = from.technicianId().equals(to.technicianId())
                && new HashSet<>(from.crewIds()).equals(new HashSet<>(to.crewIds()));
        long late = Duration.between(from.start(), to.start()).abs().toSeconds();
        if (same && late < 60) {
            unchanged++;
        } else if (same && (late <= scene.problem().weights().tolerance() || onlyFollows(row.id()))) {
            add(row, "shift", from, to, at.call().depot(), List.of(texts.of("follows-on", Map.of())));
        } else {
            add(row, "move", from, to, at.call().depot(), why.of(row, from, to, same, changes));
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

    private List<Told> reasonsAgainst(UUID visit) {
        Explanation why = misfits.whyNot().get(visit);
        return why == null
                ? List.of(texts.of("left-out", Map.of()))
                : why.reasons().stream().map(each -> texts.ofAll(scene, each)).toList();
    }

    private Proposal.@Nullable Miss nearest(Misfits among, UUID visit) {
        Explanation why = among.whyNot().get(visit);
        return why == null
                ? null
                : why.nearest()
                        .map(each -> new Proposal.Miss(
                                each.technician(), scene.nameOf(each.technician()), texts.of(scene, each.reason())))
                        .orElse(null);
    }

    private void add(List<Proposal.LeftOut> list, UUID visit, List<Told> reasons, Proposal.@Nullable Miss nearest) {
        Scene.Row row = scene.visit(visit);
        list.add(new Proposal.LeftOut(visit, row.number(), row.title(), row.priority(), reasons, nearest));
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
