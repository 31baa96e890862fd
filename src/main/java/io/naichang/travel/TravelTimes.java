package io.naichang.travel;

import io.naichang.routing.Matrix;
import io.naichang.routing.Travel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Travel times among places: what the road service says, from memory or asked for, and an estimate for the rest. A
/// service that is slow, wrong or gone never holds up a plan and never makes one wrong: its answer is left out whole.
/// To be called outside of transactions: it waits for others.
@ApplicationScoped
public class TravelTimes {
    /// More ways are asked for from no service; a plan of so many visits is estimated and says so.
    private static final int MOST_PLACES = 1_000;

    private final Optional<RoadDesk> desk;
    private final TravelConfig config;

    @Inject
    TravelTimes(TravelConfig config, Clock clock) {
        this.config = config;
        RoadHttp http = new RoadHttp(config.timeout());
        RoadCache cache = new RoadCache(config.cacheSize(), config.cacheLife(), clock);
        desk = config.valhalla()
                .<RoadService>map(base -> new Valhalla(http, base))
                .or(() -> config.osrm().map(base -> new Osrm(http, base)))
                .map(service -> new RoadDesk(service, cache, config, clock));
    }

    /// What is known of the ways among some places.
    ///
    /// @param service `valhalla`, `osrm` or, where nobody was asked, `estimate`
    /// @param estimated how many of the ways were estimated although a service should know them
    /// @param fault why, in the words of an operator
    public record Found(
            Travel travel,
            String service,
            int estimated,
            @Nullable String fault) {}

    /// How the speed changes over a day: `factors` of the free road's, one an hour from local midnight, or none;
    /// `originHour` is the local hour at which the problem's time begins, and `hours` how long it is looked at.
    public record Rhythm(List<Double> factors, double originHour, int hours) {
        public Rhythm {
            factors = List.copyOf(factors);
        }

        /// Factors of the time that a way takes, by quarters of an hour, since a plan may begin at any; none if it is
        /// the same at all hours.
        double[] slots() {
            double[] slots = new double[factors.isEmpty() ? 0 : 4 * hours];
            for (int slot = 0; slot < slots.length; slot++) {
                int hour = (int) Math.floorMod((long) Math.floor(originHour + slot / 4.0), 24L);
                slots[slot] = 1 / factors.get(hour);
            }
            return slots;
        }
    }

    /// Places, and what is assumed of the ways among them.
    ///
    /// @param estimate of the same places in the same order, for whatever the service does not tell
    /// @param been numbers of the places where somebody is or was, and where he begins and ends: ways lead among
    /// them, whatever the service says; of any other place it is believed
    public record Ways(List<Position> places, Travel estimate, Rhythm rhythm, Set<Integer> been) {
        public Ways {
            places = List.copyOf(places);
            been = Set.copyOf(been);
        }

        /// Whether nothing but an estimate can be made of what the service says of a way.
        boolean isOpen(int from, int to, @Nullable Road road) {
            return road == null || !road.isTold() || (!road.leads() && been.contains(from) && been.contains(to));
        }
    }

    /// Ways among all of these, asked for where they are not remembered. To be called outside of transactions: it
    /// waits for others.
    public Found among(Ways ways) {
        if (desk.isEmpty()) {
            return new Found(ways.estimate(), "estimate", 0, null);
        }
        RoadDesk roads = desk.get();
        List<Position> places = ways.places();
        if (places.size() > MOST_PLACES) {
            int among = places.size() * (places.size() - 1);
            return new Found(ways.estimate(), roads.name(), among, "more than " + MOST_PLACES + " places");
        }
        Road[][] known = remembered(places, roads);
        String fault = roads.ask(unknown(known, places), config.patience());
        known = remembered(places, roads);
        if (fault == null && isUntold(known)) {
            fault = KnownWays.UNTOLD;
        }
        return merged(known, ways, roads.name(), fault);
    }

    private static boolean isUntold(@Nullable Road[][] known) {
        return Arrays.stream(known).flatMap(Arrays::stream).anyMatch(each -> each != null && !each.isTold());
    }

    /// Whether there is anybody to ask.
    public boolean hasService() {
        return desk.isPresent();
    }

    /// The same, looked up as they are needed and asking nobody; empty where no service is, and the estimate is all.
    public Optional<KnownWays> known(Ways ways) {
        return desk.map(roads -> new KnownWays(ways, roads, null));
    }

