package io.naichang.routing;

import io.naichang.routing.genetic.GeneticSearch;
import io.naichang.routing.genetic.Vans;
import io.naichang.routing.genetic.Vrptw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The search of days that are routing and nothing else: ways are all that costs, and vans differ in no
/// more than their home, hours, load and longest day. Given fifty milliseconds for each visit, a hybrid
/// genetic search finds there what ruining and inserting does not; of the trade's other rules it knows
/// none.
final class Breeding {
    /// The sizes of days for which it was measured to be better (`src/docs/performance.md`).
    static final int FEWEST = 100;

    static final int MOST = 600;

    /// More kinds of vans were not measured; a step asks all of them.
    static final int KINDS = 20;
    /// With less for each visit the first random drafts take up too much of it.
    private static final long LEAST_MILLIS = 50;

    private static final long LEAST_ROUNDS = 100;

    private final Model model;
    /// The visits by where they are, so that what is looked up together lies together; the first is client
    /// 1.
    private final int[] visits;
    private final Neighbours neighbours;
    private final GeneticSearch search;
    /// What the plan costs besides its ways, whatever they are.
    private final long others;

    /// Of a plan of a day that [#fits] in which nobody is left out.
    Breeding(State state, Neighbours neighbours, long seed) {
        this.neighbours = neighbours;
        model = state.model;
        visits = IntStream.range(0, model.stops)
                .boxed()
                .sorted(Comparator.comparingInt(visit -> model.place[visit]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] client = new int[model.stops];
        for (int i = 0; i < visits.length; i++) {
            client[visits[i]] = i + 1;
        }
        List<Route> used =
                Arrays.stream(state.routes).filter(each -> each.size > 0).toList();
        search = new GeneticSearch(
                vrptw(),
                used.stream()
                        .map(each -> Arrays.stream(each.stop, 0, each.size)
                                .map(visit -> client[visit])
                                .toArray())
                        .toArray(int[][]::new),
                used.stream()
                        .mapToInt(each -> Arrays.binarySearch(neighbours.kinds, neighbours.kind[each.tour]))
                        .toArray(),
                new SplittableRandom(seed));
        others = state.total() - search.points();
    }

    /// Whether the day is such, and there is time enough: each technician has one tour that ends where it
    /// began and costs its way alone; each visit is for one technician, whichever, in one window, not
    /// planned yet, not optional and not tied to another; there is at most one kind of part, and none to be
    /// fetched.
    static boolean fits(Model model, Limits limits) {
        return model.stops >= FEWEST
                && model.stops <= MOST
                && limits.time().toMillis() >= LEAST_MILLIS * model.stops
                && limits.iterations() >= LEAST_ROUNDS * model.stops
                && model.tours <= MOST
                && model.technicianIndex.size() == model.tours
                && model.stocks.parts < 2
                && model.stocks.depots == 0
                && IntStream.range(0, model.tours)
                        .allMatch(tour -> model.plain[tour] && model.startPlace[tour] == model.endPlace[tour])
                && IntStream.range(0, model.stops).allMatch(visit -> fits(model, visit))
                && isSmall(model)
                && Arrays.stream(Kinds.of(model)).distinct().count() <= KINDS;
    }

    private static boolean fits(Model model, int visit) {
        return model.suits.able(visit) == model.tours
                && model.stop(visit).preferred().isEmpty()
                && !model.ties.linked[visit]
                && !model.held[visit]
                && !model.optional[visit]
                && !model.displaced[visit]
                && model.opens[visit].length == 1;
    }

    /// Its numbers can be added up.
    private static boolean isSmall(Model model) {
        long demanded = Arrays.stream(model.stocks.quantity)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .sum();
        return (long) end(model) - begin(model) < Vrptw.MOST
                && demanded < Vrptw.MOST
                && Arrays.stream(model.stocks.atFirst()).allMatch(each -> each >= 0)
                && Arrays.stream(model.ways.out).allMatch(each -> each < Vrptw.MOST)
                && Arrays.stream(model.ways.outPoints).allMatch(each -> each < Vrptw.MOST);
    }

    private static int begin(Model model) {
        return Arrays.stream(model.from).min().orElse(0);
    }

    private static int end(Model model) {
        return Arrays.stream(model.limit).max().orElse(0);
    }

    /// The day in seconds from when the first van may leave.
    private Vrptw vrptw() {
        int begin = begin(model);
        int day = end(model) - begin;
        int[] demand = new int[model.stops + 1];
        int[] service = new int[model.stops + 1];
        int[] opens = new int[model.stops + 1];
        int[] closes = new int[model.stops + 1];
        int[] row = new int[model.stops + neighbours.kinds.length];
        for (int client = 1; client <= model.stops; client++) {
            int visit = visits[client - 1];
            row[client] = model.place[visit];
            demand[client] = Arrays.stream(model.stocks.quantity[visit]).sum();
            service[client] = model.duration[visit];
            opens[client] = Math.clamp((long) model.firstOpens[visit] - begin, 0, day);
            closes[client] = Math.clamp((long) model.firstCloses[visit] - begin, 0, day);
        }
        List<Vans> vans = new ArrayList<>();
        for (int kind = 0; kind < neighbours.kinds.length; kind++) {
            int tour = neighbours.kinds[kind];
            int home = kind == 0 ? 0 : model.stops + kind;
            row[home] = model.startPlace[tour];
            int count = neighbours.members[tour].length;
            int longest = Math.min(model.longest[tour], Vrptw.MOST);
            vans.add(new Vans(count, holds(tour), home, model.from[tour] - begin, model.limit[tour] - begin, longest));
        }
        int[] seconds = table(row, model.ways.out);
        int[] points = Arrays.equals(model.ways.out, model.ways.outPoints) ? seconds : table(row, model.ways.outPoints);
        return new Vrptw(vans, demand, service, opens, closes, seconds, points);
    }

    private int holds(int tour) {
        return model.stocks.parts == 0 ? 0 : Math.min(model.stocks.atFirst()[model.technician[tour]], Vrptw.MOST);
    }

    private int[] table(int[] row, int[] ways) {
        int[] table = new int[row.length * row.length];
        for (int i = 0; i < table.length; i++) {
            table[i] = ways[row[i / row.length] * model.ways.places + row[i % row.length]];
        }
        return table;
    }

    /// The best routes found from so many rounds on. A step looks at every visit, as a round of the other
    /// search does at some, and counts as so many rounds as there are visits.
    Route[] run(Limits limits, Watch watch, long roundsBefore) {
        long rounds = roundsBefore;
        while (rounds < limits.iterations() && watch.goesOn(rounds)) {
            rounds += model.stops;
            if (search.step()) {
                watch.better(others + search.points(), 0);
            }
        }
        watch.tell(Math.min(rounds, limits.iterations()));
        State state = new State(model);
        Plans.adopt(state, routes());
        return state.routes;
    }

    private Route[] routes() {
        int[][] clients = search.routes();
        int[] used = new int[neighbours.kinds.length];
        Route[] routes = new Route[clients.length];
        for (int i = 0; i < routes.length; i++) {
            int kind = search.kinds()[i];
            int tour = neighbours.members[neighbours.kinds[kind]][used[kind]++];
            routes[i] = new Route(tour, clients[i].length + 1);
            for (int client : clients[i]) {
                routes[i].insert(routes[i].size, visits[client - 1], -1, Model.FREE, true);
            }
        }
        return routes;
    }
}
