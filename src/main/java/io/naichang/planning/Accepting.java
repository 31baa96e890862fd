package io.naichang.planning;

import io.naichang.planning.Proposal.Change;
import io.naichang.platform.Problem;
import io.naichang.routing.Engine;
import io.naichang.routing.Solution;
import io.naichang.routing.Stop;
import io.naichang.travel.TravelTimes;
import io.naichang.visits.Schedules;
import io.naichang.visits.Schedules.Move;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Carries out a proposal, or parts of it, if the world is still as it was.
@ApplicationScoped
class Accepting {
    private final RoutePlans plans;
    private final Schedules schedules;
    private final Scenes scenes;
    private final Policies policies;
    private final Questions questions;
    private final TravelTimes travel;
    private final Engine engine = new Engine();

    Accepting(
            RoutePlans plans,
            Schedules schedules,
            Scenes scenes,
            Policies policies,
            Questions questions,
            TravelTimes travel) {
        this.plans = plans;
        this.schedules = schedules;
        this.scenes = scenes;
        this.policies = policies;
        this.questions = questions;
        this.travel = travel;
    }

    /// Sees to it that [#accept], which waits for nobody, knows the ways that it needs: those by which the plan was
    /// made, and those to what has come since. To be called outside of transactions.
    void prepare(UUID plan, @Nullable Set<UUID> only) {
        if (!travel.hasService()) {
            return;
        }
        QuarkusTransaction.requiringNew()
                .call(() -> plans.find(plan)
                        .flatMap(each -> Optional.ofNullable(each.proposal())
                                .map(proposal -> days(each.form(), proposal, only))))
                .ifPresent(days -> {
                    if (isLacking(days.present()) || isLacking(days.future())) {
                        QuarkusTransaction.requiringNew()
                                .call(() -> plans.ways(plan))
                                .ifPresent(travel::recall);
                    }
                    questions.ask(days.present(), this::unfit);
                    questions.ask(days.future(), this::unfit);
                });
    }

    private boolean isLacking(Scene scene) {
        return questions.recall(scene, this::unfit).roads().estimated() > 0;
    }

    private record Days(Scene present, Scene future) {}

    private Days days(PlanForm form, Proposal proposal, @Nullable Set<UUID> only) {
        Facts facts = facts(form);
        Map<UUID, Proposal.@Nullable Slot> instead = new HashMap<>();
        proposal.changes().stream()
                .filter(each -> only == null || only.contains(each.visitId()))
                .forEach(each -> instead.put(each.visitId(), each.to()));
        return new Days(facts.scene(), facts.scene(instead));
    }

    private Facts facts(PlanForm form) {
        return scenes.read(Scenes.Wish.of(form.regionId(), form.from(), form.to()));
    }

    /// To be called within a transaction, which every refusal rolls back.
    ///
    /// @param only these visits' parts; null is the whole of what is left
    /// @throws Problem 409 `plan-not-done`, `plan-outdated` with `parts`
    List<UUID> accept(UUID plan, @Nullable Set<UUID> only) {
        plans.lockRegionOf(plan);
        RoutePlans.Stored stored = plans.lock(plan).orElseThrow(() -> Problem.missing("not-found"));
        Proposal proposal = stored.proposal();
        if (proposal == null) {
            throw Problem.conflict("plan-not-done", "It is " + stored.status() + ".");
        }
        Map<UUID, Change> rows = new HashMap<>();
        proposal.changes().forEach(each -> rows.put(each.visitId(), each));
        Set<UUID> left = new HashSet<>(rows.keySet());
        left.removeAll(stored.accepted());
        Set<UUID> whole = left.isEmpty() ? rows.keySet() : left;
        Set<UUID> wanted = only == null ? whole : only;
        List<Outdated> outdated = new ArrayList<>();
        for (UUID each : wanted) {
            if (!rows.containsKey(each)) {
                outdated.add(new Outdated(each, "not-in-plan", null));
            } else if (stored.accepted().contains(each)) {
                outdated.add(new Outdated(each, "already-accepted", null));
            }
        }
        refuse(outdated);
        List<Change> chosen = wanted.stream()
                .map(rows::get)
                .sorted(Comparator.comparing(Change::visitId))
                .toList();
        Set<UUID> settled = new HashSet<>(wanted);
        settled.addAll(stored.accepted());
        for (Change each : chosen) {
            each.needs().stream()
                    .filter(other -> !settled.contains(other))
                    .forEach(other -> outdated.add(new Outdated(each.visitId(), "needs-other-part", other)));
        }
        refuse(outdated);
        Scene present = check(stored.form(), chosen, rows, settled, outdated);
        schedules
                .make(chosen.stream().map(each -> move(each, present)).toList())
                .forEach(each -> outdated.add(Outdated.of(each, rows, settled)));
        refuse(outdated);
        if (!wanted.isEmpty()) {
            plans.accepted(plan, wanted);
        }
        if (settled.containsAll(rows.keySet())) {
            plans.forgetWays(plan);
        }
        return chosen.stream().map(Change::visitId).toList();
    }

