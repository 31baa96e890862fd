package io.naichang.routing;

import io.naichang.routing.genetic.GeneticSearch;
import io.naichang.routing.genetic.Vrptw;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The search of days that are routing and nothing else: all vans alike, ways all that costs. There a
/// hybrid genetic search finds in the same time what ruining and inserting does not; of the trade's rules
/// it knows none.
final class Breeding {
    /// The sizes of days for which it was measured to be better (`src/docs/performance.md`).
    static final int FEWEST = 100;

    static final int MOST = 400;

    private final Model model;
    private final GeneticSearch search;
    /// What the plan costs besides its ways, whatever they are.
    private final long others;

    /// Of a plan of a day that [#fits] in which nobody is left out.
    Breeding(State state, long seed) {
        model = state.model;
        int[][] clients = Arrays.stream(state.routes)
                .filter(each -> each.size > 0)
                .map(each -> Arrays.stream(each.stop, 0, each.size)
                        .map(stop -> stop + 1)
                        .toArray())
                .toArray(int[][]::new);
        search = new GeneticSearch(vrptw(model), clients, new SplittableRandom(seed));
        others = state.total() - search.points();
    }

    /// Whether the day is such: vans alike, each visit for one technician in one window, nothing planned
    /// yet, nothing optional, no ties, at most one kind of part and none to be fetched.
    static boolean fits(Model model) {
        return model.stops >= FEWEST
                && model.stops <= MOST
                && model.stocks.parts < 2
                && model.stocks.depots == 0
                && Arrays.stream(Kinds.of(model)).allMatch(kind -> kind == 0)
                && model.plain[0]
                && model.longest[0] == Tour.UNBOUNDED
                && model.endPlace[0] == model.startPlace[0]
                && IntStream.range(0, model.stops).allMatch(stop -> isPlain(model, stop))
                && isShort(model);
    }

    private static boolean isPlain(Model model, int stop) {
        return !model.ties.linked[stop]
                && !model.held[stop]
                && !model.optional[stop]
                && !model.displaced[stop]
                && model.opens[stop].length == 1
                && model.baseStart[stop] == Model.FREE;
    }

    /// Numbers are small enough to be added up.
    private static boolean isShort(Model model) {
        long demanded = Arrays.stream(model.stocks.quantity)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .sum();
        return (long) model.limit[0] - model.from[0] < Vrptw.MOST
                && demanded < Vrptw.MOST
                && Arrays.stream(model.ways.out).allMatch(each -> each < Vrptw.MOST)
                && Arrays.stream(model.ways.outPoints).allMatch(each -> each < Vrptw.MOST);
    }

    /// Visits are clients from 1 on, and time begins when the vans may leave.
    private static Vrptw vrptw(Model model) {
        int places = model.stops + 1;
        int[] row = new int[places];
        int[] demand = new int[places];
        int[] service = new int[places];
        int[] opens = new int[places];
        int[] closes = new int[places];
        int begin = model.from[0];
        int day = model.limit[0] - begin;
        row[0] = model.startPlace[0];
        closes[0] = day;
        for (int stop = 0; stop < model.stops; stop++) {
            row[stop + 1] = model.place[stop];
            demand[stop + 1] = Arrays.stream(model.stocks.quantity[stop]).sum();
            service[stop + 1] = model.duration[stop];
            opens[stop + 1] = Math.max(0, model.firstOpens[stop] - begin);
            closes[stop + 1] = Math.min(day, model.firstCloses[stop] - begin);
        }
        int[] seconds = new int[places * places];
        int[] points = new int[places * places];
        for (int i = 0; i < seconds.length; i++) {
            int way = row[i / places] * model.ways.places + row[i % places];
            seconds[i] = model.ways.out[way];
            points[i] = model.ways.outPoints[way];
        }
        int[] van = model.stocks.atFirst();
        int capacity = van.length == 0 ? 0 : Math.min(van[0], Vrptw.MOST);
        return new Vrptw(model.tours, capacity, demand, service, opens, closes, seconds, points);
    }

    /// The best routes found. A step looks at every visit as a round of the other search looks at some, and
    /// counts as so many rounds as there are visits.
    Route[] run(Limits limits, Watch watch) {
        long rounds = 0;
        watch.better(others + search.points(), 0);
        while (rounds < limits.iterations() && watch.goesOn(rounds)) {
            rounds += model.stops;
            if (search.step()) {
                watch.better(others + search.points(), 0);
            }
        }
        watch.tell(rounds);
        State state = new State(model);
        Plans.adopt(state, routes());
        return state.routes;
    }

    private Route[] routes() {
        int[][] clients = search.routes();
        Route[] routes = new Route[clients.length];
        for (int tour = 0; tour < routes.length; tour++) {
            routes[tour] = new Route(tour, clients[tour].length + 1);
            for (int client : clients[tour]) {
                routes[tour].insert(routes[tour].size, client - 1, -1, Model.FREE, true);
            }
        }
        return routes;
    }
}
