package io.naichang.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Plans routes, says who could take a visit, and explains what it left out. It keeps nothing between calls, and any
/// number of threads may call it at once.
public final class Engine {
    private final LongSupplier nanos;

    /// An engine on the machine's own clock.
    public Engine() {
        this(System::nanoTime);
    }

    /// An engine that counts its time by these nanoseconds; benchmarks give it those of the processor.
    public Engine(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// The plan as it stands: every visit where its `fixed` or `now` says, in that order, with the times that follow
    /// today. Visits that cannot stay there are left out. What "moved" means is measured against it.
    public Solution now(Problem problem) {
        return Plans.of(Base.of(new Model(problem, false), true));
    }

    /// Searches the best plan from [#now] on, until the limits are reached or `cancelled` says so; then the best so
    /// far.
    public Solution solve(Problem problem, Limits limits, Progress progress, BooleanSupplier cancelled) {
        Model model = new Model(problem);
        State state = Base.of(model, limits.movePromised());
        Neighbours neighbours = new Neighbours(model);
        if (limits.cores() == 1) {
            Route[] best = new Search(state, neighbours, limits, limits.seed(), nanos).run(progress, cancelled);
            return Plans.of(state, best);
        }
        return bestOf(state, neighbours, limits, progress, cancelled);
    }

    /// Independent searches, each with its own seed; only the first is listened to.
    private Solution bestOf(
            State state, Neighbours neighbours, Limits limits, Progress progress, BooleanSupplier cancelled) {
        List<Future<Solution>> searches = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(limits.cores())) {
            for (int core = 0; core < limits.cores(); core++) {
                long seed = limits.seed() + core;
                Progress heard = core == 0 ? progress : Progress.none();
                State own = new State(state.model);
                Plans.adopt(own, state.routes);
                own.begin();
                searches.add(threads.submit(
                        () -> Plans.of(own, new Search(own, neighbours, limits, seed, nanos).run(heard, cancelled))));
            }
            return best(searches);
        }
    }

    private static Solution best(List<Future<Solution>> searches) {
        try {
            Solution best = searches.getFirst().get();
            for (Future<Solution> each : searches) {
                best = each.get().total() < best.total() ? each.get() : best;
            }
            return best;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while searching", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a search failed", failed.getCause());
        }
    }

    /// Up to `most` ways to place one visit in a plan (where it is in the plan already, it is taken out first): the
    /// feasible ones by their cost, one for each tour, then the nearest misses. Promised visits are not moved.
    public List<Candidate> candidates(Problem problem, Solution plan, UUID visit, int most) {
        return new Candidates(problem, plan).ranked(visit, most);
    }

    /// The same of each of several visits: all ways to place it alone in the plan.
    public Map<UUID, List<Candidate>> candidates(Problem problem, Solution plan, Collection<UUID> visits) {
        Candidates candidates = new Candidates(problem, plan);
        Map<UUID, List<Candidate>> all = new LinkedHashMap<>();
        visits.forEach(each -> all.put(each, candidates.ranked(each, Integer.MAX_VALUE)));
        return all;
    }

    /// Whether the visit may be dropped on this tour of a technician to start at `time` or as soon after as he can.
    public Check check(Problem problem, Solution plan, UUID visit, int tour, int time) {
        return new Check(new Candidates(problem, plan).drop(visit, tour, time));
    }

    /// For each visit that the plan leaves out: why, and who nearly could.
    public List<Explanation> explain(Problem problem, Solution plan) {
        Candidates candidates = new Candidates(problem, plan);
        return plan.unassigned().stream().map(candidates::explanation).toList();
    }
}
