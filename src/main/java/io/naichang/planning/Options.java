package io.naichang.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.naichang.people.Technicians;
import io.naichang.planning.Proposal.Roads;
import io.naichang.planning.Proposal.Told;
import io.naichang.platform.Problem;
import io.naichang.routing.Candidate;
import io.naichang.routing.Engine;
import io.naichang.routing.Reason;
import io.naichang.routing.Rule;
import io.naichang.routing.Tour;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Who could take one visit, and whether it may be dropped where the dispatcher holds it: the engine's own answers,
/// about the days as they stand. To be called outside of transactions: it may wait for a road service.
@ApplicationScoped
class Options {
    private final Scenes scenes;
    private final SceneRows rows;
    private final Texts texts;
    private final Technicians technicians;
    private final Questions questions;
    private final Clock clock;
    private final Engine engine = new Engine();

    Options(Scenes scenes, SceneRows rows, Texts texts, Technicians technicians, Questions questions, Clock clock) {
        this.scenes = scenes;
        this.rows = rows;
        this.texts = texts;
        this.technicians = technicians;
        this.questions = questions;
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
            @Schema(required = true) List<Told> notes,
            @Nullable Roads roads) {
        Option by(Roads roads) {
            return new Option(
                    possible,
                    technicianId,
                    technicianName,
                    crewIds,
                    start,
                    end,
                    extraTravelMinutes,
                    movedVisitIds,
                    reasons,
                    notes,
                    roads);
        }
    }

    /// @param reason why nobody can be asked: `site-without-position` and the like
    /// @param roads where the travel times come from; null if none were needed
    @Schema(name = "PlanningCandidates")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ranking(
            @Schema(required = true) UUID visitId,
            @Schema(required = true) List<Option> candidates,
            @Nullable Told reason,
            @Nullable Roads roads) {}

    /// The best first; nearest misses after what is possible.
    Ranking ranked(UUID visit, @Nullable Instant from, @Nullable Instant to, int most) {
        Optional<Facts> read = QuarkusTransaction.requiringNew()
                .call(() -> region(visit).map(region -> facts(region, visit, from, to, false)));
        if (read.isEmpty()) {
            return nobody(visit, "no-region");
        }
        Scene scene = again(read.get(), visit);
        String why = scene.unplannable().get(visit);
        if (why != null) {
            return nobody(visit, why);
        }
        if (isUnknown(scene, visit)) {
            return new Ranking(visit, List.of(), whyFixed(scene, visit), null);
        }
        if (scene.problem().tours().isEmpty()) {
            return nobody(visit, "nobody");
        }
        Questions.Answered<List<Candidate>> found = questions.ask(
                scene, each -> engine.candidates(each.problem(), engine.now(each.problem()), visit, most));
        List<Option> options =
                found.value().stream().map(each -> option(scene, each)).toList();
        return new Ranking(visit, options, null, found.roads());
    }

    /// Where nobody was let in, somebody has to come again: as if nobody had it yet.
    private static Scene again(Facts facts, UUID visit) {
        Scene.Row row = facts.visits().get(visit);
        return row != null && row.isWithoutAccess()
                ? facts.scene(Collections.singletonMap(visit, null))
                : facts.scene();
    }

    private Ranking nobody(UUID visit, String why) {
        return new Ranking(visit, List.of(), texts.of(why, Map.of()), null);
    }

    private record Dropped(String name, Optional<Facts> facts) {}

    /// Whether a technician could begin at this time, or as soon after as he can.
    Option drop(UUID visit, UUID technician, Instant start) {
        Dropped read = QuarkusTransaction.requiringNew().call(() -> {
            Optional<UUID> region = region(visit);
            if (!technicians.exists(technician)) {
                throw Problem.invalid("unknown-technician", "technicianId", "There is no such technician.");
            }
            Instant from = start.minus(Duration.ofHours(18));
            Instant to = start.plus(Duration.ofHours(18));
            // Who drops it has seen what the customer was told, and is asked again where it is before that.
            return new Dropped(rows.name(technician), region.map(each -> facts(each, visit, from, to, true)));
        });
        if (read.facts().isEmpty()) {
            return refused(technician, read.name(), texts.of("no-region", Map.of()));
        }
        Scene scene = again(read.facts().get(), visit);
        String why = scene.unplannable().get(visit);
        if (why != null) {
            return refused(technician, read.name(), texts.of(why, Map.of()));
        }
        if (isUnknown(scene, visit)) {
            return refused(technician, read.name(), whyFixed(scene, visit));
        }
        if (!scene.technicians().containsKey(technician)) {
            return refused(technician, read.name(), texts.of("of-another-region", Map.of("technician", read.name())));
        }
        int at = (int) Duration.between(scene.problem().origin(), start).toSeconds();
        Optional<Integer> tour = tour(scene, technician, at);
        if (tour.isEmpty()) {
            return refused(technician, read.name(), texts.of("technician-away", Map.of("technician", read.name())));
        }
        Questions.Answered<Candidate> found = questions.ask(
                scene,
                each -> engine.check(each.problem(), engine.now(each.problem()), visit, tour.get(), at)
                        .place());
        return option(scene, found.value()).by(found.roads());
    }

    /// The engine does not place it.
    private static boolean isUnknown(Scene scene, UUID visit) {
        return scene.problem().stops().stream().noneMatch(each -> each.visit().equals(visit) && each.fixed() == null);
    }

    /// What was called off is not in the scene.
    private Told whyFixed(Scene scene, UUID visit) {
        Scene.Row row = scene.visits().get(visit);
        if (row == null || row.isBegun() || row.isDone()) {
            return texts.of("begun-or-over", Map.of());
        }
        List<UUID> technicians = row.technicians();
        return row.isEnRoute() && scene.technicians().keySet().containsAll(technicians)
                ? texts.of("under-way", Map.of("technician", scene.nameOf(technicians.getFirst())))
                : texts.of("of-others", Map.of());
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

    private static Option refused(UUID technician, String name, Told why) {
        return new Option(false, technician, name, List.of(), null, null, 0, List.of(), List.of(why), List.of(), null);
    }

    private Option option(Scene scene, Candidate each) {
        boolean possible = each.feasible();
        List<Told> notes = new ArrayList<>();
        if (possible && scene.isOnCall(each.tours().getFirst())) {
            notes.add(texts.of("on-call", Map.of()));
        }
        each.notes().forEach(reason -> notes.add(texts.of(scene, reason)));
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
                notes,
                null);
    }

    /// The engine takes the time of a drop for something that the visit comes after.
    private Told why(Scene scene, Reason reason) {
        boolean dropped = reason.rule() == Rule.AFTER && !reason.values().containsKey("visit");
        return dropped ? texts.of("drop-window", Map.of()) : texts.of(scene, reason);
    }

    /// @throws Problem 404 `not-found`
    private Optional<UUID> region(UUID visit) {
        return Optional.ofNullable(rows.where(visit)
                .orElseThrow(() -> Problem.missing("not-found"))
                .region());
    }

    private Facts facts(UUID region, UUID visit, @Nullable Instant from, @Nullable Instant to, boolean beforeTold) {
        Instant begin = from != null ? from : clock.instant();
        Instant end = to != null ? to : begin.plus(Duration.ofDays(3));
        PlanForm.requireSpan(begin, end);
        return scenes.read(new Scenes.Wish(region, begin, end, Duration.ZERO, false, beforeTold, visit));
    }
}
