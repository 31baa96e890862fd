package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which days of the trade are bred, and what comes of it.
class WorkdayBreedingTest {
    private static final int VISITS = 75;
    private static final int TECHNICIANS = 15;
    private static final UUID VALVE = new UUID(7, 2);
    private static final List<String> SKILLS = List.of("aircon", "lift", "pump");
    private static final Limits LONG = Limits.time(Duration.ofSeconds(3), 1);
    private static final Limits ROUNDS = Limits.iterations(600_000, 1);
    /// One round too few to breed.
    private static final Limits RUINED = Limits.iterations(599_999, 1);

    @Test
    void days_with_every_rule_that_it_knows_are_bred_and_better_than_ruined() {
        long bred = 0;
        long ruined = 0;
        for (int seed = 0; seed < 3; seed++) {
            Day day = trade(seed);
            assertThat(WorkdayBreeding.fits(new Model(day.problem()), ROUNDS)).isTrue();

            Solution plan = day.solve(ROUNDS);

            assertThat(plan.unassigned()).as("day " + seed).isEmpty();
            bred += plan.total();
            ruined += day.solve(RUINED).total();
        }
        assertThat(bred).isLessThan(ruined);
    }

    @Test
    void a_crew_of_whom_one_alone_may_lead_begins_in_its_window_of_today() {
        Day day = trade(10);
        day.stops.subList(VISITS - 4, VISITS).clear();
        for (int number = VISITS - 3; number <= VISITS; number++) {
            Window before = new Window(Day.at(7, 0), Day.at(7, 30));
            day.stops(Day.stop(number)
                    .crew(2, Map.of())
                    .required(Set.of(new UUID(2, 4)))
                    .windows(List.of(before, new Window(Day.at(9, 0), Day.at(16, 0)))));
        }
        assertThat(WorkdayBreeding.fits(new Model(day.problem()), ROUNDS)).isTrue();

        assertThat(day.solve(ROUNDS).unassigned()).isEmpty();
    }

    /// Its own sums, which the search that mends its best plan does not see: also before anybody was told a
    /// time, so that being late costs nothing, and where kilometres cost and work is to be spread.
    @Test
    void what_it_says_that_its_best_plan_costs_is_what_the_engine_says() {
        Weights far = new Weights(List.of(1, 4), 3, 500, 0, 4, 2, 1_200, 1_800, 7_200, 300, 900);
        for (Weights weights : List.of(Weights.standard(), weights(0, 0), far)) {
            for (int seed = 20; seed < 23; seed++) {
                Day day = trade(seed);
                day.weights = weights;
                improves(new Model(day.problem()), seed);
            }
        }
    }

    private static void improves(Model model, long seed) {
        assertThat(WorkdayBreeding.fits(model, ROUNDS)).isTrue();
        Neighbours neighbours = new Neighbours(model);
        Limits few = Limits.iterations(20_000, seed);
        Route[] routes =
                new Search(new State(model), neighbours, few, seed, System::nanoTime).run(Progress.none(), () -> false);
        State begin = new State(model);
        Plans.adopt(begin, routes);
        assertThat(begin.absents).isZero();
        WorkdayBreeding breeding = new WorkdayBreeding(begin, neighbours, seed, System::nanoTime);
        Limits limits = Limits.iterations(200_000, seed);
        breeding.breed(limits, new Watch(limits, System::nanoTime, Progress.none(), () -> false), 0, () -> false);

        State end = new State(model);
        Plans.adopt(end, breeding.routes());
        assertThat(end.total()).isEqualTo(breeding.points()).isLessThan(begin.total());
        assertThat(end.absents).isZero();
    }

    @Test
    void the_same_seed_and_rounds_give_the_same_plan() {
        assertThat(trade(5).solve(ROUNDS)).isEqualTo(trade(5).solve(ROUNDS));
        assertThat(trade(5).solve(ROUNDS)).isNotEqualTo(trade(5).solve(Limits.iterations(600_000, 2)));
    }

