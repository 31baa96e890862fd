package io.naichang.planning;

import io.naichang.routing.GreatCircle;
import io.naichang.routing.Travel;
import io.naichang.travel.Position;
import io.naichang.travel.TravelTimes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Numbers positions, and makes the ways between them as the company's policy has them.
final class Places {
    private static final double KMH = 1 / 3.6;

    private final Map<Position, Integer> numbers = new HashMap<>();
    private final List<Position> all = new ArrayList<>();

    int number(double lat, double lon) {
        return numbers.computeIfAbsent(new Position(lat, lon), each -> {
            all.add(each);
            return all.size() - 1;
        });
    }

    /// @param been where somebody is or was
    TravelTimes.Ways ways(PolicyForm policy, Instant origin, Instant end, ZoneId zone, Set<Integer> been) {
        double[] town = new double[all.size()];
        Arrays.fill(town, policy.townShare().doubleValue());
        List<Double> hourly =
                policy.hourly().stream().map(BigDecimal::doubleValue).toList();
        double hour = origin.atZone(zone).toLocalTime().toSecondOfDay() / 3600.0;
        Travel estimate = new GreatCircle(
                all.stream().mapToDouble(Position::lat).toArray(),
                all.stream().mapToDouble(Position::lon).toArray(),
                town,
                new GreatCircle.Pace(
                        policy.roadFactor().doubleValue(),
                        policy.countryKmh().doubleValue() * KMH,
                        policy.townKmh().doubleValue() * KMH,
                        hourly,
                        hour));
        int hours = (int) Duration.between(origin, end).toHours() + 25;
        return new TravelTimes.Ways(all, estimate, new TravelTimes.Rhythm(hourly, hour, hours), been);
    }
}
