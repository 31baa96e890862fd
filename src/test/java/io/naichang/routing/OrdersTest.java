package io.naichang.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// In which order visits are put back where technicians are alike, and where they are not.
class OrdersTest {
    private static final Map<String, Integer> LIFT = Map.of("lift", 1);
    private static final UUID IN_SHIFTS = new UUID(0, 2);
    /// Visits by their told times, which follow neither their numbers nor their places.
    private static final List<Integer> AS_TOLD = List.of(0, 3, 6, 9, 2, 5, 8, 1, 4, 7);

    @Test
    void what_few_can_do_is_put_back_first_more_often_than_not() {
        Day day = new Day().tours(tour(Day.SOMCHAI, LIFT), tour(Day.MALEE, Map.of()));
        for (int v = 1; v < 10; v++) {
            day.stops(Day.stop(v));
        }
        day.stops(Day.stop(10).skills(LIFT));

        List<List<Integer>> orders = orders(day, 1_000);

        assertThat(orders.stream().filter(each -> each.getFirst() == 9).count()).isBetween(400L, 700L);
    }

    @Test
    void where_technicians_differ_one_order_in_ten_is_that_of_the_told_times() {
        Day day = new Day().tours(tour(Day.SOMCHAI, LIFT), tour(Day.MALEE, Map.of()));
        told(day, Day.stop(10).skills(LIFT));

        assertThat(asTold(day)).isBetween(60L, 140L);
    }

    @Test
    void where_all_can_do_all_no_order_is_that_of_the_told_times() {
        Day day = new Day().tours(tour(Day.SOMCHAI, LIFT), tour(Day.MALEE, LIFT));
        told(day, Day.stop(10));

        assertThat(asTold(day)).isLessThan(5);
    }

    @Test
    void emergencies_are_put_back_no_later_for_the_sake_of_who_is_on_call() {
        Tour somchai = shift(Day.SOMCHAI);
        Tour malee = shift(Day.MALEE);

        assertThat(putBack(somchai, malee, onCall(Day.SOMCHAI), onCall(Day.MALEE)))
                .isEqualTo(putBack(somchai, malee));
    }

    /// In which orders eight visits and two emergencies are put back.
    private static List<List<Integer>> putBack(Tour... tours) {
        Day day = new Day().tours(tours);
        for (int v = 1; v < 9; v++) {
            day.stops(Day.stop(v).region(IN_SHIFTS));
        }
        day.stops(Day.stop(9), Day.stop(10));
        return orders(day, 100);
    }

    /// Nine visits and this last one, each told its hour.
    private static void told(Day day, Stop.Builder last) {
        for (int v = 0; v < 10; v++) {
            int hour = 8 + AS_TOLD.indexOf(v);
            Stop.Builder visit = v < 9 ? Day.stop(v + 1) : last;
            day.stops(visit.promise(new Window(Day.at(hour, 0), Day.at(hour + 1, 0))));
        }
    }

    private static long asTold(Day day) {
        return orders(day, 1_000).stream().filter(AS_TOLD::equals).count();
    }

    private static List<List<Integer>> orders(Day day, int times) {
        Model model = new Model(day.problem());
        Orders orders = new Orders(model, new Neighbours(model), new Chance(1), Manner.of(model));
        List<List<Integer>> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int[] stops = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
            orders.sort(stops, stops.length);
            all.add(Arrays.stream(stops).boxed().toList());
            assertThat(all.getLast()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
        return all;
    }

    private static Tour tour(UUID who, Map<String, Integer> skills) {
        return Day.tour(who, 0, 0, null, skills, Set.of(), null);
    }

    private static Tour shift(UUID who) {
        return Day.tour(who, 0, 0, null, Map.of(), Set.of(), IN_SHIFTS);
    }

    /// From the end of the shift until midnight, all of it at the price of overtime.
    private static Tour onCall(UUID who) {
        int end = Day.at(16, 0);
        return new Tour(who, 0, end, end, 8 * 3_600, Tour.UNBOUNDED, null, 0, 0, Map.of(), Set.of(), new UUID(0, 1));
    }
}
