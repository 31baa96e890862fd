package io.naichang.travel;

import io.naichang.routing.Matrix;
import io.naichang.routing.Travel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Travel times among places: what the road service says, from memory or asked for, and an estimate for the rest. A
/// service that is slow, wrong or gone never holds up a plan and never makes one wrong: its answer is left out whole.
/// To be called outside of transactions: it waits for others.
@ApplicationScoped
public class TravelTimes {
    private static final Logger LOG = Logger.getLogger(TravelTimes.class);

    /// More ways are asked for from no service; a plan of so many visits is estimated and says so.
    private static final int MOST_PLACES = 1_000;

    private final Optional<RoadService> service;
    private final RoadCache cache;
    private final TravelConfig config;
    private final Clock clock;
    private final AtomicReference<Instant> restingUntil = new AtomicReference<>(Instant.MIN);

    @Inject
    TravelTimes(TravelConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        RoadHttp http = new RoadHttp(config.timeout());
        service = config.valhalla()
                .<RoadService>map(base -> new Valhalla(http, base))
                .or(() -> config.osrm().map(base -> new Osrm(http, base)));
        cache = new RoadCache(config.cacheSize(), config.cacheLife(), clock);
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
    }

    /// Places, and what is assumed of the ways among them.
    ///
    /// @param estimate of the same places in the same order, for whatever the service does not tell
    public record Ways(List<Position> places, Travel estimate, Rhythm rhythm) {
        public Ways {
            places = List.copyOf(places);
        }
    }

    /// Ways among all of these, asked for where they are not remembered. To be called outside of transactions: it
    /// waits for others.
    public Found among(Ways ways) {
        return found(ways, true);
    }

    /// The same without asking anybody, for whoever cannot wait.
    public Found remembered(Ways ways) {
        return found(ways, false);
    }

    private Found found(Ways ways, boolean asking) {
        if (service.isEmpty()) {
            return new Found(ways.estimate(), "estimate", 0, null);
        }
        RoadService roads = service.get();
        List<Position> places = ways.places();
        if (places.size() > MOST_PLACES) {
            int among = places.size() * (places.size() - 1);
            return new Found(ways.estimate(), roads.name(), among, "more than " + MOST_PLACES + " places");
        }
        Road[][] known = new Road[places.size()][places.size()];
        remember(known, places);
        String fault = asking ? fill(known, places, roads) : null;
        if (fault == null && isUntold(known)) {
            fault = "knows no way to or from some places: too far from any road, or from the others";
        }
        return merged(known, ways.estimate(), ways.rhythm(), roads.name(), fault);
    }

    private void remember(@Nullable Road[][] known, List<Position> places) {
        for (int from = 0; from < known.length; from++) {
            for (int to = 0; to < known.length; to++) {
                known[from][to] = from == to ? new Road(0, 0) : cache.find(places.get(from), places.get(to));
            }
        }
    }

    private @Nullable String fill(@Nullable Road[][] known, List<Position> places, RoadService roads) {
        Instant deadline = clock.instant().plus(config.patience());
        int block = config.block();
        for (int row = 0; row < known.length; row += block) {
            int rows = Math.min(known.length, row + block);
            for (int column = 0; column < known.length; column += block) {
                int columns = Math.min(known.length, column + block);
                if (isWhole(known, row, rows, column, columns)) {
                    continue;
                }
                Instant now = clock.instant();
                if (now.isBefore(restingUntil.get())) {
                    return "rests since it failed";
                }
                if (now.isAfter(deadline)) {
                    return "was not done within " + config.patience();
                }
                String fault = ask(known, places, roads, row, rows, column, columns);
                if (fault != null) {
                    return fault;
                }
            }
        }
        return null;
    }

    private static boolean isUntold(@Nullable Road[][] known) {
        return Arrays.stream(known).flatMap(Arrays::stream).anyMatch(each -> each != null && !each.isTold());
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

    private @Nullable String ask(
            @Nullable Road[][] known,
            List<Position> places,
            RoadService roads,
            int row,
            int rows,
            int column,
            int columns) {
        List<Position> sources = places.subList(row, rows);
        List<Position> targets = places.subList(column, columns);
        try {
            Road[][] answer = roads.ask(sources, targets);
            for (int from = row; from < rows; from++) {
                for (int to = column; to < columns; to++) {
                    if (from != to) {
                        Road road = answer[from - row][to - column];
                        known[from][to] = road;
                        cache.keep(places.get(from), places.get(to), road);
                    }
                }
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was interrupted";
        } catch (IOException e) {
            restingUntil.set(clock.instant().plus(config.rest()));
            LOG.warnf("%s %s; travel times are estimated for %s", roads.name(), e.getMessage(), config.rest());
            return String.valueOf(e.getMessage());
        }
    }

    /// Estimates are brought to the measure of what is known, so that nobody is sent the way that nobody measured.
    private static Found merged(
            @Nullable Road[][] known, Travel estimate, Rhythm rhythm, String name, @Nullable String fault) {
        int places = known.length;
        double scale = scale(known, estimate);
        int[][] seconds = new int[places][places];
        int[][] meters = new int[places][places];
        int estimated = 0;
        for (int from = 0; from < places; from++) {
            for (int to = 0; to < places; to++) {
                Road road = known[from][to];
                if (road == null || !road.isTold()) {
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
                : new Found(timed(seconds, meters, rhythm), name, estimated, fault);
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
            if (road != null
                    && road.isTold()
                    && road.seconds() < Travel.UNREACHABLE
                    && estimate.shortest(from, to) > 60) {
                ratios[count++] = (double) road.seconds() / estimate.shortest(from, to);
            }
        }
        Arrays.sort(ratios, 0, count);
        return count == 0 ? 1 : ratios[count / 2];
    }

    /// By quarters of an hour, since a plan may begin at any.
    private static Travel timed(int[][] seconds, int[][] meters, Rhythm rhythm) {
        if (rhythm.factors().isEmpty()) {
            return Matrix.constant(seconds, meters);
        }
        double[] slots = new double[4 * rhythm.hours()];
        for (int slot = 0; slot < slots.length; slot++) {
            int hour = (int) Math.floorMod((long) Math.floor(rhythm.originHour() + slot / 4.0), 24L);
            slots[slot] = 1 / rhythm.factors().get(hour);
        }
        return Matrix.bySlot(seconds, meters, 900, slots);
    }
}
