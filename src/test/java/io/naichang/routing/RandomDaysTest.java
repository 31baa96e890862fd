package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The engine's incremental answers against the verifier's from scratch, on days with every rule at once.
class RandomDaysTest {
    private static final int DAYS = Integer.getInteger("naichang.routing.days", 40);

    private final Engine engine = new Engine();

    private Solution solve(Problem problem, Limits limits) {
        return engine.solve(problem, limits, Progress.none(), () -> false);
    }

    @Test
    void every_plan_keeps_the_rules_and_costs_what_the_verifier_says() {
        for (int seed = 0; seed < DAYS; seed++) {
            Problem problem = RandomProblems.of(seed);
            Solution now = engine.now(problem);

            Solution plan = solve(problem, Limits.iterations(400, seed));

            assertThat(Verifier.violations(problem, plan)).as("day " + seed).isEmpty();
            assertThat(Verifier.cost(problem, now, plan)).as("day " + seed).isEqualTo(plan.cost());
        }
    }

    @Test
    void a_replan_keeps_its_budget_and_every_promise() {
        for (int seed = 0; seed < DAYS; seed++) {
            Problem fresh = RandomProblems.of(seed);
            Map<UUID, Now> where = now(fresh, solve(fresh, Limits.iterations(50, seed)));
            Problem problem = RandomProblems.planned(seed, where);
            Solution now = engine.now(problem);
            Limits limits = Limits.iterations(300, seed).budget(seed % 5);

            Solution plan = solve(problem, limits);

            assertThat(Verifier.violations(problem, limits, now, plan))
                    .as("day " + seed)
                    .isEmpty();
            assertThat(Verifier.cost(problem, now, plan)).as("day " + seed).isEqualTo(plan.cost());
            assertThat(plan.total()).as("day " + seed).isLessThanOrEqualTo(now.total());
        }
    }

    @Test
    void the_same_seed_and_iterations_give_the_same_plan() {
        Problem problem = RandomProblems.of(4);

        assertThat(solve(problem, Limits.iterations(300, 9))).isEqualTo(solve(problem, Limits.iterations(300, 9)));
    }

    static Map<UUID, Now> now(Problem problem, Solution plan) {
        Map<UUID, List<UUID>> technicians = new HashMap<>();
        Map<UUID, Integer> starts = new HashMap<>();
        for (Run run : plan.runs()) {
            UUID who = problem.tours().get(run.tour()).technician();
            for (Call call : run.calls()) {
                List<UUID> known = technicians.getOrDefault(call.visit(), List.of());
                List<UUID> more = new ArrayList<>(known);
                more.add(call.lead() ? 0 : more.size(), who);
                technicians.put(call.visit(), more);
                starts.put(call.visit(), call.start());
            }
        }
        Map<UUID, Now> now = new HashMap<>();
        technicians.forEach((visit, them) -> now.put(visit, new Now(them, starts.getOrDefault(visit, 0))));
        return now;
    }
}
