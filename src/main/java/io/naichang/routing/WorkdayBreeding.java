package io.naichang.routing;

import io.naichang.routing.workday.Workday;
import io.naichang.routing.workday.WorkdaySearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// The search of days with rules of the trade that are to be planned from nothing: what was ruined and put
/// together for moments is bred, and the children of such plans find what longer ruining does not.
final class WorkdayBreeding {
    /// The sizes of days for which it was measured to be better (`src/docs/performance.md`).
    static final int FEWEST = 60;

    static final int MOST = 250;
    /// So many plans are ruined and put together to begin with, each in so many rounds.
    private static final int PARENTS = 20;

    private static final long ROUNDS = 3_000;
    /// The budget squared visits ask for: a fifth of a millisecond each, 3 s for 120 visits, 12 s for 240.
    private static final long PAIRS = 5;
    /// At most a tenth of the rounds are for the first parents.
    private static final long LEAST_ROUNDS = 10 * PARENTS * ROUNDS;
    /// In this part of the budget it breeds.
    private static final double BRED = 0.9;
    /// After so many children without a better plan it begins anew.
    private static final int BARREN = 20_000;
    /// Ways and days are shorter than so many seconds, and nothing costs as many points: then sums do not
    /// overflow.
    private static final int MOST_SECONDS = 1 << 20;

    private static final int FARTHEST = 1 << 24;
    private static final long MOST_POINTS = 1 << 30;

    private final Model model;
    private final Neighbours neighbours;
    private final long seed;
    private final LongSupplier nanos;
    private final WorkdaySearch search;
    /// How many parents there have been.
    private long grown;
    /// What it began with.
    private final Route[] first;

    private final long firstPoints;
    /// Of each visit for two the number of its second job, or -1.
    private final int[] second;
    private final int[] depotOfWay;
    private final int places;

    /// Of a plan of a day that [#fits] in which nobody is left out.
    WorkdayBreeding(State state, Neighbours neighbours, long seed, LongSupplier nanos) {
        this.nanos = nanos;
        this.neighbours = neighbours;
        this.seed = seed;
        model = state.model;
        second = new int[model.stops];
        Arrays.fill(second, -1);
        for (int i = 0; i < model.crews.length; i++) {
            second[model.crews[i]] = model.stops + i;
        }
        places = model.ways.places + 1;
        depotOfWay = new int[places * places];
        first = state.routes.clone();
        firstPoints = state.total();
        search = new WorkdaySearch(workday(), new SplittableRandom(seed));
        search.add(plan(first), starts(first));
    }

    /// Whether the day is such, and there is time enough.
    static boolean fits(Model model, Limits limits) {
        return model.stops >= FEWEST
                && model.stops <= MOST
                && limits.time().toMillis() * PAIRS >= (long) model.stops * model.stops
                && limits.iterations() >= LEAST_ROUNDS
                && limits.changeBudget() == Limits.ANY
                && model.tours <= Workday.MOST_TECHNICIANS
                && model.technicianIndex.size() == model.tours
                && IntStream.range(0, model.tours)
                        .allMatch(tour ->
                                model.reckoned[tour] || (model.plain[tour] && model.longest[tour] == Tour.UNBOUNDED))
                && IntStream.range(0, model.stops).allMatch(visit -> fits(model, visit))
                && isStocked(model)
                && isSmall(model);
    }

    private static boolean fits(Model model, int visit) {
        return model.crew[visit] <= 2
                && !model.ties.isTied(visit)
                && !model.held[visit]
                && !model.optional[visit]
                && !model.displaced[visit]
                && !model.told[visit]
                && model.opens[visit].length <= 2
                && model.stocks.part[visit].length <= 1;
    }

    /// Whether every depot has whatever all visits together need.
    private static boolean isStocked(Model model) {
        int[] needed = new int[model.stocks.parts];
        for (int visit = 0; visit < model.stops; visit++) {
            for (int i = 0; i < model.stocks.part[visit].length; i++) {
                needed[model.stocks.part[visit][i]] += model.stocks.quantity[visit][i];
            }
        }
        int[] first = model.stocks.atFirst();
        boolean enough = model.stocks.parts == 0 || model.stocks.depots > 0;
        for (int d = 0; d < model.stocks.depots; d++) {
            for (int part = 0; part < needed.length; part++) {
                enough &= first[(model.technicianIndex.size() + d) * needed.length + part] >= needed[part];
            }
        }
        return enough
                && model.stocks.parts <= Workday.KINDS
                && Arrays.stream(model.stocks.quantity)
                        .flatMapToInt(Arrays::stream)
                        .allMatch(q -> q <= Workday.UNITS)
                && Arrays.stream(first).allMatch(each -> each >= 0);
    }

