package io.naichang.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Parts in numbers: what visits need, and what vans and depots hold at the beginning.
final class Stocks {
    private static final int[] NOTHING = {};

    final int parts;
    final int depots;
    /// Which parts a visit needs, and how many of each.
    final int[][] part;
    final int[][] quantity;
    final int[] depotPlace;
    final int[] depotService;
    /// Whether it takes as long to fetch something from one depot as from any other.
    final boolean sameService;
    private final Map<UUID, Integer> partIndex = new HashMap<>();
    private final int[] atFirst;

    Stocks(Model model) {
        Problem problem = model.problem;
        part = new int[model.stops][];
        quantity = new int[model.stops][];
        for (int s = 0; s < model.stops; s++) {
            Map<UUID, Integer> needs =
                    model.stop(s).fixed() == null ? model.stop(s).parts() : Map.of();
            part[s] = needs.isEmpty() ? NOTHING : new int[needs.size()];
            quantity[s] = needs.isEmpty() ? NOTHING : new int[needs.size()];
            int i = 0;
            for (UUID each : needs.keySet().stream().sorted().toList()) {
                part[s][i] = partIndex.computeIfAbsent(each, any -> partIndex.size());
                quantity[s][i++] = needs.getOrDefault(each, 0);
            }
        }
        parts = partIndex.size();
        depots = problem.depots().size();
        depotPlace = problem.depots().stream()
                .mapToInt(each -> model.ways.row(each.place()))
                .toArray();
        depotService = problem.depots().stream().mapToInt(Depot::service).toArray();
        sameService = Arrays.stream(depotService).distinct().count() < 2;
        int technicians = model.technicianIndex.size();
        atFirst = new int[(technicians + depots) * parts];
        model.technicianIndex.forEach((who, t) -> fill(t, problem.vans().getOrDefault(who, Map.of())));
        for (int d = 0; d < depots; d++) {
            fill(technicians + d, problem.depots().get(d).stock());
        }
    }

    private void fill(int holder, Map<UUID, Integer> stock) {
        stock.forEach((each, count) -> {
            Integer index = partIndex.get(each);
            if (index != null) {
                atFirst[holder * parts + index] = count;
            }
        });
    }

    /// A fresh count of everything: technicians' vans first, then depots, each with a cell for every part.
    int[] atFirst() {
        return atFirst.clone();
    }

    /// Whether the holder has all that the visit needs.
    boolean has(int[] left, int holder, int stop) {
        for (int i = 0; i < part[stop].length; i++) {
            if (left[holder * parts + part[stop][i]] < quantity[stop][i]) {
                return false;
            }
        }
        return true;
    }

    /// Takes (sign -1) or gives back (+1) what the visit needs.
    void move(int[] left, int holder, int stop, int sign) {
        for (int i = 0; i < part[stop].length; i++) {
            left[holder * parts + part[stop][i]] += sign * quantity[stop][i];
        }
    }

    boolean sameAtFirst(int one, int two) {
        for (int p = 0; p < parts; p++) {
            if (atFirst[one * parts + p] != atFirst[two * parts + p]) {
                return false;
            }
        }
        return true;
    }

    String name(int index) {
        return partIndex.entrySet().stream()
                .filter(each -> each.getValue() == index)
                .map(each -> each.getKey().toString())
                .findFirst()
                .orElse("?");
    }
}