    private static void refuse(List<Outdated> outdated) {
        if (!outdated.isEmpty()) {
            throw Problem.conflict("plan-outdated", "Parts of the plan cannot be carried out any more.")
                    .with("parts", outdated);
        }
    }

    /// It is taken from who is on the way there only if he is known to be at work no more.
    private static Move move(Change change, Scene present) {
        Scene.Row row = present.visits().get(change.visitId());
        boolean stranded = row != null
                && !isAtWork(row, present)
                && row.technicians().stream().allMatch(each -> present.unknown(each) == null);
        return new Move(change.visitId(), slot(change.from()), slot(change.to()), stranded);
    }

    private static boolean isAtWork(Scene.Row row, Scene present) {
        return row.technicians().stream().allMatch(each -> present.worksFrom(each, row.plannedStart()));
    }

    private static Schedules.@Nullable Slot slot(Proposal.@Nullable Slot slot) {
        return slot == null ? null : new Schedules.Slot(slot.technicians(), slot.start(), slot.end());
    }

    /// Walks the days as they are now, and as they would be: nothing that fits now may cease to, and what is accepted
    /// must fit. It sees what bookings do not: ways, shifts, absences, parts.
    private Scene check(
            PlanForm form, List<Change> chosen, Map<UUID, Change> rows, Set<UUID> settled, List<Outdated> outdated) {
        Facts facts = facts(form);
        Scene present = facts.scene();
        Set<UUID> frozen = frozen(facts, form.freeze(policies.current().form()));
        Map<UUID, Proposal.@Nullable Slot> instead = new HashMap<>();
        for (Change each : chosen) {
            promiseFault(each, present, frozen).ifPresent(why -> outdated.add(new Outdated(each.visitId(), why, null)));
            instead.put(each.visitId(), each.to());
        }
        refuse(outdated);
        Set<UUID> before = questions.recall(present, this::unfit).value();
        Set<UUID> after = questions.recall(facts.scene(instead), this::unfit).value();
        for (UUID each : after) {
            if (instead.containsKey(each)) {
                outdated.add(Outdated.part(each, rows, settled));
            } else if (!before.contains(each)) {
                outdated.add(Outdated.by(present.visit(each), chosen, rows, settled));
            }
        }
        refuse(outdated);
        return present;
    }

    /// A customer may have been told a time since the plan was made. Where the plan keeps it he was called for
    /// the plan's sake, and neither that nor how near his old time has come speaks against it. Else a told time
    /// that has come near is kept by who is at work.
    private static Optional<String> promiseFault(Change change, Scene present, Set<UUID> frozen) {
        Scene.Row row = present.visits().get(change.visitId());
        if (row == null) {
            return Optional.empty();
        }
        if (isToldSince(change, row)) {
            return isKept(row, change.to(), present.to()) ? Optional.empty() : Optional.of("promise-changed");
        }
        return frozen.contains(row.id()) ? Optional.of("frozen") : Optional.empty();
    }

    private static boolean isToldSince(Change change, Scene.Row row) {
        return !Objects.equals(row.windowStart(), change.windowStart())
                || !Objects.equals(row.windowEnd(), change.windowEnd());
    }

    /// Whether what the customer knows by now comes true: that somebody comes at that time; or nobody, as long as
    /// the plan goes.
    private static boolean isKept(Scene.Row row, Proposal.@Nullable Slot slot, Instant to) {
        Instant opens = row.windowStart();
        Instant closes = row.windowEnd();
        if (slot == null) {
            return opens == null || !opens.isBefore(to);
        }
        if (opens == null || closes == null) {
            return false;
        }
        return !slot.start().isBefore(opens) && !slot.start().isAfter(closes);
    }

    /// What a planner would not move.
    private static Set<UUID> frozen(Facts facts, Duration freeze) {
        return facts.freezing(freeze).scene().problem().stops().stream()
                .filter(each ->
                        each.fixed() != null && facts.visit(each.visit()).isPromisedNear(facts.now(), freeze))
                .map(Stop::visit)
                .collect(Collectors.toSet());
    }

    /// Planned visits that do not fit where they are, or would begin much later.
    private Set<UUID> unfit(Scene scene) {
        Solution plan = engine.now(scene.problem());
        Map<UUID, Slots.At> at = Slots.of(scene, plan);
        Set<UUID> unfit = new HashSet<>();
        Set<UUID> loose = scene.problem().stops().stream()
                .filter(each -> each.fixed() == null)
                .map(Stop::visit)
                .collect(Collectors.toSet());
        scene.visits().values().stream().filter(Scene.Row::isPlanned).forEach(row -> {
            Slots.At call = at.get(row.id());
            boolean known = loose.contains(row.id());
            boolean late = call != null
                    && row.plannedStart() != null
                    && Duration.between(row.plannedStart(), scene.at(call.call().start()))
                                    .toSeconds()
                            > scene.problem().weights().tolerance();
            if (known && (call == null || late)) {
                unfit.add(row.id());
            }
        });
        return unfit;
    }
}
