package io.naichang.planning;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.planning.Proposal.Told;
import io.naichang.platform.Problem;
import io.naichang.routing.Engine;
import io.naichang.routing.Explanation;
import io.naichang.routing.Run;
import io.naichang.routing.Solution;
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
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    private final Clock clock;
    private final Optional<String> tiles;
    private final Engine engine = new Engine();

    DayBoards(
            Scenes scenes,
            SceneRows rows,
            Texts texts,
            Questions questions,
            Clock clock,
            @ConfigProperty(name = "naichang.desk.tiles") Optional<String> tiles) {
        this.scenes = scenes;
        this.rows = rows;
        this.texts = texts;
        this.questions = questions;
        this.clock = clock;
        this.tiles = tiles;
    }

    /// @param districts site → the district (amphoe, khet) of its address, to write on a map
    /// @param roads where the travel times come from
    /// @param rescue how to save what is in danger; null if nothing is
    /// @param tiles where a map's tiles are, with `{z}`, `{x}` and `{y}`, if the operator has set a server
    @Schema(name = "DayBoard")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Board(
            @Schema(required = true) Instant at,
            @Schema(required = true) String timeZone,
            @Schema(required = true) List<Technician> technicians,
            @Schema(required = true) List<Visit> visits,
            @Schema(required = true) Map<UUID, String> districts,
            @Schema(required = true) Proposal.Roads roads,
            @Nullable Rescue rescue,
            @Nullable String tiles) {}

    /// A replan of least change for what is in danger: all but `visitIds` is what `POST /route-plans` asks for.
    ///
    /// @param changeBudget of the policy, more if more than half of it is in danger
    /// @param visitIds what is in danger and can be planned anew
    /// @param againVisitIds where nobody was let in: to be reopened and planned again
    @Schema(name = "BoardRescue")
    record Rescue(
            @Schema(required = true) UUID regionId,
            @Schema(required = true) Instant from,
            @Schema(required = true) Instant to,
            @Schema(required = true) String mode,
            @Schema(required = true) int changeBudget,

            @Schema(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
            Duration freeze,

            @Schema(required = true) List<UUID> visitIds,
            @Schema(required = true) List<UUID> againVisitIds) {}

    /// @param workingTimes when he can be given work; absences are cut out
    /// @param reason why he cannot be given any
    @Schema(name = "BoardTechnician")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Technician(
            @Schema(required = true) UUID id,
            @Schema(required = true) String name,
            @Nullable Double lat,
            @Nullable Double lon,
            @Schema(required = true) Map<String, Integer> skills,
            @Schema(required = true) List<String> tools,
            @Schema(required = true) List<WorkingTime> workingTimes,
            @Nullable Told reason) {}

    /// @param expectedStart when it is likely to begin, or began
    /// @param travelMinutes driving to it from where the technician was before
    /// @param dangers why its plan or promise is in danger; none if it is not
    @Schema(name = "BoardVisit")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Visit(
            @Schema(required = true) UUID id,
            @Schema(required = true) String number,
            @Schema(required = true) String title,
            @Schema(required = true) String kind,
            @Schema(required = true) String priority,
            @Schema(required = true) String status,
            @Schema(required = true) UUID customerId,
            @Schema(required = true) String customerName,
            @Schema(required = true) UUID siteId,
            @Schema(required = true) String siteName,
            @Nullable Double lat,
            @Nullable Double lon,
            @Schema(required = true) int minutes,
            @Schema(required = true) List<String> requiredSkills,
            @Nullable UUID technicianId,
            @Schema(required = true) List<UUID> crewIds,
            @Nullable Instant plannedStart,
            @Nullable Instant plannedEnd,
            @Nullable Instant windowStart,
            @Nullable Instant windowEnd,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant expectedStart,
            @Nullable Instant expectedEnd,
            @Nullable Integer travelMinutes,
            @Nullable Integer travelMeters,
            @Schema(required = true) List<Told> dangers) {}

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
        Instant begin = from != null
                ? from
                : clock.instant().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        Instant end = to != null ? to : begin.plus(Duration.ofDays(1));
        if (!begin.isBefore(end) || Duration.between(begin, end).toDays() > PlanForm.DAYS) {
            throw Problem.invalid("invalid", "to", "It must be after from, at most 31 days.");
        }
        return new Read(
                zone, region.map(each -> scenes.read(new Scenes.Wish(each, begin, end, Duration.ZERO, false, null))));
    }

    private record Projection(Solution plan, Map<UUID, Explanation> whyNot) {}

    private Projection project(Scene scene) {
        Solution plan = engine.now(scene.problem());
        Map<UUID, Explanation> whyNot = new HashMap<>();
        engine.explain(scene.problem(), planned(scene, plan)).forEach(each -> whyNot.put(each.visit(), each));
        return new Projection(plan, whyNot);
    }

    /// The same as if what nobody has planned were not left out: of that nothing is asked.
    static Solution planned(Scene scene, Solution plan) {
        return new Solution(
                plan.runs(),
                plan.unassigned().stream()
                        .filter(each -> scene.visit(each).isPlanned())
                        .toList(),
                plan.cost(),
                plan.moved());
    }

    private Board shown(Facts facts) {
        Questions.Answered<Projection> answered = questions.ask(facts.scene(), this::project);
        Scene scene = answered.scene();
        Solution plan = answered.value().plan();
        Map<UUID, Slots.At> at = Slots.of(scene, plan);
        Dangers dangers = new Dangers(scene, texts, at, answered.value().whyNot(), vans(plan));
        List<Visit> visits = scene.visits().values().stream()
                .map(each -> visit(scene, each, at.get(each.id()), dangers.of(each)))
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
                technicians(scene),
                visits,
                districts,
                answered.roads(),
                rescue(facts, visits),
                tiles.orElse(null));
    }

    private static @Nullable Rescue rescue(Facts facts, List<Visit> visits) {
        Map<Boolean, List<UUID>> endangered = visits.stream()
                .filter(each -> !each.dangers().isEmpty())
                .collect(Collectors.partitioningBy(
                        each -> facts.visit(each.id()).isWithoutAccess(),
                        Collectors.mapping(Visit::id, Collectors.toList())));
        List<UUID> again = endangered.getOrDefault(true, List.of());
        List<UUID> movable = endangered.getOrDefault(false, List.of()).stream()
                .filter(each -> facts.visit(each).isPlanned())
                .toList();
        if (again.isEmpty() && movable.isEmpty()) {
            return null;
        }
        Scenes.Wish wish = facts.wish();
        return new Rescue(
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
    private static Map<UUID, UUID> vans(Solution plan) {
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

    private List<Technician> technicians(Scene scene) {
        Map<UUID, List<WorkingTime>> times =
                scene.workingTimes().stream().collect(Collectors.groupingBy(WorkingTime::technicianId));
        List<Technician> all = new ArrayList<>();
        scene.technicians().values().forEach(each -> {
            String why = scene.idle().get(each.id());
            all.add(new Technician(
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

    private static Visit visit(Scene scene, Scene.Row row, Slots.@Nullable At found, List<Told> dangers) {
        Slots.At at = row.technician() == null ? null : found;
        Instant start = row.startedAt() != null || at == null
                ? row.startedAt()
                : scene.at(at.call().start());
        Instant end = row.finishedAt() != null || at == null
                ? row.finishedAt()
                : scene.at(at.call().end());
        return new Visit(
                row.id(),
                row.number(),
                row.title(),
                row.kind(),
                row.priority(),
                row.status(),
                row.customer(),
                row.customerName(),
                row.site(),
                row.siteName(),
                row.lat(),
                row.lon(),
                row.minutes(),
                row.skills(),
                row.technician(),
                row.crew(),
                row.plannedStart(),
                row.plannedEnd(),
                row.windowStart(),
                row.windowEnd(),
                row.startedAt(),
                row.finishedAt(),
                start,
                end,
                at == null ? null : (at.call().travel() + 59) / 60,
                at == null ? null : at.call().meters(),
                dangers);
    }
}
