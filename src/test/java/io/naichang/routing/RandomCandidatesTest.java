package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What candidates say on random days, against the plans in which they are taken: each is worked out anew, judged by
/// the verifier and priced by it.
class RandomCandidatesTest {
    private static final int DAYS = Integer.getInteger("naichang.routing.days", 40);

    private final Engine engine = new Engine();
    private int taken;
    private int missed;

    @Test
    void candidates_are_what_they_say_once_they_are_planned() {
        for (int seed = 0; seed < DAYS; seed++) {
            Problem problem = RandomProblems.of(seed);
            everyVisit("day " + seed, problem, solved(problem, seed));
        }
        assertThat(taken).isGreaterThan(20 * DAYS);
        assertThat(missed).isGreaterThan(10 * DAYS);
    }

    @Test
    void candidates_of_a_day_that_stands_are_what_they_say_and_leave_the_promises_of_others() {
        for (int seed = 0; seed < DAYS; seed++) {
            Problem problem = standing(seed);
            everyVisit("day " + seed, problem, engine.now(problem));
        }
        assertThat(taken).isGreaterThan(20 * DAYS);
        assertThat(missed).isGreaterThan(10 * DAYS);
    }

    @Test
    void a_drop_that_is_allowed_is_what_it_says_once_it_is_planned() {
        for (int seed = 0; seed < DAYS; seed++) {
            everyDrop(seed, standing(seed));
        }
        assertThat(taken).isGreaterThan(10 * DAYS);
    }

    private void everyDrop(int seed, Problem problem) {
        Solution now = engine.now(problem);
        for (Stop stop : free(problem)) {
            Placing placing = new Placing(problem, now, stop);
            for (int tour = 0; tour < problem.tours().size() && placing.without != null; tour++) {
                int time = problem.tours().get(tour).start() + 3_600 * (seed % 8);
                Candidate place =
                        engine.check(problem, now, stop.visit(), tour, time).place();
                if (place.feasible()) {
                    assertThat(place.start()).isGreaterThanOrEqualTo(time);
                    taken("day " + seed + " " + place, problem, now, placing, stop, place, true);
                }
            }
        }
    }

    /// Nobody asks where else a pinned visit could be.
    private static List<Stop> free(Problem problem) {
        return problem.stops().stream().filter(each -> each.fixed() == null).toList();
    }

    /// A day whose visits are planned already.
    private Problem standing(int seed) {
        Problem fresh = RandomProblems.of(seed);
        return RandomProblems.planned(seed, RandomDaysTest.now(fresh, solved(fresh, seed)));
    }

    private Solution solved(Problem problem, int seed) {
        return engine.solve(problem, Limits.iterations(50, seed), Progress.none(), () -> false);
    }

    private void everyVisit(String day, Problem problem, Solution plan) {
        List<UUID> visits = free(problem).stream().map(Stop::visit).toList();
        Map<UUID, List<Candidate>> all = engine.candidates(problem, plan, visits);
        for (Stop stop : free(problem)) {
            List<Candidate> candidates = Objects.requireNonNull(all.get(stop.visit()));
            assertThat(candidates).as(day).hasSize(problem.tours().size());
            Placing placing = new Placing(problem, plan, stop);
            for (Candidate each : placing.without == null ? List.<Candidate>of() : candidates) {
                String what = day + " " + stop.visit() + " " + each;
                if (each.feasible()) {
                    taken(what, problem, plan, placing, stop, each, false);
                }
                if (isAlone(problem, stop)) {
                    cheapest(what, problem, plan, placing, each);
                }
            }
        }
    }

    private void taken(
            String what, Problem problem, Solution now, Placing placing, Stop stop, Candidate candidate, boolean kept) {
        taken++;
        Solution without = Objects.requireNonNull(placing.without);
        assertThat(placing.plans(candidate, kept)).as(what).anySatisfy(plan -> {
            assertThat(Verifier.violations(problem, plan)).isEmpty();
            assertThat(promisesBrokenButOf(stop, new Changes(problem, now, plan)))
                    .isEmpty();
            assertThat(cost(problem, now, plan) - cost(problem, now, without)).isEqualTo(candidate.extra());
            assertThat(travel(plan) - travel(without)).isEqualTo(candidate.extraTravel());
            assertThat(delayed(problem, without, plan)).containsExactlyInAnyOrderElementsOf(candidate.moved());
            assertThat(starts(plan)).containsEntry(stop.visit(), candidate.start());
            assertThat(candidate.end()).isEqualTo(candidate.start() + stop.duration());
        });
    }

    /// Of all places in the tour none is cheaper than the one that is named, and where none is, there is none.
    private void cheapest(String what, Problem problem, Solution now, Placing placing, Candidate candidate) {
        List<Long> costs = placing.everywhere(candidate.tours().getFirst()).stream()
                .filter(each -> Verifier.violations(problem, each).isEmpty())
                .map(each -> cost(problem, now, each) - cost(problem, now, Objects.requireNonNull(placing.without)))
                .toList();
        if (candidate.feasible()) {
            assertThat(costs).as(what).contains(candidate.extra()).allMatch(each -> each >= candidate.extra());
        } else {
            missed++;
            assertThat(costs).as(what).isEmpty();
        }
    }

    /// Neither a crew nor tied: what one tour says of it is all that there is to say.
    private static boolean isAlone(Problem problem, Stop stop) {
        return stop.crew() == 1
                && stop.ties().isEmpty()
                && problem.stops().stream()
                        .flatMap(each -> each.ties().stream())
                        .noneMatch(tie -> tie.visit().equals(stop.visit()));
    }

    /// To customers other than this one: who asks where it could be may move it.
    private static Set<UUID> promisesBrokenButOf(Stop asked, Changes changes) {
        Set<UUID> broken = new HashSet<>(changes.brokenPromises());
        broken.remove(asked.visit());
        return broken;
    }

    /// Points without those of what is left out.
    private static long cost(Problem problem, Solution now, Solution plan) {
        Map<Rule, Long> cost = new HashMap<>(Verifier.cost(problem, now, plan));
        cost.remove(Rule.UNASSIGNED);
        cost.remove(Rule.OPTIONAL);
        return cost.values().stream().mapToLong(Long::longValue).sum();
    }

    private static int travel(Solution plan) {
        return plan.runs().stream().mapToInt(Run::travel).sum();
    }

    /// Visits whose start differs by more than the tolerance.
    private static Set<UUID> delayed(Problem problem, Solution before, Solution after) {
        Map<UUID, Integer> starts = starts(before);
        Set<UUID> delayed = new HashSet<>();
        starts(after).forEach((visit, start) -> {
            if (Math.abs(start - starts.getOrDefault(visit, start))
                    > problem.weights().tolerance()) {
                delayed.add(visit);
            }
        });
        return delayed;
    }

    private static Map<UUID, Integer> starts(Solution plan) {
        Map<UUID, Integer> starts = new HashMap<>();
        plan.runs().forEach(run -> run.calls().forEach(call -> starts.put(call.visit(), call.start())));
        return starts;
    }
}
