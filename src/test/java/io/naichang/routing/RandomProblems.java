package io.naichang.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// Small days with every rule of the trade, by seed.
final class RandomProblems {
    static final UUID PART = new UUID(7, 0);
    private static final List<Tie.Kind> KINDS =
            List.of(Tie.Kind.SAME_DAY, Tie.Kind.SAME_TECHNICIAN, Tie.Kind.OTHER_TECHNICIAN);

    private final Random random;
    /// Of rules that came later, so that the days stay what they were.
    private final Random more;

    private final int technicians;
    private final int visits;
    private final List<Tour> tours = new ArrayList<>();
    private final List<Stop> stops = new ArrayList<>();

    private RandomProblems(long seed) {
        random = new Random(seed);
        more = new Random(~seed);
        technicians = 2 + random.nextInt(4);
        visits = 5 + random.nextInt(16);
    }

    static Problem of(long seed) {
        return new RandomProblems(seed).problem(Map.of());
    }

    /// The same problem, with the visits where a plan put them.
    static Problem planned(long seed, Map<UUID, Now> now) {
        return new RandomProblems(seed).problem(now);
    }

    private boolean chance(double part) {
        return random.nextDouble() < part;
    }

    private boolean rarely(double part) {
        return more.nextDouble() < part;
    }

    private Problem problem(Map<UUID, Now> now) {
        int places = technicians + visits + 2;
        int[][] meters = meters(places);
        int[][] seconds = Arrays.stream(meters).map(int[]::clone).toArray(int[][]::new);
        if (rarely(0.4)) {
            cutOff(seconds);
        }
        boolean bySlot = chance(0.4);
        int days = 1 + random.nextInt(2);
        for (int t = 0; t < technicians; t++) {
            for (int day = 0; day < days; day++) {
                tours.add(tour(t, day));
            }
        }
        for (int v = 0; v < visits; v++) {
            stops.add(stop(v, days, now));
        }
        pin(days);
        stops.stream().filter(each -> each.fixed() != null).forEach(each -> lead(each.place(), seconds, meters));
        // Where all depots take as long, a search looks at the nearest alone.
        boolean alike = new Random(technicians + 31L * visits).nextBoolean();
        List<Depot> depots = List.of(
                new Depot(new UUID(8, 0), technicians + visits, 300, Map.of(PART, 2)),
                new Depot(new UUID(8, 1), technicians + visits + 1, alike ? 300 : 600, Map.of(PART, 1)));
        Map<UUID, Map<UUID, Integer>> vans = new HashMap<>();
        for (int t = 0; t < technicians; t++) {
            vans.put(technician(t), Map.of(PART, random.nextInt(3)));
        }
        Weights weights = new Weights(
                List.of(1, 5), 1, random.nextInt(3), random.nextInt(2), 3, 2, 500, 700, 2_000, random.nextInt(20), 600);
        return new Problem(
                Instant.EPOCH,
                travel(seconds, meters, bySlot),
                tours,
                stops,
                depots,
                vans,
                chance(0.2) ? Weights.travelOnly() : weights);
    }

    static UUID technician(int number) {
        return new UUID(2, number);
    }

    private int[][] meters(int places) {
        int[][] meters = new int[places][places];
        double[] x = random.doubles(places).toArray();
        double[] y = random.doubles(places).toArray();
        for (int a = 0; a < places; a++) {
            for (int b = 0; b < places; b++) {
                double bend = a == b ? 0 : 0.8 + 0.4 * random.nextDouble();
                meters[a][b] = (int) (3_000 * bend * Math.hypot(x[a] - x[b], y[a] - y[b]));
            }
        }
        return meters;
    }

    /// A metre takes a second where the road is free.
    private static Travel travel(int[][] seconds, int[][] meters, boolean bySlot) {
        return bySlot
                ? Matrix.bySlot(
                        seconds, meters, 3_600, 1, 1, 1, 1, 1, 1, 1, 1.5, 1.3, 1, 1, 1.1, 1, 1, 1, 1.2, 1.6, 1.4)
                : Matrix.constant(seconds, meters);
    }

    /// Ways that do not exist, one way or both.
    private void cutOff(int[][] seconds) {
        for (int[] from : seconds) {
            for (int to = 0; to < from.length; to++) {
                if (from[to] > 0 && rarely(0.04)) {
                    from[to] = Travel.UNREACHABLE;
                }
            }
        }
    }