    /// The same ways after the service was asked, for as long as somebody can be kept waiting, for those that were
    /// lacking. To be called outside of transactions.
    public KnownWays asked(KnownWays lacking) {
        RoadDesk roads = desk.orElseThrow();
        String fault = roads.ask(lacking.blocks(config.block()), config.promptness());
        return new KnownWays(lacking.ways, roads, fault);
    }

    /// What is remembered of these ways, for [#recall]; null if it is nothing, or too much.
    public byte @Nullable [] kept(Ways ways) {
        return desk.map(roads -> ways.places().size() > MOST_PLACES ? null : KeptWays.pack(ways.places(), roads))
                .orElse(null);
    }

    /// Remembers ways that [#kept] packed, maybe on another node.
    public void recall(byte[] kept) {
        desk.ifPresent(roads -> KeptWays.unpack(kept, roads));
    }

    private static @Nullable Road[][] remembered(List<Position> places, RoadDesk roads) {
        Road[][] known = new Road[places.size()][places.size()];
        for (int from = 0; from < known.length; from++) {
            for (int to = 0; to < known.length; to++) {
                known[from][to] = from == to ? Road.NONE : roads.find(places.get(from), places.get(to));
            }
        }
        return known;
    }

    /// Blocks in which something is unknown.
    private List<RoadDesk.Block> unknown(@Nullable Road[][] known, List<Position> places) {
        List<RoadDesk.Block> blocks = new ArrayList<>();
        int block = config.block();
        for (int row = 0; row < known.length; row += block) {
            int rows = Math.min(known.length, row + block);
            for (int column = 0; column < known.length; column += block) {
                int columns = Math.min(known.length, column + block);
                if (!isWhole(known, row, rows, column, columns)) {
                    blocks.add(new RoadDesk.Block(places.subList(row, rows), places.subList(column, columns)));
                }
            }
        }
        return blocks;
    }

    private static boolean isWhole(@Nullable Road[][] known, int row, int rows, int column, int columns) {
        for (int from = row; from < rows; from++) {
            for (int to = column; to < columns; to++) {
                if (known[from][to] == null) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Estimates are brought to the measure of what is known, so that nobody is sent the way that nobody measured.
    private static Found merged(@Nullable Road[][] known, Ways ways, String name, @Nullable String fault) {
        Travel estimate = ways.estimate();
        int places = known.length;
        double scale = scale(known, estimate);
        int[][] seconds = new int[places][places];
        int[][] meters = new int[places][places];
        int estimated = 0;
        for (int from = 0; from < places; from++) {
            for (int to = 0; to < places; to++) {
                Road road = known[from][to];
                if (road == null || ways.isOpen(from, to, road)) {
                    estimated++;
                    seconds[from][to] = (int) Math.min(Travel.UNREACHABLE, estimate.shortest(from, to) * scale);
                    meters[from][to] = estimate.meters(from, to);
                } else {
                    seconds[from][to] = road.seconds();
                    meters[from][to] = road.meters();
                }
            }
        }
        return estimated == places * (places - 1)
                ? new Found(estimate, name, estimated, fault)
                : new Found(timed(seconds, meters, ways.rhythm()), name, estimated, fault);
    }

    /// The median of known over estimated seconds, of a thousand ways or so.
    private static double scale(@Nullable Road[][] known, Travel estimate) {
        int step = 1 + known.length * known.length / 1_000;
        double[] ratios = new double[known.length * known.length / step + 1];
        int count = 0;
        for (int way = 0; way < known.length * known.length; way += step) {
            int from = way / known.length;
            int to = way % known.length;
            Road road = known[from][to];
            if (road != null && road.isTold() && road.leads() && estimate.shortest(from, to) > 60) {
                ratios[count++] = (double) road.seconds() / estimate.shortest(from, to);
            }
        }
        Arrays.sort(ratios, 0, count);
        return count == 0 ? 1 : ratios[count / 2];
    }

    private static Travel timed(int[][] seconds, int[][] meters, Rhythm rhythm) {
        return rhythm.factors().isEmpty()
                ? Matrix.constant(seconds, meters)
                : Matrix.bySlot(seconds, meters, 900, rhythm.slots());
    }
}
