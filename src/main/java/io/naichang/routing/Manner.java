package io.naichang.routing;

import java.util.Arrays;
import java.util.Collections;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// How a search takes plans apart and puts them together: what fits a fleet in which all can do all does not fit one of
/// technicians with skills, who each have fewer visits in a day. A day is mixed if more tours can have one visit
/// than another; time on call and visits that are held do not count.
final class Manner {
    /// Ruins as the authors of the search make them (Christiaens and Vanden Berghe, 2020).
    private static final Manner ALIKE = new Manner(10, 0.5, 1, order -> order.alike);
    /// Fitted to days of twenty technicians with every rule of the trade, by some 1,300 searches of three seconds with
    /// all of these numbers drawn by chance (`src/docs/performance.md`).
    private static final Manner MIXED = new Manner(8.5, 0.4, 0.1, order -> order.mixed);

    /// How many visits a ruin takes out on average.
    final double ruined;
    /// How often something in the middle of a string stays.
    final double split;
    /// After each such part of the budget it goes back to the best plan; 1 is never.
    final double back;
    /// Each order as often as it is used.
    private final Order[] orders;

    private Manner(double ruined, double split, double back, ToIntFunction<Order> often) {
        this.ruined = ruined;
        this.split = split;
        this.back = back;
        orders = Arrays.stream(Order.values())
                .flatMap(each -> Collections.nCopies(often.applyAsInt(each), each).stream())
                .toArray(Order[]::new);
    }

    /// What fits this day.
    static Manner of(Model model) {
        long kinds = IntStream.range(0, model.stops)
                .filter(stop -> !model.held[stop])
                .map(model.suits::able)
                .distinct()
                .count();
        return kinds > 1 ? MIXED : ALIKE;
    }

    /// In which order visits are put back this time.
    Order order(Chance chance) {
        return orders[chance.below(orders.length)];
    }
}