    /// Its numbers can be added up.
    private static boolean isSmall(Model model) {
        long begin = begin(model);
        long end = end(model);
        long late = 0;
        long overtime = 0;
        for (int visit = 0; visit < model.stops; visit++) {
            long early = Math.max(Math.abs(model.promiseFrom[visit] - begin), Math.abs(model.promiseFrom[visit] - end));
            late += model.late[visit] * Math.max(early, Math.abs(model.promiseTo[visit] - begin));
            late += model.late[visit] * Math.abs(model.promiseTo[visit] - end);
        }
        for (int tour = 0; tour < model.tours; tour++) {
            overtime += (long) model.weights.overtime() * (model.limit[tour] - model.regular[tour]);
        }
        return Math.abs(begin) < FARTHEST
                && end - begin < MOST_SECONDS
                && late + overtime < MOST_POINTS
                && (long) model.stops * model.weights.preferred() < MOST_POINTS
                && Arrays.stream(model.stocks.depotService).allMatch(each -> each < MOST_SECONDS)
                && Arrays.stream(model.pause).allMatch(each -> each == null || isSmall(each))
                && Arrays.stream(model.duration).allMatch(each -> each < MOST_SECONDS)
                && Arrays.stream(model.ways.out).allMatch(each -> each < MOST_SECONDS)
                && Arrays.stream(model.ways.outPoints).allMatch(each -> each < MOST_SECONDS);
    }

    private static boolean isSmall(Pause pause) {
        return pause.length() < MOST_SECONDS
                && Math.abs((long) pause.earliest()) < FARTHEST
                && Math.abs((long) pause.latest()) < FARTHEST;
    }

    private static int begin(Model model) {
        return Arrays.stream(model.from).min().orElse(0);
    }

    private static int end(Model model) {
        return Arrays.stream(model.limit).max().orElse(0);
    }

    private Workday workday() {
        List<Workday.Technician> technicians = new ArrayList<>();
        for (int tour = 0; tour < model.tours; tour++) {
            technicians.add(technician(tour));
        }
        List<Workday.Job> jobs = new ArrayList<>();
        for (int visit = 0; visit < model.stops; visit++) {
            jobs.add(job(visit, true, second[visit]));
        }
        for (int visit : model.crews) {
            jobs.add(job(visit, false, visit));
        }
        return new Workday(technicians, jobs, ways(), model.weights.overtime(), model.weights.fairness());
    }

    private Workday.Technician technician(int tour) {
        Pause pause = model.pause[tour];
        int at = model.technician[tour] * model.stocks.parts;
        int[] first = model.stocks.atFirst();
        return new Workday.Technician(
                model.startPlace[tour],
                row(model.endPlace[tour]),
                model.from[tour],
                model.regular[tour],
                model.limit[tour],
                pause == null ? null : new Workday.Pause(pause.earliest(), pause.latest(), pause.length()),
                IntStream.range(0, model.stocks.parts)
                        .map(part -> Math.min(first[at + part], Workday.UNITS))
                        .boxed()
                        .toList());
    }

    private Workday.Job job(int visit, boolean leads, int mate) {
        boolean told = leads && model.late[visit] > 0;
        boolean needs = leads && model.stocks.part[visit].length > 0;
        return new Workday.Job(
                model.place[visit],
                model.duration[visit],
                windows(visit),
                told
                        ? new Workday.Window(model.promiseFrom[visit], model.promiseTo[visit])
                        : new Workday.Window(begin(model), end(model)),
                told ? (int) model.late[visit] : 0,
                needs ? model.stocks.part[visit][0] : -1,
                needs ? model.stocks.quantity[visit][0] : 0,
                mate,
                IntStream.range(0, model.tours)
                        .map(tour -> price(visit, tour, leads))
                        .boxed()
                        .toList());
    }

    /// Those that the day has something of.
    private List<Workday.Window> windows(int visit) {
        int begin = begin(model);
        int end = end(model);
        return IntStream.range(0, model.opens[visit].length)
                .filter(w -> model.opens[visit][w] <= end && model.closes[visit][w] >= begin)
                .mapToObj(w -> new Workday.Window(
                        Math.max(begin, model.opens[visit][w]), Math.min(end, model.closes[visit][w])))
                .toList();
    }

    private int price(int visit, int tour, boolean leads) {
        if (model.suits.of(visit, tour, leads) == Suitability.NO) {
            return Workday.NEVER;
        }
        return leads && model.suits.isUnloved(visit, tour) ? model.weights.preferred() : 0;
    }

    /// Wherever a tour may end costs no way: one place more, to which there is none.
    private int row(int place) {
        return place == Tour.ANYWHERE ? places - 1 : place;
    }