    @Test
    void points_that_it_tells_are_those_of_the_plan_and_cancelling_ends_it() {
        Day day = trade(6);
        AtomicInteger looks = new AtomicInteger();
        List<Long> told = new ArrayList<>();

        Solution plan = new Engine()
                .solve(
                        day.problem(),
                        Limits.iterations(Long.MAX_VALUE, 1),
                        (points, unassigned, rounds, milliseconds) -> told.add(points),
                        () -> looks.incrementAndGet() > 8_000);

        assertThat(told.getLast()).isEqualTo(plan.total());
        assertThat(told.getFirst()).isGreaterThan(plan.total());
        assertThat(told).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    /// Small enough to try everything: two technicians and six visits, in each order, by the engine's own
    /// walk.
    @Test
    void what_it_ends_with_is_the_best_of_all_plans_of_a_small_day() {
        for (int seed = 0; seed < 8; seed++) {
            Model model = new Model(small(seed).problem());
            State begin = new State(model);
            Plans.adopt(begin, anyPlan(model));
            begin.begin();
            WorkdayBreeding breeding = new WorkdayBreeding(begin, new Neighbours(model), seed, System::nanoTime);
            Watch watch = new Watch(ROUNDS, System::nanoTime, Progress.none(), () -> false);

            breeding.breed(ROUNDS, watch, 0, () -> false);

            assertThat(breeding.points()).as("day " + seed).isEqualTo(best(model));
        }
    }

    @Test
    void a_day_on_which_somebody_is_left_out_is_not_bred() {
        Day day = trade(7);
        day.stops(Day.stop(1).skills(Map.of("welding", 1)));
        Stop impossible = day.stops.removeLast();
        day.stops.set(0, impossible);

        assertThat(day.solve(ROUNDS).unassigned()).containsExactly(impossible.visit());
    }

    @Test
    void what_it_does_not_know_is_for_the_other_search() {
        UUID first = new UUID(2, 0);
        is(day -> day.stops.subList(60, VISITS).clear(), true);
        is(day -> day.stops.subList(59, VISITS).clear(), false);
        is(day -> last(day, last -> last.optional(500)), false);
        is(day -> last(day, last -> last.crew(2, Map.of())), true);
        is(day -> last(day, last -> last.crew(3, Map.of())), false);
        is(day -> last(day, last -> last.now(new Now(List.of(first), Day.at(9, 0)))), false);
        is(day -> last(day, last -> last.fixed(new Fixed(List.of(first), Day.at(9, 0)))), false);
        is(day -> last(day, last -> last.ties(List.of(Tie.of(Tie.Kind.SAME_DAY, Day.visit(1))))), false);
        is(day -> last(day, last -> last.windows(windows(2))), true);
        is(day -> last(day, last -> last.windows(windows(3))), false);
        is(day -> last(day, last -> last.windows(List.of(new Window(Integer.MIN_VALUE, Integer.MAX_VALUE)))), true);
        is(day -> last(day, last -> last.parts(Map.of(Day.PUMP, 1, VALVE, 1))), false);
        is(day -> last(day, last -> last.parts(Map.of(VALVE, 1))), true);
        is(day -> last(day, last -> last.parts(Map.of(VALVE, 1_000))), false);
        is(day -> day.depots.set(0, new Depot(new UUID(8, 0), 3, 600, Map.of(Day.PUMP, 1))), false);
        is(day -> day.depots.clear(), false);
        is(day -> day.vans.put(first, Map.of(Day.PUMP, -1)), false);
        is(day -> day.travel = Matrix.bySlot(ways(1), ways(1), 43_200, 1, 1.5), false);
        is(day -> day.weights = weights(1, 4), false);
        is(day -> day.weights = weights(0, 400_000), false);
        is(day -> day.weights = weights(0, 0), true);
        is(day -> day.tours.set(0, bounded()), false);
        is(day -> day.tours.add(Tour.of(first, 1, 86_400 + Day.at(8, 0), 86_400 + Day.at(16, 0), 0)), false);
        is(day -> day.tours.set(0, Tour.of(first, 0, Day.at(8, 0), 30 * 86_400, 0)), false);
    }

    @Test
    void it_asks_for_a_fifth_of_a_millisecond_for_each_two_visits_and_for_rounds() {
        Model model = new Model(trade(1).problem());

        assertThat(WorkdayBreeding.fits(model, Limits.time(Duration.ofMillis(1_125), 1)))
                .isTrue();
        assertThat(WorkdayBreeding.fits(model, Limits.time(Duration.ofMillis(1_124), 1)))
                .isFalse();
        assertThat(WorkdayBreeding.fits(model, RUINED)).isFalse();
        assertThat(WorkdayBreeding.fits(model, LONG.budget(3))).isFalse();
    }

    private static void is(Consumer<Day> change, boolean bred) {
        Day day = trade(1);
        change.accept(day);
        // What is planned now, a model knows from its first state on.
        assertThat(WorkdayBreeding.fits(Base.of(new Model(day.problem()), false).model, LONG))
                .isEqualTo(bred);
    }

    private static Weights weights(int waiting, int late) {
        return new Weights(List.of(1, 4), 1, 0, waiting, late, 2, 1_200, 1_800, 7_200, 10, 900);
    }

    private static Tour bounded() {
        return new Tour(
                new UUID(2, 0), 0, Day.at(8, 0), Day.at(16, 0), 0, 6 * 3_600, null, 0, 0, Map.of(), Set.of(), null);
    }

    private static List<Window> windows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Window(Day.at(9 + 2 * i, 0), Day.at(10 + 2 * i, 0)))
                .toList();
    }

    private static void last(Day day, Consumer<Stop.Builder> change) {
        day.stops.removeLast();
        Stop.Builder last = Day.stop(VISITS);
        change.accept(last);
        day.stops(last);
    }

    /// A town's day with every rule that is bred.
    private static Day trade(long seed) {
        return day(seed, TECHNICIANS, VISITS, true);
    }

    private static Day small(long seed) {
        return day(seed, 2, 6, false);
    }

    private static Day day(long seed, int technicians, int visits, boolean whole) {
        Random chance = new Random(seed);
        Day day = new Day();
        int[][] ways = ways(seed);
        day.travel = Matrix.constant(ways, ways);
        for (int t = 0; t < technicians; t++) {
            day.tours(tour(chance, t, whole));
            Map<UUID, Integer> van = new HashMap<>();
            van.put(Day.PUMP, chance.nextInt(3));
            van.put(VALVE, chance.nextInt(2));
            day.vans.put(new UUID(2, t), van);
        }
        for (int v = 1; v <= visits; v++) {
            day.stops(visit(chance, v, technicians, whole));
        }
        for (int d = 0; d < 2; d++) {
            day.depots.add(
                    new Depot(new UUID(8, d), VISITS + 1 + d, 600, Map.of(Day.PUMP, 2 * VISITS, VALVE, 2 * VISITS)));
        }
        return day;
    }

    private static Tour tour(Random chance, int number, boolean whole) {
        int start = Day.at(8, 30 * chance.nextInt(3));
        Map<String, Integer> skills = new HashMap<>();
        SKILLS.forEach(each -> {
            if (!whole || chance.nextInt(5) > 0) {
                skills.put(each, 1 + chance.nextInt(3));
            }
        });
        @Nullable Pause lunch = chance.nextInt(4) == 0 ? null : new Pause(3_600, start + 3 * 3_600, start + 5 * 3_600);
        return new Tour(
                new UUID(2, number),
                0,
                start,
                start + 9 * 3_600,
                3_600,
                Tour.UNBOUNDED,
                lunch,
                number % 3,
                number % 4 == 1 ? Tour.ANYWHERE : number % 3,
                skills,
                Set.of(),
                null);
    }

    private static Stop.Builder visit(Random chance, int number, int technicians, boolean whole) {
        Stop.Builder visit = Stop.of(Day.visit(number), number, 1_200 + 600 * chance.nextInt(6));
        int hour = 8 + chance.nextInt(7);
        switch (chance.nextInt(5)) {
            case 0 -> visit.within(Day.at(hour, 0), Day.at(hour + 3, 0));
            case 1 ->
                visit.windows(
                        List.of(new Window(Day.at(8, 0), Day.at(11, 0)), new Window(Day.at(14, 0), Day.at(16, 0))));
            case 2 -> visit.within(Day.at(13, 0), Day.at(17, 0));
            default -> {}
        }
        if (chance.nextInt(3) == 0) {
            visit.promise(new Window(Day.at(hour, 0), Day.at(hour + 3, 0)));
        }
        if (chance.nextBoolean()) {
            visit.skills(Map.of(SKILLS.get(chance.nextInt(3)), 1));
        }
        if (chance.nextInt(5) == 0) {
            visit.preferred(Set.of(new UUID(2, chance.nextInt(technicians))));
        }
        if (whole && chance.nextInt(4) == 0) {
            visit.parts(Map.of(chance.nextBoolean() ? Day.PUMP : VALVE, 1 + chance.nextInt(2)));
        }
        if (whole && number % 25 == 0) {
            visit.crew(2, Map.of());
        }
        return visit;
    }

    private static int[][] ways(long seed) {
        Random chance = new Random(seed);
        int places = VISITS + 3;
        int[] x = chance.ints(places, 0, 2_400).toArray();
        int[] y = chance.ints(places, 0, 2_400).toArray();
        int[][] ways = new int[places][places];
        for (int a = 0; a < places; a++) {
            for (int b = 0; b < places; b++) {
                ways[a][b] = a == b ? 0 : 60 + (int) Math.hypot(x[a] - x[b], y[a] - y[b]) + chance.nextInt(120);
            }
        }
        return ways;
    }

    private static Route[] anyPlan(Model model) {
        return orders(model.stops).stream()
                .flatMap(order -> IntStream.rangeClosed(0, model.stops).mapToObj(cut -> plan(model, order, cut)))
                .filter(routes -> points(model, routes) < Long.MAX_VALUE)
                .findFirst()
                .orElseThrow();
    }

    private static long best(Model model) {
        return orders(model.stops).stream()
                .mapToLong(order -> IntStream.rangeClosed(0, model.stops)
                        .mapToLong(cut -> points(model, plan(model, order, cut)))
                        .min()
                        .orElseThrow())
                .min()
                .orElseThrow();
    }

    /// What the engine says of it, or that nothing could cost more.
    private static long points(Model model, Route[] routes) {
        State state = new State(model);
        for (Route route : routes) {
            for (int i = 0; i < route.size; i++) {
                if (model.suits.of(route.stop[i], route.tour, true) == Suitability.NO) {
                    return Long.MAX_VALUE;
                }
            }
            if (route.size > 0 && !state.adopt(route)) {
                return Long.MAX_VALUE;
            }
        }
        return state.total();
    }

    private static Route[] plan(Model model, List<Integer> order, int cut) {
        Route[] routes = {new Route(0, model.stops), new Route(1, model.stops)};
        for (int i = 0; i < order.size(); i++) {
            Route route = routes[i < cut ? 0 : 1];
            route.insert(route.size, order.get(i), -1, Model.FREE, true);
        }
        return routes;
    }

    private static List<List<Integer>> orders(int count) {
        if (count == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> longer = new ArrayList<>();
        for (List<Integer> each : orders(count - 1)) {
            for (int i = 0; i <= each.size(); i++) {
                List<Integer> more = new ArrayList<>(each);
                more.add(i, count - 1);
                longer.add(more);
            }
        }
        return longer;
    }
}
