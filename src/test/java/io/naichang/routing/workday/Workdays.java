package io.naichang.routing.workday;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Small days by chance, with every rule that is known here: one-way roads, skills, favourites, pauses,
/// overtime, told times, two windows, parts from vans and depots, jobs for two.
final class Workdays {
    private static final int HOUR = 3_600;
    private static final int EIGHT = 8 * HOUR;

    private Workdays() {}

    /// So many jobs of one, and one for two where there are three technicians.
    static Workday of(long seed, int technicians, int single) {
        return of(seed, technicians, single, true);
    }

    /// The same where nothing is fetched at depots.
    static Workday withoutParts(long seed, int technicians, int single) {
        return of(seed, technicians, single, false);
    }

    private static Workday of(long seed, int technicians, int single, boolean parts) {
        Random chance = new Random(seed);
        boolean crew = technicians > 2;
        int jobs = single + (crew ? 2 : 0);
        int places = technicians + jobs;
        List<Workday.Technician> people = new ArrayList<>();
        for (int t = 0; t < technicians; t++) {
            people.add(new Workday.Technician(
                    t, t, EIGHT, EIGHT + 8 * HOUR, EIGHT + 9 * HOUR, pause(chance), List.of(chance.nextInt(3), 1)));
        }
        List<Workday.Job> all = new ArrayList<>();
        for (int j = 0; j < single; j++) {
            all.add(job(chance, technicians, technicians + j, -1, parts));
        }
        if (crew) {
            Workday.Job lead = job(chance, technicians, technicians + single, single + 1, parts);
            all.add(lead);
            all.add(new Workday.Job(
                    lead.place(),
                    lead.duration(),
                    lead.windows(),
                    lead.told(),
                    0,
                    -1,
                    0,
                    single,
                    Collections.nCopies(technicians, 0)));
        }
        int[] direct = ways(chance, places);
        int[] byDepot = Arrays.stream(direct).map(way -> way + 900).toArray();
        return new Workday(
                people,
                all,
                new Workday.Ways(
                        places,
                        new Workday.Table(
                                direct,
                                Arrays.stream(direct).map(way -> 2 * way).toArray()),
                        new Workday.Table(
                                Arrays.stream(byDepot).map(way -> way + 300).toArray(),
                                Arrays.stream(byDepot).map(way -> 2 * way).toArray())),
                2,
                10);
    }

    private static Workday.@Nullable Pause pause(Random chance) {
        return chance.nextInt(3) == 0 ? null : new Workday.Pause(EIGHT + 3 * HOUR, EIGHT + 5 * HOUR, HOUR);
    }

    private static Workday.Job job(Random chance, int technicians, int place, int mate, boolean parts) {
        int opens = EIGHT + chance.nextInt(6) * HOUR;
        List<Workday.Window> windows = switch (chance.nextInt(3)) {
            case 0 -> List.of(new Workday.Window(EIGHT, EIGHT + 10 * HOUR));
            case 1 -> List.of(new Workday.Window(opens, opens + 2 * HOUR));
            default ->
                List.of(
                        new Workday.Window(EIGHT, EIGHT + HOUR),
                        new Workday.Window(EIGHT + 5 * HOUR, EIGHT + 7 * HOUR));
        };
        int told = EIGHT + chance.nextInt(6) * HOUR;
        int sure = chance.nextInt(technicians);
        return new Workday.Job(
                place,
                1_200 + 600 * chance.nextInt(6),
                windows,
                new Workday.Window(told, told + 2 * HOUR),
                chance.nextBoolean() ? 4 : 0,
                parts && chance.nextInt(4) == 0 ? chance.nextInt(2) : -1,
                1,
                mate,
                IntStream.range(0, technicians)
                        .mapToObj(t -> t != sure && chance.nextInt(4) == 0
                                ? Workday.NEVER
                                : chance.nextInt(5) == 0 ? 1_200 : 0)
                        .toList());
    }

    private static int[] ways(Random chance, int places) {
        int[] x = chance.ints(places, 0, 2_400).toArray();
        int[] y = chance.ints(places, 0, 2_400).toArray();
        int[] ways = new int[places * places];
        for (int i = 0; i < ways.length; i++) {
            int a = i / places;
            int b = i % places;
            ways[i] = a == b ? 0 : (int) Math.hypot(x[a] - x[b], y[a] - y[b]) + chance.nextInt(300);
        }
        return ways;
    }

    /// Each job with somebody who may have it, in any order.
    static Draft draft(Workday day, long seed) {
        Random chance = new Random(seed);
        List<List<Integer>> tours = new ArrayList<>();
        day.technicians.forEach(each -> tours.add(new ArrayList<>()));
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, day.jobs.size()).boxed().toList());
        Collections.shuffle(order, chance);
        for (int job : order) {
            int mate = day.jobs.get(job).mate();
            List<List<Integer>> able = IntStream.range(0, tours.size())
                    .filter(t -> day.jobs.get(job).prices().get(t) != Workday.NEVER)
                    .mapToObj(tours::get)
                    .filter(tour -> !tour.contains(mate))
                    .toList();
            List<Integer> tour = able.isEmpty() ? tours.getFirst() : able.get(chance.nextInt(able.size()));
            tour.add(chance.nextInt(tour.size() + 1), job);
        }
        return Draft.of(
                day.jobs.size(),
                tours.stream()
                        .map(tour -> tour.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new),
                Arrays.stream(day.crews)
                        .map(job -> day.jobs.get(job).windows().getFirst().opens() + HOUR)
                        .toArray());
    }
}