    private Workday.Ways ways() {
        int[] seconds = new int[places * places];
        int[] points = new int[places * places];
        int[] secondsByDepot = new int[places * places];
        int[] pointsByDepot = new int[places * places];
        for (int from = 0; from < places - 1; from++) {
            for (int to = 0; to < places - 1; to++) {
                int way = from * places + to;
                seconds[way] = model.ways.shortest(from, to);
                points[way] = model.ways.leastPoints(from, to);
                int least = Integer.MAX_VALUE;
                for (int d = 0; d < model.stocks.depots; d++) {
                    int there = Leg.shortest(model, from, d, to);
                    if (there < least) {
                        least = there;
                        secondsByDepot[way] = there;
                        pointsByDepot[way] = Leg.leastPoints(model, from, d, to);
                        depotOfWay[way] = d;
                    }
                }
            }
        }
        return new Workday.Ways(
                places, new Workday.Table(seconds, points), new Workday.Table(secondsByDepot, pointsByDepot));
    }

    private int[][] plan(Route[] routes) {
        return Arrays.stream(routes)
                .map(route -> IntStream.range(0, route.size)
                        .map(i -> route.lead[i] ? route.stop[i] : second[route.stop[i]])
                        .toArray())
                .toArray(int[][]::new);
    }

    private int[] starts(Route[] routes) {
        int[] starts = new int[model.crews.length];
        for (int i = 0; i < starts.length; i++) {
            int visit = model.crews[i];
            starts[i] = windows(visit).getFirst().opens();
            for (Route route : routes) {
                int at = route.find(visit);
                starts[i] = at < 0 ? starts[i] : route.at[at];
            }
        }
        return starts;
    }

    /// The best routes found from so many rounds on.
    Route[] run(Limits limits, Watch watch, long roundsBefore, BooleanSupplier cancelled) {
        return polished(watch, breed(limits, watch, roundsBefore, cancelled), cancelled);
    }

    /// Breeds from so many rounds on; how many it has come to. A step counts as so many rounds as there are
    /// visits.
    long breed(Limits limits, Watch watch, long roundsBefore, BooleanSupplier cancelled) {
        long rounds = roundsBefore;
        int parents = 0;
        int barren = 0;
        boolean better = points() < firstPoints;
        while (goesOn(limits, watch, rounds)) {
            if (better && points() <= firstPoints) {
                watch.better(points(), 0);
            }
            if (parents < PARENTS) {
                parents++;
                long from = rounds;
                Route[] routes = parent(() -> cancelled.getAsBoolean() || !goesOn(limits, watch, from));
                rounds += ROUNDS;
                better = search.add(plan(routes), starts(routes));
            } else if (barren > BARREN) {
                search.clear();
                barren = 0;
                parents = 0;
            } else {
                rounds += model.stops;
                better = search.step();
                barren = better ? 0 : barren + 1;
            }
        }
        return rounds;
    }

    /// What the best plan costs, or the first one.
    long points() {
        return Math.min(search.points(), firstPoints);
    }

    private static boolean goesOn(Limits limits, Watch watch, long rounds) {
        return rounds < limits.iterations() && watch.goesOn(rounds) && watch.part(rounds) < BRED;
    }

    /// The best plan after it was ruined and mended, coldly, for the rest: of which visit takes what the
    /// van has, and which fetches it where, the other search knows more.
    private Route[] polished(Watch watch, long rounds, BooleanSupplier cancelled) {
        State state = new State(model);
        Plans.adopt(state, routes());
        state.begin();
        Progress progress = (points, absents, more, milliseconds) -> {
            watch.better(points, absents);
            watch.tell(rounds + more);
        };
        return new Search(state, neighbours, watch.rest(rounds), seed, nanos)
                .polishing()
                .run(progress, cancelled);
    }

    private Route[] parent(BooleanSupplier cancelled) {
        long own = seed * 1_000_003 + grown++;
        return new Search(new State(model), neighbours, Limits.iterations(ROUNDS, own), own, () -> 0)
                .run(Progress.none(), cancelled);
    }

    /// The best plan, or the first one.
    Route[] routes() {
        if (search.points() >= firstPoints) {
            return first;
        }
        Route[] routes = new Route[model.tours];
        for (int tour = 0; tour < routes.length; tour++) {
            int[] jobs = search.plan()[tour];
            Route route = new Route(tour, jobs.length + 1);
            int place = model.startPlace[tour];
            for (int job : jobs) {
                boolean leads = job < model.stops;
                int visit = leads ? job : model.crews[job - model.stops];
                boolean needs = leads && model.stocks.part[visit].length > 0;
                int depot = needs && search.fetched()[job] ? depotOfWay[place * places + model.place[visit]] : -1;
                route.insert(route.size, visit, depot, start(visit), leads);
                place = model.place[visit];
            }
            routes[tour] = route;
        }
        return routes;
    }

    private int start(int visit) {
        return second[visit] < 0 ? Model.FREE : search.starts()[second[visit] - model.stops];
    }
}
