package io.naichang.dev.bench;

import io.naichang.routing.Engine;
import io.naichang.routing.Limits;
import io.naichang.routing.Problem;
import io.naichang.routing.Progress;
import io.naichang.routing.Solution;
import io.naichang.routing.Verifier;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Plans made in seconds of one core's CPU, with as many seeds as are asked for, each recomputed by the verifier.
final class Trials {
    static final int FIRST = 1;

    final Engine engine = new Engine(Trials::nanos);
    final int seeds;

    Trials(int seeds) {
        this.seeds = seeds;
    }

    /// A plan; milliseconds until the first one and in all, without the check.
    record Found(Solution plan, long first, long rounds, long milliseconds) {
        long roundsPerSecond() {
            return 1_000 * rounds / Math.max(1, milliseconds);
        }
    }

    static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// One plan of each seed, the cheapest first.
    List<Found> all(Problem problem, int seconds) {
        List<Found> all = new ArrayList<>();
        for (int seed = FIRST; seed < FIRST + seeds; seed++) {
            all.add(solve(problem, Limits.time(Duration.ofSeconds(seconds), seed)));
        }
        all.sort(Comparator.comparingLong(each -> each.plan().total()));
        return all;
    }

    Found median(Problem problem, int seconds) {
        return all(problem, seconds).get(seeds / 2);
    }

    Found solve(Problem problem, Limits limits) {
        long begin = nanos();
        long[] first = {-1};
        long[] last = new long[2];
        Progress heard = (points, out, rounds, time) -> {
            if (first[0] < 0) {
                first[0] = (nanos() - begin) / 1_000_000;
            }
            last[0] = rounds;
            last[1] = time;
        };
        Solution plan = engine.solve(problem, limits, heard, () -> false);
        Solution now = engine.now(problem);
        var violations = Verifier.violations(problem, limits, now, plan);
        if (!violations.isEmpty() || !Verifier.cost(problem, now, plan).equals(plan.cost())) {
            throw new IllegalStateException("The verifier refuses a plan: " + violations + ", "
                    + Verifier.cost(problem, now, plan) + " instead of " + plan.cost());
        }
        return new Found(plan, first[0], last[0], last[1]);
    }
}
