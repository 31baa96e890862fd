package io.naichang.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A plan without one visit, and with it wherever somebody says; every tour is walked anew from its first call on.
final class Placing {
    /// Where one of a crew has the visit.
    private record Place(int tour, int position, int depot, boolean leads) {}

    private final Problem problem;
    private final Solution plan;
    private final Model model;
    private final int stop;
    /// Null if the rest of a tour cannot stand without the visit.
    final @Nullable Solution without;

    Placing(Problem problem, Solution plan, Stop visit) {
        this.problem = problem;
        this.plan = plan;
        model = new Model(problem, false);
        Base.of(model, false);
        stop = Objects.requireNonNull(model.stopIndex.get(visit.visit()));
        State rest = loaded();
        without = rest.settle() ? Plans.of(rest) : null;
        model.windows(stop, visit.windows());
    }

    private State loaded() {
        State state = new State(model);
        Plans.load(state, plan);
        if (state.absents != plan.unassigned().size()) {
            throw new IllegalStateException(state.absents + " visits are left out instead of " + plan.unassigned());
        }
        if (state.tourOf[stop] >= 0) {
            state.remove(stop);
        }
        return state;
    }

    /// The plans with the visit there; the others of a crew wherever they have time at that start.
    ///
    /// @param kept whether it begins then although it could begin earlier
    List<Solution> plans(Candidate candidate, boolean kept) {
        List<Integer> tours = candidate.tours();
        Place lead = new Place(tours.getFirst(), candidate.position(), depot(candidate), true);
        List<List<Place>> all = List.of(List.of(lead));
        for (int tour : tours.subList(1, tours.size())) {
            all = all.stream()
                    .flatMap(some -> positions(tour).mapToObj(p -> and(some, new Place(tour, p, -1, false))))
                    .toList();
        }
        int at = kept || model.ties.appointed(stop) ? candidate.start() : Model.FREE;
        return all.stream().flatMap(each -> with(each, at).stream()).toList();
    }

    /// Every plan with the visit somewhere in this tour, for one that nobody else is needed for.
    List<Solution> everywhere(int tour) {
        State rest = loaded();
        IntStream depots = rest.vanHas(tour, stop)
                ? IntStream.of(-1)
                : IntStream.range(0, problem.depots().size()).filter(each -> rest.depotHas(each, stop));
        return depots.boxed()
                .flatMap(depot -> positions(tour).mapToObj(p -> List.of(new Place(tour, p, depot, true))))
                .flatMap(each -> with(each, Model.FREE).stream())
                .toList();
    }

    private List<Solution> with(List<Place> crew, int at) {
        State state = loaded();
        state.settle();
        boolean fits = crew.reversed().stream()
                .allMatch(each -> state.insert(stop, each.tour, each.position, each.depot, at, each.leads));
        return fits ? List.of(Plans.of(state)) : List.of();
    }

    private IntStream positions(int tour) {
        int calls = Objects.requireNonNull(without).runs().get(tour).calls().size();
        return IntStream.rangeClosed(0, calls);
    }

    private int depot(Candidate candidate) {
        List<UUID> depots = problem.depots().stream().map(Depot::id).toList();
        return candidate.notes().stream()
                .filter(each -> each.rule() == Rule.PART)
                .mapToInt(each -> depots.indexOf(each.values().get("depot")))
                .findFirst()
                .orElse(-1);
    }

    private static List<Place> and(List<Place> some, Place one) {
        List<Place> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }
}
