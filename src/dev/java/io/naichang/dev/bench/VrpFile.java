package io.naichang.dev.bench;

import io.naichang.routing.Matrix;
import io.naichang.routing.Problem;
import io.naichang.routing.Stop;
import io.naichang.routing.Tour;
import io.naichang.routing.Weights;
import io.naichang.routing.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Reads the VRPLIB dialect of PyVRP's instances as field service: capacity is a part in the van, allowed clients are
/// required technicians, depots are homes, prizes are the worth of optional visits.
final class VrpFile {
    private static final UUID LOAD = id(9, 0);

    private final Map<String, String> head = new HashMap<>();
    private final Map<String, List<String[]>> sections = new LinkedHashMap<>();
    /// Truncated to one decimal where DIMACS says so, else rounded to three.
    private final boolean dimacs;

    private final double scale;

    private VrpFile(Path file, boolean dimacs) throws IOException {
        this.dimacs = dimacs;
        scale = dimacs ? 10 : 1_000;
        List<String[]> section = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String text = line.strip();
            if (text.isEmpty() || text.equals("EOF")) {
                continue;
            }
            if (text.endsWith("_SECTION")) {
                section = new ArrayList<>();
                sections.put(text.replace("_SECTION", ""), section);
            } else if (Character.isLetter(text.charAt(0))) {
                String[] pair = text.split(":", 2);
                head.put(pair[0].strip(), pair[1].strip());
            } else {
                section.add(text.split("\\s+"));
            }
        }
    }

    static Instance read(Path file, String family) throws IOException {
        boolean dimacs = family.equals("vrptw") || family.equals("prize-collecting");
        VrpFile read = new VrpFile(file, dimacs);
        Path solution = Path.of(file.toString().replace(".vrp", ".sol"));
        double cost = 0;
        for (String line : Files.readAllLines(solution)) {
            if (line.startsWith("Cost")) {
                cost = Double.parseDouble(line.replaceAll("[^0-9.]", ""));
            }
        }
        Problem problem = read.problem();
        int visits = problem.stops().size();
        double units = family.equals("vrptw") ? 10 : 1;
        int seconds = visits <= 100 ? 5 : visits <= 300 ? 30 : 60;
        String name = read.head.getOrDefault("NAME", file.getFileName().toString());
        return new Instance(family, name, problem, cost, units, seconds);
    }

    private static UUID id(long kind, long number) {
        return new UUID(kind, number);
    }

    private int time(String text) {
        return (int) Math.round(Double.parseDouble(text) * scale);
    }

    private Problem problem() {
        List<String[]> nodes = sections.getOrDefault("NODE_COORD", List.of());
        int[][] ways = ways(nodes);
        Map<Integer, Set<UUID>> allowed = allowed();
        int depots = (int) sections.getOrDefault("DEPOT", List.<String[]>of()).stream()
                .filter(row -> !row[0].equals("-1"))
                .count();
        List<Stop> stops = new ArrayList<>();
        for (int node = Math.max(1, depots); node < nodes.size(); node++) {
            Stop.Builder stop = Stop.of(id(1, node), node, service(node)).windows(List.of(window(node)));
            int demand = Integer.parseInt(row("DEMAND", node)[1]);
            if (demand > 0) {
                stop.parts(Map.of(LOAD, demand));
            }
            if (sections.containsKey("PRIZE")) {
                stop.optional(Math.round(10 * Double.parseDouble(row("PRIZE", node)[1])));
            }
            if (!allowed.isEmpty()) {
                stop.required(allowed.getOrDefault(node, Set.of(id(3, 0))));
            }
            stops.add(stop.build());
        }
        List<Tour> tours = new ArrayList<>();
        Map<UUID, Map<UUID, Integer>> vans = new HashMap<>();
        int vehicles = Integer.parseInt(head.getOrDefault("VEHICLES", "" + stops.size()));
        for (int v = 0; v < vehicles; v++) {
            int home = sections.containsKey("VEHICLES_DEPOT") ? Integer.parseInt(row("VEHICLES_DEPOT", v)[1]) - 1 : 0;
            Window day = window(home);
            String most = head.get("VEHICLES_MAX_DURATION");
            int longest = most == null ? Tour.UNBOUNDED : time(most);
            UUID technician = id(2, v);
            tours.add(new Tour(
                    technician, 0, day.from(), day.to(), 0, longest, null, home, home, Map.of(), Set.of(), null));
            String capacity = head.containsKey("CAPACITY") ? head.get("CAPACITY") : row("CAPACITY", v)[1];
            vans.put(technician, Map.of(LOAD, Integer.parseInt(capacity)));
        }
        return new Problem(
                Instant.EPOCH, Matrix.constant(ways, ways), tours, stops, List.of(), vans, Weights.travelOnly());
    }

    private Map<Integer, Set<UUID>> allowed() {
        Map<Integer, Set<UUID>> allowed = new HashMap<>();
        for (String[] row : sections.getOrDefault("VEHICLES_ALLOWED_CLIENTS", List.of())) {
            for (int i = 1; i < row.length; i++) {
                allowed.computeIfAbsent(Integer.parseInt(row[i]) - 1, any -> new HashSet<>())
                        .add(id(2, Integer.parseInt(row[0]) - 1));
            }
        }
        return allowed;
    }

    private String[] row(String section, int index) {
        return sections.getOrDefault(section, List.of()).get(index);
    }

    private int service(int node) {
        return time(
                sections.containsKey("SERVICE_TIME")
                        ? row("SERVICE_TIME", node)[1]
                        : head.getOrDefault("SERVICE_TIME", "0"));
    }

    private Window window(int node) {
        if (!sections.containsKey("TIME_WINDOW")) {
            return new Window(0, 1 << 26);
        }
        String[] row = row("TIME_WINDOW", node);
        return new Window(time(row[1]), time(row[2]));
    }

    private int[][] ways(List<String[]> nodes) {
        int[][] ways = new int[nodes.size()][nodes.size()];
        for (int a = 0; a < ways.length; a++) {
            for (int b = 0; b < ways.length; b++) {
                double dx = Double.parseDouble(nodes.get(a)[1]) - Double.parseDouble(nodes.get(b)[1]);
                double dy = Double.parseDouble(nodes.get(a)[2]) - Double.parseDouble(nodes.get(b)[2]);
                double way = Math.hypot(dx, dy) * scale;
                ways[a][b] = (int) (dimacs ? Math.floor(way + 1e-9) : Math.round(way));
            }
        }
        return ways;
    }
}
