package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.routing.genetic.Vrptw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which days are bred, and what comes of it.
class BreedingTest {
    private static final int VISITS = 120;
    private static final int VANS = 30;
    private static final Limits LONG = Limits.time(Duration.ofSeconds(6), 1);

    @Test
    void a_day_of_vans_that_are_alike_is_bred_and_the_verifier_agrees() {
        Day day = alike();
        assertThat(Breeding.fits(new Model(day.problem()), LONG)).isTrue();

        Solution first = day.solve(Limits.iterations(0, 1));
        Solution plan = day.solve(Limits.iterations(300L * VISITS, 1));

        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.total()).isLessThan(first.total() * 9 / 10);
        assertThat(day.solve(Limits.iterations(300L * VISITS, 1))).isEqualTo(plan);
        assertThat(day.solve(Limits.iterations(300L * VISITS, 2))).isNotEqualTo(plan);
    }

    @Test
    void ways_without_short_cuts_in_them_are_kept_to() {
        Day day = alike();
        // From the last place on, the way home is longer than by all others: a tour fits as a whole only.
        int[][] ways = ways(5);
        for (int place = 1; place <= VISITS; place++) {
            ways[place][0] = place % 5 == 0 ? ways[place][0] : 5 * 3_600;
        }
        day.travel = Matrix.constant(ways, ways);

        assertThat(Breeding.fits(new Model(day.problem()), LONG)).isTrue();
        assertThat(day.solve(Limits.iterations(200L * VISITS, 1)).unassigned()).isEmpty();
    }

    @Test
    void points_that_it_tells_are_those_of_the_plan_and_cancelling_ends_it() {
        Day day = alike();
        AtomicInteger looks = new AtomicInteger();
        List<Long> told = new ArrayList<>();

        Solution plan = new Engine()
                .solve(
                        day.problem(),
                        Limits.iterations(Long.MAX_VALUE, 1),
                        (points, unassigned, rounds, milliseconds) -> told.add(points),
                        () -> looks.incrementAndGet() > 150);

        assertThat(told.getLast()).isEqualTo(plan.total());
        assertThat(told.getFirst()).isGreaterThan(plan.total());
    }

    @Test
    void a_day_on_which_somebody_is_left_out_is_not_bred() {
        Day day = alike();
        day.stops(Day.stop(1).parts(Map.of(Day.PUMP, 1_000)));
        Stop impossible = day.stops.removeLast();
        day.stops.set(0, impossible);

        // Bred, no plan would ever be feasible, and none better than the first.
        Solution first = day.solve(Limits.iterations(0, 1));
        Solution plan = day.solve(Limits.iterations(100L * VISITS, 1));

        assertThat(plan.unassigned()).containsExactly(impossible.visit());
        assertThat(plan.total()).isLessThan(first.total());
    }

    @Test
    void vans_may_differ_in_home_and_hours_and_in_what_they_hold() {
        Day day = alike();
        for (int van = 0; van < VANS; van++) {
            int place = van % 3 == 0 ? 0 : 7;
            int end = van % 2 == 0 ? Day.at(16, 0) : Day.at(14, 0);
            int longest = van % 5 == 0 ? 6 * 3_600 : Tour.UNBOUNDED;
            day.tours.set(van, tour(van, end, longest, null, place, place));
            day.vans.put(new UUID(2, van), Map.of(Day.PUMP, van % 4 == 0 ? 12 : 9));
        }
        assertThat(Breeding.fits(new Model(day.problem()), LONG)).isTrue();

        Solution first = day.solve(Limits.iterations(0, 1));
        Solution plan = day.solve(Limits.iterations(300L * VISITS, 1));

        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.total()).isLessThan(first.total() * 9 / 10);
        assertThat(plan.runs().stream().filter(run -> !run.calls().isEmpty()).map(run -> run.tour() % 3 == 0))
                .contains(true, false);
    }

    @Test
    void any_rule_of_the_trade_is_for_the_other_search() {
        is(day -> day.stops.removeLast(), true);
        is(day -> ends(day, 20), true);
        is(day -> ends(day, 21), false);
        is(day -> day.stops.subList(99, VISITS).clear(), false);
        is(day -> day.weights = Weights.standard(), false);
        is(day -> day.depots.add(new Depot(new UUID(8, 1), 3, 300, Map.of(Day.PUMP, 9))), false);
        Pause noon = new Pause(3_600, Day.at(11, 0), Day.at(13, 0));
        is(day -> day.tours.set(0, tour(0, Day.at(16, 0), Tour.UNBOUNDED, noon, 0, 0)), false);
        is(day -> day.tours.set(0, tour(0, Day.at(16, 0), Tour.UNBOUNDED, null, 0, 3)), false);
        is(day -> day.tours.set(0, tour(0, Day.at(16, 0), Tour.UNBOUNDED, null, 0, Tour.ANYWHERE)), false);
        is(day -> day.tours.set(0, tour(0, 86_400 * 30, Tour.UNBOUNDED, null, 0, 0)), false);
        UUID first = new UUID(2, 0);
        is(day -> day.tours.add(Tour.of(first, 1, 86_400 + Day.at(8, 0), 86_400 + Day.at(16, 0), 0)), false);
        is(day -> last(day, last -> last.parts(Map.of(Day.PUMP, 1, new UUID(7, 2), 1))), false);
        is(day -> last(day, last -> last.optional(500)), false);
        is(day -> last(day, last -> last.forbidden(Set.of(first))), false);
        is(day -> last(day, last -> last.preferred(Set.of(first))), false);
        is(day -> last(day, last -> last.skills(Map.of("gas", 1))), false);
        is(day -> last(day, last -> last.parts(Map.of(Day.PUMP, Vrptw.MOST))), false);
        is(day -> day.vans.put(first, Map.of(Day.PUMP, -1)), false);
        is(day -> day.travel = Matrix.bySlot(ways(1), ways(1), 43_200, 1, 1.5), false);
        is(day -> day.weights = new Weights(List.of(1), 1, 0, 1, 0, 0, 0, 0, 0, 0, 0), false);
        is(day -> last(day, last -> last.crew(2, Map.of())), false);
        is(day -> last(day, last -> last.now(new Now(List.of(first), Day.at(9, 0)))), false);
        is(day -> last(day, last -> last.fixed(new Fixed(List.of(first), Day.at(9, 0)))), false);
        is(day -> last(day, last -> last.ties(List.of(Tie.of(Tie.Kind.SAME_DAY, Day.visit(1))))), false);
        List<Window> twice = List.of(new Window(Day.at(9, 0), Day.at(10, 0)), new Window(Day.at(13, 0), Day.at(14, 0)));
        is(day -> last(day, last -> last.windows(twice)), false);
    }

    @Test
    void with_less_than_fifty_milliseconds_or_a_hundred_rounds_a_visit_it_is_for_the_other_search() {
        Model model = new Model(alike().problem());

        assertThat(Breeding.fits(model, LONG)).isTrue();
        assertThat(Breeding.fits(model, Limits.time(Duration.ofMillis(5_999), 1)))
                .isFalse();
        assertThat(Breeding.fits(model, Limits.iterations(100L * VISITS, 1))).isTrue();
        assertThat(Breeding.fits(model, Limits.iterations(100L * VISITS - 1, 1)))
                .isFalse();
    }

    @Test
    void where_nothing_is_planned_a_budget_of_changes_changes_nothing() {
        Limits limits = Limits.iterations(150L * VISITS, 1);

        assertThat(alike().solve(limits.budget(0))).isEqualTo(alike().solve(limits));
    }

    @Test
    void windows_of_all_time_are_cut_to_the_day() {
        Day day = alike();
        last(day, last -> last.windows(List.of(new Window(Integer.MIN_VALUE, Integer.MAX_VALUE))));

        assertThat(day.solve(Limits.iterations(120L * VISITS, 1)).unassigned()).isEmpty();
    }

    private static void is(Consumer<Day> change, boolean bred) {
        Day day = alike();
        change.accept(day);
        // What is planned now, a model knows from its first state on.
        assertThat(Breeding.fits(Base.of(new Model(day.problem()), false).model, LONG))
                .isEqualTo(bred);
    }

    /// Gives the vans so many ends of their day.
    private static void ends(Day day, int kinds) {
        for (int van = 0; van < VANS; van++) {
            day.tours.set(van, tour(van, Day.at(16, van % kinds), Tour.UNBOUNDED, null, 0, 0));
        }
    }

    private static Tour tour(int van, int end, int longest, @Nullable Pause pause, int from, int to) {
        return new Tour(new UUID(2, van), 0, Day.at(8, 0), end, 0, longest, pause, from, to, Map.of(), Set.of(), null);
    }

    private static void last(Day day, Consumer<Stop.Builder> change) {
        day.stops.removeLast();
        Stop.Builder last = Day.stop(VISITS);
        change.accept(last);
        day.stops(last);
    }

    /// Visits all over a town, one in three by a given two hours; vans of nine pumps that begin and end in
    /// its middle.
    private static Day alike() {
        Random chance = new Random(1);
        Day day = new Day();
        day.weights = Weights.travelOnly();
        int[][] ways = ways(1);
        day.travel = Matrix.constant(ways, ways);
        for (int van = 0; van < VANS; van++) {
            UUID technician = new UUID(2, van);
            day.tours(Day.tour(technician));
            day.vans.put(technician, Map.of(Day.PUMP, 9));
        }
        for (int visit = 1; visit <= VISITS; visit++) {
            Stop.Builder stop = Day.stop(visit).parts(Map.of(Day.PUMP, 1 + chance.nextInt(2)));
            if (visit % 3 == 0) {
                int from = Day.at(9 + chance.nextInt(4), 0);
                stop.windows(List.of(new Window(from, from + 7_200)));
            }
            day.stops(stop);
        }
        return day;
    }

    private static int[][] ways(long seed) {
        Random chance = new Random(seed);
        int[] x = chance.ints(VISITS + 1, 0, 2_400).toArray();
        int[] y = chance.ints(VISITS + 1, 0, 2_400).toArray();
        int[][] ways = new int[VISITS + 1][VISITS + 1];
        for (int a = 0; a <= VISITS; a++) {
            for (int b = 0; b <= VISITS; b++) {
                ways[a][b] = (int) Math.hypot(x[a] - x[b], y[a] - y[b]);
            }
        }
        return ways;
    }
}
