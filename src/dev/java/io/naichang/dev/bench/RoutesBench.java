package io.naichang.dev.bench;

import io.naichang.routing.Call;
import io.naichang.routing.Engine;
import io.naichang.routing.Limits;
import io.naichang.routing.Now;
import io.naichang.routing.Problem;
import io.naichang.routing.Progress;
import io.naichang.routing.Run;
import io.naichang.routing.Solution;
import io.naichang.routing.Stop;
import io.naichang.routing.Verifier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Routes against best known values, against greedy insertion and against nearest neighbour; in seconds of one core,
/// median of some seeds, every plan recomputed by the verifier.
final class RoutesBench {
    private static final int FIRST = 1;

    private final Engine engine = new Engine(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    private final int seeds;
    private final boolean quick;
    private final Path data;

    RoutesBench(int seeds, boolean quick, Path data) {
        this.data = data;
        this.seeds = seeds;
        this.quick = quick;
    }

    private record Found(Solution plan, long first, long rounds, long milliseconds) {}

    void run() throws IOException {
        System.out.println(
                "| Instance | Visits | CPU s | Best known | Ours | Gap | Left out | First plan | Rounds/s | Target |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        Map<String, List<Double>> gaps = new HashMap<>();
        for (Instance each : instances()) {
            double gap = against(each);
            String group = each.family() + " "
                    + (each.problem().stops().size() > 900
                            ? "1000"
                            : each.problem().stops().size() > 150
                                            && each.family().equals("vrptw")
                                    ? "200"
                                    : "");
            gaps.computeIfAbsent(group.strip(), any -> new ArrayList<>()).add(gap);
        }
        gaps.forEach((group, list) -> System.out.printf(
                Locale.ROOT,
                "- mean gap of %s: %.2f %%%n",
                group,
                list.stream().mapToDouble(each -> each).average().orElse(0)));
        System.out.println();
        days();
        System.out.println();
        System.out.printf(
                Locale.ROOT,
                "- candidates for one visit, 80 technicians × 1,000 visits: %d ms of CPU (median of 15); target < 100 ms%n",
                candidates());
        System.out.printf(
                Locale.ROOT,
                "- seconds are of one core's CPU, %d seed%s; Java %s%n",
                seeds,
                seeds == 1 ? "" : "s, medians",
                Runtime.version());
    }

    private List<Instance> instances() throws IOException {
        List<Instance> all = new ArrayList<>();
        for (String family : List.of("vrptw", "site-dependent", "multi-depot", "prize-collecting")) {
            Path folder = data.resolve(family);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path each : files.filter(file -> file.toString().endsWith(".vrp"))
                            .sorted()
                            .toList()) {
                        all.add(VrpFile.read(each, family));
                    }
                }
            }
        }
        if (all.isEmpty()) {
            System.out.println("- no instances in " + data + ": only own days are measured");
        }
        return all;
    }

    private double against(Instance instance) {
        int seconds = quick ? Math.max(1, instance.seconds() / 10) : instance.seconds();
        List<Found> all = solveAll(instance.problem(), seconds);
        double[] gaps = all.stream()
                .mapToDouble(each -> 100 * (each.plan().total() / instance.units() / instance.bestKnown() - 1))
                .sorted()
                .toArray();
        Found one = all.getFirst();
        double gap = gaps[gaps.length / 2];
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %.1f | %.1f | %.2f %% | %d | %d ms | %,d | %s |%n",
                instance.name(),
                instance.problem().stops().size(),
                seconds,
                instance.bestKnown(),
                instance.bestKnown() * (1 + gap / 100),
                gap,
                one.plan().unassigned().size(),
                one.first(),
                1_000 * one.rounds() / Math.max(1, one.milliseconds()),
                target(instance));
        return gap;
    }

    private static String target(Instance instance) {
        int visits = instance.problem().stops().size();
        if (!instance.family().equals("vrptw")) {
            return "≤ 1 %";
        }
        return visits > 900 ? "≤ 2.5 %" : "≤ 0.5 % (mean)";
    }

    private List<Found> solveAll(Problem problem, int seconds) {
        List<Found> all = new ArrayList<>();
        for (int seed = FIRST; seed < FIRST + seeds; seed++) {
            all.add(solve(problem, Limits.time(Duration.ofSeconds(seconds), seed)));
        }
        return all;
    }

    private Found solve(Problem problem, Limits limits) {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long[] first = {-1};
        long[] last = new long[2];
        Progress heard = (points, out, rounds, time) -> {
            if (first[0] < 0) {
                first[0] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1_000_000;
            }
            last[0] = rounds;
            last[1] = time;
        };
        Solution now = engine.now(problem);
        Solution plan = engine.solve(problem, limits, heard, () -> false);
        var violations = Verifier.violations(problem, limits, now, plan);
        if (!violations.isEmpty() || !Verifier.cost(problem, now, plan).equals(plan.cost())) {
            throw new IllegalStateException("The verifier refuses a plan: " + violations + ", "
                    + Verifier.cost(problem, now, plan) + " instead of " + plan.cost());
        }
        return new Found(plan, first[0], last[0], last[1]);
    }

    private void days() {
        System.out.println(
                "| Day | CPU s | Left out: ours / greedy / nearest | Driving a visit: ours / greedy / nearest | First plan | Rounds/s | Replan: changed (budget 5) | Replan took |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (Instance day : FieldDays.all()) {
            Problem problem = day.problem();
            int visits = problem.stops().size();
            Found found = solveAll(problem, quick ? Math.max(1, day.seconds() / 5) : day.seconds())
                    .getFirst();
            Found greedy = solve(problem, Limits.iterations(0, FIRST));
            NearestNeighbour.Result nearest = NearestNeighbour.of(problem);
            Problem urgent = replanned(problem, found.plan());
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Found again =
                    solve(urgent, Limits.time(Duration.ofMillis(500), FIRST).budget(5));
            long took = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1_000_000;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d / %d / %d | %d s / %d s / %d s | %d ms | %,d | %d of %d (%.1f %%) | %d ms with its check |%n",
                    day.name(),
                    found.milliseconds() / 1_000,
                    found.plan().unassigned().size(),
                    greedy.plan().unassigned().size(),
                    visits - nearest.planned(),
                    driving(found.plan(), visits),
                    driving(greedy.plan(), visits),
                    nearest.travel() / Math.max(1, nearest.planned()),
                    found.first(),
                    1_000 * found.rounds() / Math.max(1, found.milliseconds()),
                    again.plan().moved(),
                    visits,
                    100.0 * again.plan().moved() / visits,
                    took);
        }
    }

    private static long driving(Solution plan, int visits) {
        long seconds = plan.runs().stream().mapToLong(Run::travel).sum();
        return seconds / Math.max(1, visits - plan.unassigned().size());
    }

    /// The same day with everything where it is planned, and one urgent visit more where the first one is.
    private static Problem replanned(Problem problem, Solution plan) {
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

    private long candidates() {
        Problem problem = FieldDays.busyWeek();
        Solution plan = solve(problem, Limits.iterations(0, FIRST)).plan();
        long[] times = new long[15];
        for (int i = 0; i < times.length; i++) {
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            engine.candidates(problem, plan, problem.stops().get(i * 60).visit(), 10);
            times[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1_000_000;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
