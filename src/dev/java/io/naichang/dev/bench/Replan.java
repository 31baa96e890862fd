package io.naichang.dev.bench;

import io.naichang.routing.Call;
import io.naichang.routing.Limits;
import io.naichang.routing.Now;
import io.naichang.routing.Problem;
import io.naichang.routing.Run;
import io.naichang.routing.Solution;
import io.naichang.routing.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A planned day into which one urgent visit comes: what it moves and how long the answer takes, with its check.
record Replan(int moved, long milliseconds) {
    private static final int BUDGET = 5;

    /// The most moved and the median of the times, over the seeds.
    static Replan of(Trials trials, Problem problem, Solution plan) {
        Problem urgent = urgent(problem, plan);
        long[] times = new long[trials.seeds];
        int moved = 0;
        for (int i = 0; i < times.length; i++) {
            long begin = Trials.nanos();
            Limits limits =
                    Limits.time(Duration.ofMillis(500), Trials.FIRST + i).budget(BUDGET);
            moved = Math.max(moved, trials.solve(urgent, limits).plan().moved());
            times[i] = (Trials.nanos() - begin) / 1_000_000;
        }
        Arrays.sort(times);
        return new Replan(moved, times[times.length / 2]);
    }

    /// The same day with everything where it is planned, and one urgent visit more where the first one is.
    private static Problem urgent(Problem problem, Solution plan) {
        Map<UUID, List<UUID>> who = new HashMap<>();
        Map<UUID, Integer> starts = new HashMap<>();
        for (Run run : plan.runs()) {
            for (Call call : run.calls()) {
                List<UUID> them = who.computeIfAbsent(call.visit(), any -> new ArrayList<>());
                them.add(
                        call.lead() ? 0 : them.size(),
                        problem.tours().get(run.tour()).technician());
                starts.put(call.visit(), call.start());
            }
        }
        List<Stop> stops = new ArrayList<>();
        Set<UUID> out = new HashSet<>(plan.unassigned());
        for (Stop each : problem.stops()) {
            Now now = out.contains(each.visit())
                    ? null
                    : new Now(who.getOrDefault(each.visit(), List.of()), starts.getOrDefault(each.visit(), 0));
            stops.add(Stop.of(each.visit(), each.place(), each.duration())
                    .windows(each.windows())
                    .priority(each.priority())
                    .skills(each.skills())
                    .tools(each.tools())
                    .parts(each.parts())
                    .crew(each.crew(), each.crewSkills())
                    .preferred(each.preferred())
                    .promise(each.promise())
                    .now(now)
                    .build());
        }
        stops.add(Stop.of(new UUID(1, 1 << 20), problem.stops().getFirst().place(), 3_600)
                .priority(3)
                .within(10 * 3_600, 13 * 3_600)
                .build());
        return new Problem(
                problem.origin(),
                problem.travel(),
                problem.tours(),
                stops,
                problem.depots(),
                problem.vans(),
                problem.weights());
    }
}
