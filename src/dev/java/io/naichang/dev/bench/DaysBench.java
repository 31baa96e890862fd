package io.naichang.dev.bench;

import io.naichang.routing.Limits;
import io.naichang.routing.Problem;
import io.naichang.routing.Run;
import io.naichang.routing.Solution;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// Own days with every rule of the trade: against greedy insertion and nearest neighbour, replanned, and against
/// themselves after twenty times as long.
final class DaysBench {
    private final Trials trials;
    private final boolean quick;

    DaysBench(Trials trials, boolean quick) {
        this.trials = trials;
        this.quick = quick;
    }

    void run() throws IOException, InterruptedException {
        System.out.println(
                "| Day | CPU s | Left out: ours / greedy / nearest | Driving a visit: ours / greedy / nearest | First plan | Rounds/s | Replan: changed (budget 5) | Replan took |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        FieldDays.all().forEach(this::row);
        System.out.println();
        longRun(FieldDays.all().getFirst());
        System.out.printf(
                Locale.ROOT,
                "- memory of %s: it is planned in a JVM with -Xmx512m, and %s of the heap live when the search ends;"
                        + " target < 512 MiB%n",
                FieldDays.all().getLast().name(),
                PlanMemory.measured(quick ? 3 : 15));
        System.out.printf(
                Locale.ROOT,
                "- candidates for one visit, 80 technicians × 1,000 visits: %d ms of CPU (median of 15); target < 100 ms%n",
                candidates());
    }

    private void row(Instance day) {
        Problem problem = day.problem();
        int visits = problem.stops().size();
        Trials.Found found = trials.median(problem, quick ? Math.max(1, day.seconds() / 5) : day.seconds());
        Trials.Found greedy = trials.solve(problem, Limits.iterations(0, Trials.FIRST));
        NearestNeighbour.Result nearest = NearestNeighbour.of(problem);
        Replan again = Replan.of(trials, problem, found.plan());
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
                found.roundsPerSecond(),
                again.moved(),
                visits,
                100.0 * again.moved() / visits,
                again.milliseconds());
    }

    private static long driving(Solution plan, int visits) {
        long seconds = plan.runs().stream().mapToLong(Run::travel).sum();
        return seconds / Math.max(1, visits - plan.unassigned().size());
    }

    /// Each seed against itself, so that only the time differs.
    private void longRun(Instance day) {
        int seconds = quick ? 12 : 60;
        double[] more = new double[trials.seeds];
        for (int i = 0; i < more.length; i++) {
            int seed = Trials.FIRST + i;
            double soon = points(day.problem(), day.seconds(), seed);
            more[i] = 100 * (soon / points(day.problem(), seconds, seed) - 1);
        }
        Arrays.sort(more);
        System.out.printf(
                Locale.ROOT,
                "- %s after %d s against its own %d s: %.2f %% more points (median; worst %.2f %%); target ≤ 1 %%%n",
                day.name(),
                day.seconds(),
                seconds,
                more[more.length / 2],
                more[more.length - 1]);
    }

    private double points(Problem problem, int seconds, int seed) {
        return trials.solve(problem, Limits.time(Duration.ofSeconds(seconds), seed))
                .plan()
                .total();
    }

    private long candidates() {
        Problem problem = FieldDays.busyWeek();
        Solution plan =
                trials.solve(problem, Limits.iterations(0, Trials.FIRST)).plan();
        long[] times = new long[15];
        for (int i = 0; i < times.length; i++) {
            long begin = Trials.nanos();
            trials.engine.candidates(problem, plan, problem.stops().get(i * 60).visit(), 10);
            times[i] = (Trials.nanos() - begin) / 1_000_000;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