    /// What has begun or is frozen, on some days: by one or two technicians, who may be late for one after another.
    private void pin(int days) {
        boolean none = rarely(0.5);
        for (int v = 0; v < visits && !none; v++) {
            UUID lead = technician(more.nextInt(technicians));
            UUID other = technician(more.nextInt(technicians));
            int start = more.nextInt(days) * 86_400 + 8 * 3_600 + more.nextInt(7 * 3_600);
            boolean two = !other.equals(lead) && rarely(0.3);
            if (rarely(0.15)) {
                List<UUID> them = two ? List.of(lead, other) : List.of(lead);
                stops.set(v, pinned(stops.get(v), new Fixed(them, start)));
            }
        }
    }

    /// As the application pins: nothing else is asked of it.
    private static Stop pinned(Stop stop, Fixed where) {
        return Stop.of(stop.visit(), stop.place(), stop.duration())
                .priority(stop.priority())
                .promise(stop.promise())
                .crew(where.technicians().size(), Map.of())
                .fixed(where)
                .build();
    }

    /// To where somebody is and from there a way leads.
    private static void lead(int place, int[][] seconds, int[][] meters) {
        for (int other = 0; other < seconds.length; other++) {
            seconds[place][other] = meters[place][other];
            seconds[other][place] = meters[other][place];
        }
    }

    private Tour tour(int t, int day) {
        int start = day * 86_400 + 8 * 3_600;
        Pause pause = chance(0.5) ? new Pause(3_600, start + 3 * 3_600, start + 5 * 3_600 + 1_800) : null;
        int longest = chance(0.2) ? 7 * 3_600 : Tour.UNBOUNDED;
        int home = chance(0.2) ? Tour.ANYWHERE : t;
        return new Tour(
                technician(t),
                day,
                start,
                start + 8 * 3_600,
                chance(0.5) ? 3_600 : 0,
                longest,
                pause,
                t,
                home,
                Map.of("hvac", 1 + random.nextInt(3)),
                chance(0.7) ? Set.of("ladder") : Set.of(),
                null);
    }

    private Stop stop(int v, int days, Map<UUID, Now> now) {
        UUID id = visit(v);
        Stop.Builder stop =
                Stop.of(id, technicians + v, 900 + random.nextInt(5_400)).priority(random.nextInt(2));
        int morning = random.nextInt(days) * 86_400 + 8 * 3_600;
        List<Window> windows = new ArrayList<>();
        if (chance(0.6)) {
            int from = morning + random.nextInt(6 * 3_600);
            windows.add(new Window(from, from + 1_800 + random.nextInt(7_200)));
            if (chance(0.3)) {
                windows.add(new Window(from + 4 * 3_600, from + 6 * 3_600));
            }
        }
        stop.windows(windows);
        if (chance(0.5)) {
            stop.skills(Map.of("hvac", 1 + random.nextInt(3)));
        }
        if (chance(0.2)) {
            stop.tools(Set.of("ladder"));
        }
        if (chance(0.3)) {
            stop.parts(Map.of(PART, 1 + random.nextInt(2)));
        }
        if (chance(0.2)) {
            stop.optional(1_000 + random.nextInt(3_000));
        }
        if (chance(0.2)) {
            stop.crew(2, Map.of());
        }
        if (chance(0.2)) {
            stop.preferred(Set.of(technician(random.nextInt(technicians))));
        }
        Set<UUID> forbidden = new HashSet<>();
        if (chance(0.1)) {
            forbidden.add(technician(random.nextInt(technicians)));
        }
        if (rarely(0.1)) {
            forbidden.add(technician(more.nextInt(technicians)));
        }
        stop.forbidden(forbidden);
        if (rarely(0.15)) {
            stop.required(asked());
        }
        if (chance(0.2)) {
            int from = morning + random.nextInt(6 * 3_600);
            stop.promise(new Window(from, from + 7_200));
        }
        if (v > 0 && chance(0.25)) {
            stop.ties(ties(v));
        }
        return stop.now(now.get(id)).build();
    }

    /// One or two; who is forbidden, or is not there, may be among them.
    private Set<UUID> asked() {
        Set<UUID> asked = new HashSet<>();
        asked.add(technician(more.nextInt(technicians + 1)));
        asked.add(technician(more.nextInt(technicians)));
        return asked;
    }

    private List<Tie> ties(int v) {
        Set<Tie> ties = new HashSet<>();
        UUID other = visit(random.nextInt(v));
        ties.add(
                chance(0.5)
                        ? Tie.after(other, random.nextInt(3_600))
                        : Tie.of(KINDS.get(random.nextInt(KINDS.size())), other));
        return List.copyOf(ties);
    }

    static UUID visit(int number) {
        return new UUID(1, number);
    }
}
