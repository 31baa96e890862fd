package io.naichang.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.people.Technicians;
import io.naichang.planning.Proposal.Told;
import io.naichang.platform.Problem;
import io.naichang.routing.Candidate;
import io.naichang.routing.Engine;
import io.naichang.routing.Reason;
import io.naichang.routing.Rule;
import io.naichang.routing.Solution;
import io.naichang.routing.Tour;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Who could take one visit, and whether it may be dropped where the dispatcher holds it: the engine's own answers,
/// about the days as they stand. To be called within a transaction.
@ApplicationScoped
class Options {
    private final Scenes scenes;
    private final SceneRows rows;
    private final Texts texts;
    private final Technicians technicians;
    private final Clock clock;
    private final Engine engine = new Engine();

    Options(Scenes scenes, SceneRows rows, Texts texts, Technicians technicians, Clock clock) {
        this.scenes = scenes;
        this.rows = rows;
        this.texts = texts;
        this.technicians = technicians;
        this.clock = clock;
    }

    /// One way to place a visit, or one that is nearly possible.
    ///
    /// @param possible if not, `reasons` say why not
    /// @param extraTravelMinutes driving that it adds
    /// @param movedVisitIds visits whose start it delays beyond the tolerance
    /// @param notes what it costs
    @Schema(name = "PlanningCandidate")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Option(
            @Schema(required = true) boolean possible,
            @Schema(required = true) UUID technicianId,
            @Schema(required = true) String technicianName,
            @Schema(required = true) List<UUID> crewIds,
            @Nullable Instant start,
            @Nullable Instant end,
            @Schema(required = true) int extraTravelMinutes,
            @Schema(required = true) List<UUID> movedVisitIds,
            @Schema(required = true) List<Told> reasons,
            @Schema(required = true) List<Told> notes) {}

    /// @param reason why nobody can be asked: `site-without-position` and the like
    @Schema(name = "PlanningCandidates")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ranking(
            @Schema(required = true) UUID visitId,
            @Schema(required = true) List<Option> candidates,
            @Nullable Told reason) {}

    /// The best first; nearest misses after what is possible.
    Ranking ranked(UUID visit, @Nullable Instant from, @Nullable Instant to, int most) {
        UUID region = region(visit);
        if (region == null) {
            return new Ranking(visit, List.of(), texts.of("no-region", Map.of()));
        }
        Scene scene = scene(region, visit, from, to);
        String why = scene.unplannable().get(visit);
        if (why != null) {
            return new Ranking(visit, List.of(), texts.of(why, Map.of()));
        }
        if (isUnknown(scene, visit)) {
            return new Ranking(visit, List.of(), texts.of("all-pinned", Map.of()));
        }
        if (scene.problem().tours().isEmpty()) {
            return new Ranking(visit, List.of(), texts.of("nobody", Map.of()));
        }
        Solution plan = engine.now(scene.problem());
        List<Option> options = engine.candidates(scene.problem(), plan, visit, most).stream()
                .map(each -> option(scene, each))
                .toList();
        return new Ranking(visit, options, null);
    }

    /// Whether a technician could begin at this time, or as soon after as he can.
    Option drop(UUID visit, UUID technician, Instant start) {
        UUID region = region(visit);
        if (!technicians.exists(technician)) {
            throw Problem.invalid("unknown-technician", "technicianId", "There is no such technician.");
        }
        if (region == null) {
            return refused(technician, texts.of("no-region", Map.of()));
        }
        Scene scene = scene(region, visit, start.minus(Duration.ofHours(18)), start.plus(Duration.ofHours(18)));
        String why = scene.unplannable().get(visit);
        if (why != null) {
            return refused(technician, texts.of(why, Map.of()));
        }
        if (isUnknown(scene, visit)) {
            return refused(
                    technician,
                    texts.of("pinned", Map.of("visit", scene.visit(visit).number())));
        }
        int at = (int) Duration.between(scene.problem().origin(), start).toSeconds();
        return tour(scene, technician, at)
                .map(tour -> option(
                        scene,
                        engine.check(scene.problem(), engine.now(scene.problem()), visit, tour, at)
                                .place()))
                .orElseGet(() -> refused(
                        technician, texts.of("technician-away", Map.of("technician", scene.nameOf(technician)))));
    }

    /// It has begun or is done: the engine does not place it.
    private static boolean isUnknown(Scene scene, UUID visit) {
        return scene.problem().stops().stream().noneMatch(each -> each.visit().equals(visit) && each.fixed() == null);
    }

    private static Optional<Integer> tour(Scene scene, UUID technician, int at) {
        List<Tour> tours = scene.problem().tours();
        for (int i = 0; i < tours.size(); i++) {
            Tour each = tours.get(i);
            if (each.technician().equals(technician)
                    && at >= each.start() - 3600
                    && at <= each.end() + each.overtime()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Option refused(UUID technician, Told why) {
        return new Option(
                false, technician, rows.name(technician), List.of(), null, null, 0, List.of(), List.of(why), List.of());
    }

    private Option option(Scene scene, Candidate each) {
        boolean possible = each.feasible();
        UUID lead = each.technicians().getFirst();
        return new Option(
                possible,
                lead,
                scene.nameOf(lead),
                each.technicians().subList(1, each.technicians().size()),
                possible ? scene.at(each.start()) : null,
                possible ? scene.at(each.end()) : null,
                (each.extraTravel() + 59) / 60,
                each.moved(),
                each.reasons().stream().map(reason -> why(scene, reason)).toList(),
                each.notes().stream().map(reason -> texts.of(scene, reason)).toList());
    }

    /// The engine takes the time of a drop for something that the visit comes after.
    private Told why(Scene scene, Reason reason) {
        boolean dropped = reason.rule() == Rule.AFTER && !reason.values().containsKey("visit");
        return dropped ? texts.of("drop-window", Map.of()) : texts.of(scene, reason);
    }

    /// @throws Problem 404 `not-found`
    private @Nullable UUID region(UUID visit) {
        return rows.where(visit).orElseThrow(() -> Problem.missing("not-found")).region();
    }

    private Scene scene(UUID region, UUID visit, @Nullable Instant from, @Nullable Instant to) {
        Instant begin = from != null ? from : clock.instant();
        Instant end = to != null ? to : begin.plus(Duration.ofDays(3));
        if (!begin.isBefore(end) || Duration.between(begin, end).toDays() > PlanForm.DAYS) {
            throw Problem.invalid("invalid", "to", "It must be after from, at most 31 days.");
        }
        return scenes.read(new Scenes.Wish(region, begin, end, Duration.ZERO, false, visit));
    }
}
