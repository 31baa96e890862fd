package io.naichang.routing.workday;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A day in numbers: technicians, each with one tour, and their jobs. Times are seconds, prices are points.
///
/// Of a visit for two, both are jobs, each the other's `mate`: they begin together, in tours of two
/// technicians.
public final class Workday {
    /// A job that a technician must not have.
    public static final int NEVER = -1;

    /// More technicians than a set of bits holds are not planned here.
    public static final int MOST_TECHNICIANS = 64;

    /// So many kinds of parts are counted, up to so many units of each.
    public static final int KINDS = 4;

    public static final int UNITS = 127;
    /// What a second of waiting and one of being late count beside a point of the way when it is asked who
    /// is near (as PyVRP has it).
    private static final double WAITING = 0.2;

    private static final double LATE = 1;

    /// Who leaves `home` from `from` on and is at `back` by `limit`; what is after `regular` is overtime.
    /// The van holds `stock` of each kind of part.
    public record Technician(
            int home,
            int back,
            int from,
            int regular,
            int limit,
            @Nullable Pause pause,
            List<Integer> stock) {
        public Technician {
            stock = List.copyOf(stock);
        }
    }

    /// A pause that begins between two times.
    public record Pause(int earliest, int latest, int length) {}

    /// Times at which a job may begin.
    public record Window(int opens, int closes) {
        boolean has(int start) {
            return opens <= start && start <= closes;
        }
    }

    /// What is done at `place` in `duration`, begun in one of at most two windows, the earlier first. Who
    /// begins outside of what was `told` pays `late` points a second. `part` is the kind that it takes one
    /// or more units of, or -1. `prices` are what each technician costs besides, or [#NEVER].
    public record Job(
            int place,
            int duration,
            List<Window> windows,
            Window told,
            int late,
            int part,
            int units,
            int mate,
            List<Integer> prices) {
        public Job {
            windows = List.copyOf(windows);
            prices = List.copyOf(prices);
        }
    }

    /// Seconds and points from each of so many places to each, flat; `byDepot` are those of the best way by
    /// a depot, its service in the seconds.
    public record Ways(int places, Table direct, Table byDepot) {}

    /// Seconds and points of ways.
    public static final class Table {
        final int[] seconds;
        final int[] points;

        public Table(int[] seconds, int[] points) {
            this.seconds = seconds;
            this.points = points;
        }
    }

    final List<Technician> technicians;
    final List<Job> jobs;
    final Ways ways;
    /// Points of a second of overtime, and of a squared second of a tour's driving and work.
    final int overtime;
    final long fairness;
    final double fair;
    /// Seconds of a point of way, on average, and what the dearest second of ways, lateness or overtime
    /// costs.
    final double pace;

    final double dearest;
    /// The least that being late costs of each job, whoever has it, and of all together.
    final int[] least;
    final long leastOfAll;
    /// Of each job who may have it, as bits, and the others nearest to it that share somebody.
    final long[] able;
    final int[][] near;
    /// The first of each two mates.
    final int[] crews;

    /// @param overtime points of a second
    /// @param fairness points of a squared hour of a tour's driving and work
    public Workday(List<Technician> technicians, List<Job> jobs, Ways ways, int overtime, int fairness) {
        this.technicians = List.copyOf(technicians);
        this.jobs = List.copyOf(jobs);
        this.ways = ways;
        this.overtime = overtime;
        this.fairness = fairness;
        fair = fairness / (3_600.0 * 3_600.0);
        double seconds = Arrays.stream(ways.direct().seconds).asLongStream().sum();
        double points = Arrays.stream(ways.direct().points).asLongStream().sum();
        pace = points == 0 ? 0 : seconds / points;
        double late = jobs.stream().mapToInt(Job::late).max().orElse(0);
        dearest = Math.max(Math.max(1, late), Math.max(overtime, seconds == 0 ? 0 : points / seconds));
        least = jobs.stream().mapToInt(Workday::leastLate).toArray();
        leastOfAll = Arrays.stream(least).asLongStream().sum();
        able = jobs.stream().mapToLong(Workday::able).toArray();
        near = IntStream.range(0, jobs.size()).mapToObj(this::nearest).toArray(int[][]::new);
        crews = IntStream.range(0, jobs.size())
                .filter(job -> jobs.get(job).mate() > job)
                .toArray();
    }

    private static int leastLate(Job job) {
        int least = Integer.MAX_VALUE;
        for (Window each : job.windows()) {
            int early = Math.max(0, job.told().opens() - each.closes());
            int late = Math.max(0, each.opens() - job.told().closes());
            least = Math.min(least, job.late() * Math.max(early, late));
        }
        return least;
    }

    private static long able(Job job) {
        long bits = 0;
        for (int t = 0; t < job.prices().size(); t++) {
            bits |= job.prices().get(t) == NEVER ? 0 : 1L << t;
        }
        return bits;
    }

    private int[] nearest(int job) {
        double[] apart = new double[jobs.size()];
        Arrays.setAll(apart, other -> Math.min(apart(job, other), apart(other, job)));
        return IntStream.range(0, jobs.size())
                .filter(other -> other != job && other != jobs.get(job).mate() && (able[job] & able[other]) != 0)
                .boxed()
                .sorted(Comparator.comparingDouble(other -> apart[other]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The way straight from one to another, and how long one must wait there or by how much be late.
    private double apart(int one, int other) {
        Job from = jobs.get(one);
        Job to = jobs.get(other);
        int way = from.place() * ways.places() + to.place();
        long reached = (long) from.duration() + ways.direct().seconds[way];
        long waiting = Math.max(
                0, to.windows().getFirst().opens() - from.windows().getLast().closes() - reached);
        long late = Math.max(
                0,
                from.windows().getFirst().opens()
                        + reached
                        - to.windows().getLast().closes());
        return ways.direct().points[way] + WAITING * waiting + LATE * late;
    }
}
