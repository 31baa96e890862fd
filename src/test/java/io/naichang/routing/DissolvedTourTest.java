package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Which home tours begin at is decided by whole tours: each visit alone would have to pay a second way from a home.
class DissolvedTourTest {
    private static final int FAR_HOME = 29;
    private static final int STEP = 60;
    private final Engine engine = new Engine();

    /// Fifty visits are nearer to Somchai's home and ten to Malee's, but the way by all of them is shorter for her.
    @Test
    void a_tour_is_handed_over_whole_to_who_lives_better_for_it() {
        Problem problem = between();
        int ways = 2 * (FAR_HOME - 13) * STEP;

        for (int seed = 0; seed < 8; seed++) {
            Solution plan = engine.solve(problem, Limits.iterations(3_000, seed), Progress.none(), () -> false);

            assertThat(plan.unassigned()).isEmpty();
            assertThat(plan.total()).as("seed " + seed).isEqualTo(ways);
            assertThat(plan.runs().get(0).calls()).isEmpty();
        }
    }

    private static Problem between() {
        Day day = new Day();
        int[][] ways = new int[FAR_HOME + 1][FAR_HOME + 1];
        for (int a = 0; a <= FAR_HOME; a++) {
            for (int b = 0; b <= FAR_HOME; b++) {
                ways[a][b] = STEP * Math.abs(a - b);
            }
        }
        day.travel = Matrix.constant(ways, ways);
        day.weights = Weights.travelOnly();
        day.tours(tour(Day.SOMCHAI, 0), tour(Day.MALEE, FAR_HOME));
        for (int v = 0; v < 60; v++) {
            day.stops(Stop.of(Day.visit(v), v < 50 ? 13 : 17, 300).windows(List.of()));
        }
        return day.problem();
    }

    private static Tour tour(UUID who, int home) {
        int start = Day.at(8, 0);
        return new Tour(
                who, 0, start, start + 8 * 3_600, 0, Tour.UNBOUNDED, null, home, home, Map.of(), Set.of(), null);
    }
}
