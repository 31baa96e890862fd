package io.naichang.travel;

import io.naichang.routing.Travel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ways looked up one by one as they are needed, for questions that need few of them; what nobody knows is estimated
/// and noted, so that it can be asked for. For one thread.
public final class KnownWays implements Travel {
    static final String UNTOLD = "knows no way to or from some places: too far from any road, or from the others";

    private static final int SAMPLE = 1_000;
    private static final int QUARTER = 900;

    final TravelTimes.Ways ways;
    private final RoadDesk desk;
    private final @Nullable String fault;
    private final double[] slots;
    private final double fastest;
    private final double scale;
    private final Map<Long, Road> known = new HashMap<>();
    private final Map<Integer, Set<Integer>> lacking = new LinkedHashMap<>();
    private int lacks;
    private final Set<Long> untold = new HashSet<>();
    /// Of which the service says that there are none, though somebody went there.
    private final Set<Long> denied = new HashSet<>();

    KnownWays(TravelTimes.Ways ways, RoadDesk desk, @Nullable String fault) {
        this.ways = ways;
        this.desk = desk;
        this.fault = fault;
        slots = ways.rhythm().slots();
        fastest = Arrays.stream(slots).min().orElse(1);
        scale = scale();
    }

    /// Whether some way was needed that nobody knows.
    public boolean isLacking() {
        return lacks > 0;
    }

    /// Where what was looked up comes from.
    public TravelTimes.Found found() {
        String why = fault == null && !untold.isEmpty() ? UNTOLD : fault;
        return new TravelTimes.Found(this, desk.name(), lacks + untold.size() + denied.size(), why);
    }

    /// What is to be asked for, in the order in which it was needed: places of one tour come together.
    List<RoadDesk.Block> blocks(int size) {
        List<RoadDesk.Block> blocks = new ArrayList<>();
        Set<Integer> sources = new LinkedHashSet<>();
        Set<Integer> targets = new LinkedHashSet<>();
        lacking.forEach((from, all) -> all.forEach(to -> {
            boolean full = (sources.size() == size && !sources.contains(from))
                    || (targets.size() == size && !targets.contains(to));
            if (full) {
                blocks.add(block(sources, targets));
                sources.clear();
                targets.clear();
            }
            sources.add(from);
            targets.add(to);
        }));
        if (!sources.isEmpty()) {
            blocks.add(block(sources, targets));
        }
        return blocks;
    }

    private RoadDesk.Block block(Set<Integer> sources, Set<Integer> targets) {
        return new RoadDesk.Block(
                sources.stream().map(ways.places()::get).toList(),
                targets.stream().map(ways.places()::get).toList());
    }

    /// Null if nobody knows it, which is noted.
    private @Nullable Road look(int from, int to) {
        if (from == to) {
            return Road.NONE;
        }
        Road before = known.get(key(from, to));
        if (before != null) {
            return before;
        }
        Road road = desk.find(ways.places().get(from), ways.places().get(to));
        if (road != null && ways.isOpen(from, to, road)) {
            (road.isTold() ? denied : untold).add(key(from, to));
            return null;
        }
        if (road != null) {
            known.put(key(from, to), road);
        } else if (lacking.computeIfAbsent(from, any -> new LinkedHashSet<>()).add(to)) {
            lacks++;
        }
        return road;
    }

    private long key(int from, int to) {
        return (long) from * ways.places().size() + to;
    }

    /// The median of known over estimated seconds, of a thousand ways or so; 0 if none of them is known.
    private double scale() {
        int places = ways.places().size();
        long all = (long) places * places;
        long step = 1 + all / SAMPLE;
        double[] ratios = new double[(int) (all / step) + 1];
        int count = 0;
        for (long way = 0; way < all; way += step) {
            int from = (int) (way / places);
            int to = (int) (way % places);
            int assumed = from == to ? 0 : ways.estimate().shortest(from, to);
            Road road = assumed <= 60
                    ? null
                    : desk.find(ways.places().get(from), ways.places().get(to));
            if (road != null && road.isTold() && road.leads()) {
                ratios[count++] = (double) road.seconds() / assumed;
            }
        }
        Arrays.sort(ratios, 0, count);
        return count == 0 ? 0 : ratios[count / 2];
    }

    @Override
    public int places() {
        return ways.places().size();
    }

    @Override
    public int seconds(int from, int to, int departure) {
        Road road = look(from, to);
        if (road == null && scale == 0) {
            return ways.estimate().seconds(from, to, departure);
        }
        int base = free(road, from, to);
        if (slots.length == 0 || base == UNREACHABLE) {
            return base;
        }
        int slot = Math.clamp(Math.floorDiv(departure, QUARTER), 0, slots.length - 1);
        return (int) Math.min(UNREACHABLE, Math.round(base * slots[slot]));
    }

    private int free(@Nullable Road road, int from, int to) {
        return road != null
                ? Math.min(UNREACHABLE, road.seconds())
                : (int) Math.min(UNREACHABLE, ways.estimate().shortest(from, to) * scale);
    }

    @Override
    public int meters(int from, int to) {
        Road road = look(from, to);
        return road == null ? ways.estimate().meters(from, to) : road.meters();
    }

    @Override
    public int shortest(int from, int to) {
        Road road = look(from, to);
        if (road == null && scale == 0) {
            return ways.estimate().shortest(from, to);
        }
        int base = free(road, from, to);
        return base == UNREACHABLE ? base : (int) Math.floor(base * fastest);
    }

    @Override
    public boolean constant() {
        return slots.length == 0;
    }
}
