package io.naichang.dev.bench;

import io.naichang.routing.Depot;
import io.naichang.routing.GreatCircle;
import io.naichang.routing.Pause;
import io.naichang.routing.Problem;
import io.naichang.routing.Stop;
import io.naichang.routing.Tour;
import io.naichang.routing.Weights;
import io.naichang.routing.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// Days of a field service company with every rule of the trade, the same for the same numbers.
final class FieldDays {
    private static final List<String> SKILLS = List.of("aircon", "lift", "generator", "pump");

    private final Random random;
    private final double[] latitudes;
    private final double[] longitudes;
    private final double[] density;
    private final int technicians;
    private final int visits;

    private FieldDays(double latitude, double longitude, int technicians, int visits) {
        this.technicians = technicians;
        this.visits = visits;
        random = new Random(technicians * 31L + visits);
        int places = technicians + visits + 4;
        latitudes = new double[places];
        longitudes = new double[places];
        density = new double[places];
        // Towns around a city: most work is in one of them.
        int towns = Math.max(3, technicians / 12);
        double[] townLatitude = new double[towns];
        double[] townLongitude = new double[towns];
        double spread = technicians > 100 ? 0.9 : 0.25;
        for (int t = 0; t < towns; t++) {
            townLatitude[t] = latitude + (t == 0 ? 0 : spread * random.nextGaussian());
            townLongitude[t] = longitude + (t == 0 ? 0 : spread * random.nextGaussian());
        }
        for (int p = 0; p < places; p++) {
            int town = random.nextDouble() < 0.4 ? 0 : random.nextInt(towns);
            double out = random.nextDouble() < 0.3 ? 0.12 : 0.03;
            latitudes[p] = townLatitude[town] + out * random.nextGaussian();
            longitudes[p] = townLongitude[town] + out * random.nextGaussian();
            density[p] = out < 0.1 ? 0.8 : 0.2;
        }
    }

    static List<Instance> all() {
        return List.of(
                new Instance("own", "Chiang Mai 20×120", new FieldDays(18.79, 98.98, 20, 120).problem(), 0, 1, 3),
                new Instance("own", "Chon Buri 80×500", new FieldDays(13.36, 100.98, 80, 500).problem(), 0, 1, 10),
                new Instance("own", "Korat 300×2,000", new FieldDays(14.97, 102.10, 300, 2_000).problem(), 0, 1, 30));
    }

    /// 80 technicians and 1,000 visits, for questions about one visit.
    static Problem busyWeek() {
        return new FieldDays(13.36, 100.98, 80, 1_000).problem();
    }

    private Problem problem() {
        List<Tour> tours = new ArrayList<>();
        Map<UUID, Map<UUID, Integer>> vans = new HashMap<>();
        for (int t = 0; t < technicians; t++) {
            UUID who = new UUID(2, t);
            int start = 8 * 3_600 + random.nextInt(3) * 1_800;
            Map<String, Integer> skills = new HashMap<>();
            SKILLS.forEach(each -> {
                if (random.nextDouble() < 0.6) {
                    skills.put(each, 1 + random.nextInt(3));
                }
            });
            Pause lunch = new Pause(3_600, start + 3 * 3_600, start + 5 * 3_600);
            Set<String> tools = random.nextDouble() < 0.6 ? Set.of("ladder") : Set.of();
            tours.add(new Tour(
                    who, 0, start, start + 9 * 3_600, 3_600, Tour.UNBOUNDED, lunch, t, t, skills, tools, null));
            vans.put(who, Map.of(part(0), random.nextInt(3), part(1), random.nextInt(3)));
        }
        List<Stop> stops = new ArrayList<>();
        for (int v = 0; v < visits; v++) {
            stops.add(visit(v));
        }
        List<Depot> depots = new ArrayList<>();
        for (int d = 0; d < 4; d++) {
            depots.add(
                    new Depot(new UUID(8, d), technicians + visits + d, 600, Map.of(part(0), visits, part(1), visits)));
        }
        GreatCircle travel = new GreatCircle(latitudes, longitudes, density, GreatCircle.Pace.uncalibrated());
        return new Problem(Instant.EPOCH, travel, tours, stops, depots, vans, Weights.standard());
    }

    private static UUID part(int number) {
        return new UUID(7, number);
    }

    private Stop visit(int number) {
        int minutes = 20 + 10 * random.nextInt(8);
        Stop.Builder stop = Stop.of(new UUID(1, number), technicians + number, minutes * 60);
        double kind = random.nextDouble();
        int hour = 8 + random.nextInt(8);
        if (kind < 0.25) {
            stop.within(hour * 3_600, (hour + 2) * 3_600);
        } else if (kind < 0.6) {
            int half = random.nextBoolean() ? 8 : 13;
            stop.within(half * 3_600, (half + 4) * 3_600);
        } else if (kind < 0.7) {
            stop.windows(List.of(new Window(8 * 3_600, 10 * 3_600), new Window(14 * 3_600, 16 * 3_600)));
        }
        if (random.nextDouble() < 0.7) {
            stop.skills(Map.of(SKILLS.get(random.nextInt(SKILLS.size())), 1 + random.nextInt(2)));
        }
        if (random.nextDouble() < 0.15) {
            stop.tools(Set.of("ladder"));
        }
        if (random.nextDouble() < 0.2) {
            stop.parts(Map.of(part(random.nextInt(2)), 1));
        }
        if (random.nextDouble() < 0.05) {
            stop.crew(2, Map.of());
        }
        if (random.nextDouble() < 0.1) {
            stop.preferred(Set.of(new UUID(2, random.nextInt(technicians))));
        }
        if (random.nextDouble() < 0.3) {
            stop.promise(new Window(hour * 3_600, (hour + 3) * 3_600));
        }
        return stop.priority(random.nextInt(3)).build();
    }
}
