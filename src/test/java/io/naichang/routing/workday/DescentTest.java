package io.naichang.routing.workday;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Descents against drafts that are walked from the start.
class DescentTest {
    private static final int DAYS = 60;
    private static final double PRICE = 5;
    private static final Offset<Double> EXACT = Offset.offset(1e-6);

    @Test
    void what_changes_are_priced_at_is_what_the_whole_plan_costs_afterwards() {
        int made = 0;
        for (int seed = 0; seed < DAYS; seed++) {
            Workday day = Workdays.of(seed, 2 + seed % 4, 14);
            Tours tours = new Tours(day);
            tours.load(Workdays.draft(day, seed), PRICE);
            Exchanges exchanges = new Exchanges(tours);
            CrewStarts crews = new CrewStarts(tours);
            Random chance = new Random(seed);
            double price = sum(tours);
            for (int i = 0; i < 1_500; i++) {
                int u = chance.nextInt(14);
                int v = chance.nextInt(day.jobs.size());
                boolean changed = (i % 10 == 0 && day.crews.length > 0)
                        ? crews.improve(day.crews[0])
                        : u != v && exchanges.beside(u, v);
                double after = sum(tours);
                assertThat(after < price + Exchanges.LESS / 2)
                        .as("day " + seed + ", " + u + " and " + v)
                        .isEqualTo(changed);
                if (changed) {
                    assertThat(after).isCloseTo(anew(day, tours.draft()), EXACT);
                    made++;
                }
                price = after;
            }
            assertThat(jobs(tours.draft()))
                    .isEqualTo(IntStream.range(0, day.jobs.size()).boxed().toList());
        }
        assertThat(made).isGreaterThan(DAYS * 10);
    }

    @Test
    void where_it_ends_nobody_does_better_with_one_job_elsewhere_or_two_in_each_others_place() {
        for (int seed = 0; seed < DAYS; seed++) {
            Workday day = Workdays.withoutParts(seed, 2 + seed % 4, 14);
            Tours tours = new Tours(day);
            tours.load(Workdays.draft(day, seed), PRICE);
            new Descent(tours, new SplittableRandom(seed)).run();
            Draft end = tours.draft();
            double price = sum(tours);

            for (Draft other : neighbours(day, end)) {
                assertThat(anew(day, other)).as("day " + seed).isGreaterThan(price - 1);
            }
        }
    }

    @Test
    void a_descent_begins_where_it_is_told_and_never_goes_up() {
        for (int seed = 0; seed < DAYS; seed++) {
            Workday day = Workdays.of(seed, 5, 25);
            Tours tours = new Tours(day);
            Draft draft = Workdays.draft(day, seed);
            tours.load(draft, PRICE);
            double before = sum(tours);
            new Descent(tours, new SplittableRandom(seed)).run();

            assertThat(sum(tours)).isLessThan(before);
            assertThat(jobs(tours.draft()))
                    .isEqualTo(IntStream.range(0, day.jobs.size()).boxed().toList());
        }
    }

    @Test
    void jobs_that_a_draft_has_not_are_put_where_somebody_may_have_them() {
        for (int seed = 0; seed < DAYS; seed++) {
            Workday day = Workdays.of(seed, 3, 12);
            Tours tours = new Tours(day);
            tours.load(Draft.of(day.jobs.size(), new int[3][0], new int[] {40_000}), PRICE);
            new Filling(tours, new SplittableRandom(seed)).run();

            Draft filled = tours.draft();
            assertThat(jobs(filled))
                    .isEqualTo(IntStream.range(0, day.jobs.size()).boxed().toList());
            assertThat(sum(tours)).isCloseTo(anew(day, filled), EXACT);
            assertThat(tours.tourOf[12]).isNotEqualTo(tours.tourOf[13]);
            for (int job = 0; job < day.jobs.size(); job++) {
                assertThat(tours.price(job, tours.tourOf[job])).isNotEqualTo(Workday.NEVER);
            }
        }
    }

    /// Every job of one in every other place of every tour that may have it, and every two such in each
    /// other's.
    private static List<Draft> neighbours(Workday day, Draft from) {
        List<Draft> all = new ArrayList<>();
        int count = from.tours.length;
        for (int a = 0; a < count; a++) {
            for (int i = 0; i < from.tours[a].length; i++) {
                int u = from.tours[a][i];
                for (int b = 0; day.jobs.get(u).mate() < 0 && b < count; b++) {
                    for (int j = 0; ((day.able[u] >> b) & 1) != 0 && j <= from.tours[b].length; j++) {
                        all.add(moved(day, from, a, i, b, j));
                        if (j < from.tours[b].length) {
                            swap(day, from, a, i, b, j, all);
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Draft moved(Workday day, Draft from, int a, int i, int b, int j) {
        List<List<Integer>> tours = lists(from);
        int job = from.tours[a][i];
        tours.get(a).subList(i, i + 1).clear();
        tours.get(b).add(a == b && j > i ? j - 1 : j, job);
        return draft(day, tours, from);
    }

    private static void swap(Workday day, Draft from, int a, int i, int b, int j, List<Draft> all) {
        int u = from.tours[a][i];
        int v = from.tours[b][j];
        if (day.jobs.get(v).mate() < 0 && ((day.able[v] >> a) & 1) != 0) {
            List<List<Integer>> tours = lists(from);
            tours.get(a).set(i, v);
            tours.get(b).set(j, u);
            all.add(draft(day, tours, from));
        }
    }

    private static List<List<Integer>> lists(Draft draft) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int[] tour : draft.tours) {
            lists.add(new ArrayList<>(Arrays.stream(tour).boxed().toList()));
        }
        return lists;
    }

    private static Draft draft(Workday day, List<List<Integer>> tours, Draft from) {
        return Draft.of(
                day.jobs.size(),
                tours.stream()
                        .map(tour -> tour.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new),
                from.starts);
    }

    private static double anew(Workday day, Draft draft) {
        Tours fresh = new Tours(day);
        fresh.load(draft, PRICE);
        return sum(fresh);
    }

    private static double sum(Tours tours) {
        double sum = 0;
        for (int tour = 0; tour < tours.count; tour++) {
            sum += tours.price[tour];
            for (int i = 0; i < tours.size[tour]; i++) {
                sum += tours.price(tours.jobs[tour][i], tour);
            }
        }
        return sum;
    }

    private static List<Integer> jobs(Draft draft) {
        return Arrays.stream(draft.tours)
                .flatMapToInt(Arrays::stream)
                .sorted()
                .boxed()
                .toList();
    }
}
