package io.naichang.routing;

import io.naichang.routing.genetic.GeneticSearch;
import io.naichang.routing.genetic.Vans;
import io.naichang.routing.genetic.Vrptw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    /// Of each tour the first that is like it, and these.
    private final int[] kindOf;
    private final int[] kinds;
    private final GeneticSearch search;
    /// What the plan costs besides its ways, whatever they are.
    private final long others;

    /// Of a plan of a day that [#fits] in which nobody is left out.
    Breeding(State state, long seed) {
        model = state.model;
        kindOf = Kinds.of(model);
        kinds = Arrays.stream(kindOf).distinct().sorted().toArray();
        int[][] clients = Arrays.stream(state.routes)
                .filter(each -> each.size > 0)
                .map(each -> Arrays.stream(each.stop, 0, each.size)
                        .map(stop -> stop + 1)
                        .toArray())
                .toArray(int[][]::new);
        int[] vans = Arrays.stream(state.routes)
                .filter(each -> each.size > 0)
                .mapToInt(each -> Arrays.binarySearch(kinds, kindOf[each.tour]))
                .toArray();
        search = new GeneticSearch(vrptw(), clients, vans, new SplittableRandom(seed));
        others = state.total() - search.points();
    }

    /// Whether the day is such: vans alike, each visit for one technician in one window, nothing planned
    /// yet, nothing optional, no ties, at most one kind of part and none to be fetched.
    static boolean fits(Model model) {
        return model.stops >= FEWEST
                && model.stops <= MOST
                && model.stocks.parts < 2
                && model.stocks.depots == 0
                && model.technicianIndex.size() == model.tours
                && IntStream.range(0, model.tours).allMatch(tour -> isPlain(model.tour(tour), model, tour))
                && IntStream.range(0, model.stops).allMatch(stop -> isPlain(model, stop))
                && isShort(model);
    }

    private static boolean isPlain(Tour said, Model model, int tour) {
        return model.plain[tour] && said.endPlace() == said.startPlace();
    }

    private static boolean isPlain(Model model, int stop) {
        return model.suits.able(stop) == model.tours
                && !model.ties.linked[stop]
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
        long first = Arrays.stream(model.from).min().orElse(0);
        return Arrays.stream(model.limit).max().orElse(0) - first < Vrptw.MOST
                && demanded < Vrptw.MOST
                && Arrays.stream(model.ways.out).allMatch(each -> each < Vrptw.MOST)
                && Arrays.stream(model.ways.outPoints).allMatch(each -> each < Vrptw.MOST);
    }

    /// Visits are clients from 1 on, and time begins when the first van may leave.
    private Vrptw vrptw() {
        int begin = Arrays.stream(model.from).min().orElse(0);
        int day = Arrays.stream(model.limit).max().orElse(0) - begin;
        int clients = model.stops + 1;
        int[] demand = new int[clients];
        int[] service = new int[clients];
        int[] opens = new int[clients];
        int[] closes = new int[clients];
        for (int stop = 0; stop < model.stops; stop++) {
            demand[stop + 1] = Arrays.stream(model.stocks.quantity[stop]).sum();
            service[stop + 1] = model.duration[stop];
            opens[stop + 1] = Math.max(0, model.firstOpens[stop] - begin);
            closes[stop + 1] = Math.min(day, model.firstCloses[stop] - begin);
        }
        int places = clients + kinds.length - 1;
        int[] row = new int[places];
        System.arraycopy(model.place, 0, row, 1, model.stops);
        List<Vans> vans = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            int tour = kinds[i];
            int home = i == 0 ? 0 : model.stops + i;
            row[home] = model.startPlace[tour];
            vans.add(new Vans(
                    (int) Arrays.stream(kindOf).filter(kind -> kind == tour).count(),
                    capacity(tour),
                    home,
                    model.from[tour] - begin,
                    model.limit[tour] - begin,
                    Math.min(model.longest[tour], Vrptw.MOST)));
        }
        int[] seconds = new int[places * places];
        int[] points = new int[places * places];
        for (int i = 0; i < seconds.length; i++) {
            int way = row[i / places] * model.ways.places + row[i % places];
            seconds[i] = model.ways.out[way];
            points[i] = model.ways.outPoints[way];
        }
        return new Vrptw(vans, demand, service, opens, closes, seconds, points);
    }

    private int capacity(int tour) {
        return model.stocks.parts == 0 ? 0 : Math.min(model.stocks.atFirst()[model.technician[tour]], Vrptw.MOST);
    }

    /// The best routes found. A step looks at every visit as a round of the other search looks at some, and
    /// counts as so many rounds as there are visits.
    Route[] run(Limits limits, Watch watch, long before) {
        long rounds = before;
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
        boolean[] used = new boolean[model.tours];
        for (int i = 0; i < routes.length; i++) {
            int tour = kinds[search.kinds()[i]];
            while (used[tour] || kindOf[tour] != kinds[search.kinds()[i]]) {
                tour++;
            }
            used[tour] = true;
            routes[i] = new Route(tour, clients[i].length + 1);
            for (int client : clients[i]) {
                routes[i].insert(routes[i].size, client - 1, -1, Model.FREE, true);
            }
        }
        return routes;
    }
}
