package io.naichang.planning;

import io.naichang.routing.Engine;
import io.naichang.routing.Run;
import io.naichang.routing.Solution;
import io.naichang.routing.Stop;
import io.naichang.shifts.WorkingTime;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// All that a board shows of a region's days, in one answer: what is planned, what is likely to come of it, and what is
/// in danger, projected by the engine from what phones reported. To be called outside of transactions: it
/// may wait for a road service.
@ApplicationScoped
class DayBoards {
    private final Scenes scenes;
    private final SceneRows rows;
    private final Texts texts;
    private final Questions questions;
    private final Planner planner;
    private final Clock clock;
    private final Optional<String> tiles;
    private final Engine engine = new Engine();

    DayBoards(
            Scenes scenes,
            SceneRows rows,
            Texts texts,
            Questions questions,
            Planner planner,
            Clock clock,
            @ConfigProperty(name = "naichang.desk.tiles") Optional<String> tiles) {
        this.scenes = scenes;
        this.rows = rows;
        this.texts = texts;
        this.questions = questions;
        this.planner = planner;
        this.clock = clock;
        this.tiles = tiles;
    }

    /// @param wanted the region; without it the first by name
    /// @param from without it, the day begins that it is
    Board of(@Nullable UUID wanted, @Nullable Instant from, @Nullable Instant to) {
        Read read = QuarkusTransaction.requiringNew().call(() -> read(wanted, from, to));
        return read.facts()
                .map(this::shown)
                .orElseGet(() -> new Board(
                        clock.instant(),
                        read.zone().getId(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Proposal.Roads.ESTIMATE,
                        null,
                        null));
    }

    /// No facts of a company without regions.
    private record Read(ZoneId zone, Optional<Facts> facts) {}

    private Read read(@Nullable UUID wanted, @Nullable Instant from, @Nullable Instant to) {
        ZoneId zone = rows.zone();
        Optional<UUID> region = rows.region(wanted);
        Instant begin = from != null ? from : midnight(clock.instant(), zone, 0);
        Instant end = to != null ? to : dayLater(begin, zone);
        PlanForm.requireSpan(begin, end);
        return new Read(zone, region.map(each -> scenes.read(Scenes.Wish.of(each, begin, end))));
    }

    /// As far into the next day as this is into its own: the days on which clocks change are shorter or longer.
    private static Instant dayLater(Instant begin, ZoneId zone) {
        return midnight(begin, zone, 1).plus(Duration.between(midnight(begin, zone, 0), begin));
    }

    private static Instant midnight(Instant at, ZoneId zone, int days) {
        return at.atZone(zone).toLocalDate().plusDays(days).atStartOfDay(zone).toInstant();
    }

    private record Projection(Solution plan, Misfits misfits) {}

    private Projection project(Scene scene) {
        Solution plan = engine.now(scene.problem());
        return new Projection(plan, planner.misfits(scene, scene.planned(plan), plan));
    }

    private Board shown(Facts facts) {
        Questions.Answered<Projection> answered = questions.ask(facts.scene(), this::project);
        Scene scene = answered.scene();
        Solution plan = answered.value().plan();
        Map<UUID, Slots.At> at = Slots.of(scene, plan);
        Dangers dangers = new Dangers(scene, texts, at, answered.value().misfits(), vans(plan));
        List<Board.Visit> visits = scene.visits().values().stream()
                .filter(each -> !isOver(each, facts.wish().from()))
                .filter(each -> !facts.isOverBefore(each))
                .map(each -> Board.Visit.of(scene, each, at.get(each.id()), dangers.of(each)))
                .toList();
        Map<UUID, String> districts = new TreeMap<>();
        scene.visits().values().forEach(each -> {
            if (each.district() != null) {
                districts.put(each.site(), each.district());
            }
        });
        return new Board(
                scene.now(),
                scene.zone().getId(),
                technicians(scene, facts),
                visits,
                districts,
                answered.roads(),
                rescue(facts, visits, staying(scene)),
                tiles.orElse(null));
    }

    /// Was read only to know where its technician is.
    private static boolean isOver(Scene.Row row, Instant from) {
        Instant finished = row.finishedAt();
        Instant planned = row.plannedEnd();
        return row.isDone()
                && finished != null
                && !finished.isAfter(from)
                && (planned == null || !planned.isAfter(from));
    }

    /// What no plan moves.
    private static Set<UUID> staying(Scene scene) {
        return scene.problem().stops().stream()
                .filter(each -> each.fixed() != null)
                .map(Stop::visit)
                .collect(Collectors.toSet());
    }

    private static Board.@Nullable Rescue rescue(Facts facts, List<Board.Visit> visits, Set<UUID> staying) {
        Map<Boolean, List<UUID>> endangered = visits.stream()
                // Whoever planned a visit before the time that was told may have agreed it: no plan waits for that
                // time.
                .filter(each -> each.dangers().stream()
                        .anyMatch(danger -> !danger.rule().equals(Texts.EARLY)))
                .collect(Collectors.partitioningBy(
                        each -> facts.visit(each.id()).isWithoutAccess(),
                        Collectors.mapping(Board.Visit::id, Collectors.toList())));
        List<UUID> again = endangered.getOrDefault(true, List.of());
        List<UUID> movable = endangered.getOrDefault(false, List.of()).stream()
                .filter(each -> facts.visit(each).isPlanned())
                // What stays for a reason that dispatchers should read (its technician is under way) is asked for.
                .filter(each -> !staying.contains(each) || !facts.isBookedBefore(facts.visit(each)))
                .toList();
        if (again.isEmpty() && movable.isEmpty()) {
            return null;
        }
        Scenes.Wish wish = facts.wish();
        return new Board.Rescue(
                wish.region(),
                wish.from(),
                wish.to(),
                "replan",
                Math.max(facts.policy().changeBudget(), 2 * movable.size()),
                facts.policy().freeze(),
                movable,
                again);
    }

    /// Visits for which a technician must first drive to a depot: his van lacks what they need.
    static Map<UUID, UUID> vans(Solution plan) {
        Map<UUID, UUID> depots = new HashMap<>();
        for (Run run : plan.runs()) {
            run.calls().forEach(call -> {
                UUID depot = call.depot();
                if (depot != null) {
                    depots.put(call.visit(), depot);
                }
            });
        }
        return depots;
    }

    private List<Board.Technician> technicians(Scene scene, Facts facts) {
        Map<UUID, List<WorkingTime>> times = scene.workingTimes().stream()
                .filter(facts::isWished)
                .collect(Collectors.groupingBy(WorkingTime::technicianId));
        List<Board.Technician> all = new ArrayList<>();
        scene.technicians().values().forEach(each -> {
            String why = scene.idle().get(each.id());
            all.add(new Board.Technician(
                    each.id(),
                    each.name(),
                    each.lat(),
                    each.lon(),
                    each.skills(),
                    each.tools(),
                    times.getOrDefault(each.id(), List.of()),
                    why == null ? null : texts.of(why, Map.of("technician", each.name()))));
        });
        return all;
    }
}
