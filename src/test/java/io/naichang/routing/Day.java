package io.naichang.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A small day for tests: places on a line, ten minutes apart, technicians from 8:00 to 16:00 starting at place 0.
final class Day {
    static final UUID SOMCHAI = new UUID(2, 1);
    static final UUID MALEE = new UUID(2, 2);
    static final UUID PUMP = new UUID(7, 1);
    static final int STEP = 600;
    private static final int PLACES = 30;

    final List<Tour> tours = new ArrayList<>();
    final List<Stop> stops = new ArrayList<>();
    final List<Depot> depots = new ArrayList<>();
    final Map<UUID, Map<UUID, Integer>> vans = new HashMap<>();
    Weights weights = Weights.standard();
    Travel travel = Matrix.constant(line(), line());

    static int at(int hour, int minute) {
        return hour * 3_600 + minute * 60;
    }

    static UUID visit(int number) {
        return new UUID(1, number);
    }

    static int[][] line() {
        int[][] ways = new int[PLACES][PLACES];
        for (int a = 0; a < PLACES; a++) {
            for (int b = 0; b < PLACES; b++) {
                ways[a][b] = STEP * Math.abs(a - b);
            }
        }
        return ways;
    }

    static Tour tour(UUID who) {
        return tour(who, 0, 0, null, Map.of(), Set.of(), null);
    }

    static Tour tour(
            UUID who,
            int day,
            int overtime,
            @Nullable Pause pause,
            Map<String, Integer> skills,
            Set<String> tools,
            @Nullable UUID region) {
        int start = day * 86_400 + at(8, 0);
        return new Tour(
                who, day, start, start + 8 * 3_600, overtime, Tour.UNBOUNDED, pause, 0, 0, skills, tools, region);
    }

    /// A visit of half an hour at that place.
    static Stop.Builder stop(int number) {
        return Stop.of(visit(number), number, 1_800);
    }

    Day tours(Tour... those) {
        tours.addAll(Arrays.asList(those));
        return this;
    }

    Day stops(Stop.Builder... those) {
        for (Stop.Builder each : those) {
            stops.add(each.build());
        }
        return this;
    }

    Problem problem() {
        return new Problem(Instant.EPOCH, travel, tours, stops, depots, vans, weights);
    }

    Solution solve() {
        return solve(Limits.iterations(200, 1));
    }

    /// A plan that the verifier accepts, at the price that it finds.
    Solution solve(Limits limits) {
        Engine engine = new Engine();
        Solution now = engine.now(problem());
        Solution plan = engine.solve(problem(), limits, Progress.none(), () -> false);
        List<Violation> violations = Verifier.violations(problem(), limits, now, plan);
        if (!violations.isEmpty() || !Verifier.cost(problem(), now, plan).equals(plan.cost())) {
            throw new AssertionError(violations + " " + Verifier.cost(problem(), now, plan) + " " + plan.cost());
        }
        return plan;
    }

    /// The rule that keeps a visit from everybody first of all.
    Rule reason(int number) {
        return explain(number).reasons().getFirst().rule();
    }

    Explanation explain(int number) {
        return new Engine()
                .explain(problem(), solve()).stream()
                        .filter(each -> each.visit().equals(visit(number)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("visit " + number + " is planned"));
    }

    /// Who does a visit, the lead first.
    static List<UUID> who(Day day, Solution plan, int number) {
        List<UUID> who = new ArrayList<>();
        for (Run run : plan.runs()) {
            for (Call call : run.calls()) {
                if (call.visit().equals(visit(number))) {
                    who.add(
                            call.lead() ? 0 : who.size(),
                            day.tours.get(run.tour()).technician());
                }
            }
        }
        return who;
    }

    static Call call(Solution plan, int number) {
        return plan.runs().stream()
                .flatMap(each -> each.calls().stream())
                .filter(each -> each.visit().equals(visit(number)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("visit " + number + " is left out"));
    }
}
