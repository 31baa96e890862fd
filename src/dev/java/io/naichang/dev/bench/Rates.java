package io.naichang.dev.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Measures two ways of doing the same in turns, so that what disturbs the machine disturbs both.
final class Rates {
    private static final int ROUNDS = 7;
    private static final int WARM = 2;

    private Rates() {}

    /// Does something and answers how many units of it were done.
    @FunctionalInterface
    interface Work {
        int run() throws Exception;
    }

    /// Medians of units per second.
    record Result(String what, double measured, double floor, double target) {
        double ratio() {
            return measured / floor;
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,.0f/s | %,.0f/s | %.0f %% | ≥ %.0f %% | %s |",
                    what,
                    measured,
                    floor,
                    ratio() * 100,
                    target * 100,
                    ratio() >= target ? "met" : "not met");
        }
    }

    static Result compare(String what, double target, Work measured, Work floor) throws Exception {
        return compare(what, target, () -> 0, measured, floor);
    }

    /// @param before what is done before each, and not measured
    static Result compare(String what, double target, Work before, Work measured, Work floor) throws Exception {
        for (int i = 0; i < WARM; i++) {
            before.run();
            measured.run();
            floor.run();
        }
        List<Double> figures = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            before.run();
            figures.add(rate(measured));
            floors.add(rate(floor));
        }
        Result result = new Result(what, median(figures), median(floors), target);
        // Who waits sees how far it is.
        System.err.println(result.row());
        return result;
    }

    static double rate(Work work) throws Exception {
        long start = System.nanoTime();
        int units = work.run();
        return units * 1e9 / (System.nanoTime() - start);
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
