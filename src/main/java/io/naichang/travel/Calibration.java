package io.naichang.travel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What recorded drives say about the estimate of travel times: how much longer roads are than the crow flies, how fast
/// one gets on, and at which hours slower. Medians, since the one who stopped for lunch is no road.
///
/// @param drives how many were looked at
/// @param roadFactor road over great circle
/// @param speed what the estimate's speeds are to be multiplied by
/// @param hourly 24 factors of the speed by local hour; near 1 where few drives were seen
/// @param errorBefore the median of |estimated − driven| over driven, by what was assumed until now
/// @param errorAfter the same by this; of the same drives, so a little better than of others
public record Calibration(
        int drives, double roadFactor, double speed, List<Double> hourly, double errorBefore, double errorAfter) {
    /// Fewer say nothing.
    public static final int LEAST_DRIVES = 20;

    /// An hour's factor counts as if so many drives had been seen at the usual speed.
    private static final int SHRINK = 10;

    public Calibration {
        hourly = List.copyOf(hourly);
    }

    /// A drive that was recorded.
    public record Driven(Position from, Position to, Instant start, Instant end, double meters) {
        double crow() {
            return from.metersTo(to);
        }

        double seconds() {
            return Duration.between(start, end).toMillis() / 1000.0;
        }
    }

    /// What was assumed until now.
    ///
    /// @param speed metres per second on free roads
    public record Assumed(double roadFactor, double speed, List<Double> hourly) {
        public Assumed {
            hourly = List.copyOf(hourly);
        }

        private double seconds(Driven drive, ZoneId zone) {
            double factor =
                    hourly.isEmpty() ? 1 : hourly.get(drive.start().atZone(zone).getHour());
            return drive.crow() * roadFactor / (speed * factor);
        }

        private double error(List<Driven> drives, ZoneId zone) {
            return median(drives, each -> Math.abs(seconds(each, zone) - each.seconds()) / each.seconds());
        }
    }

    /// Learns from drives.
    ///
    /// @throws IllegalArgumentException if there are fewer than [#LEAST_DRIVES]
    public static Calibration of(List<Driven> drives, Assumed assumed, ZoneId zone) {
        if (drives.size() < LEAST_DRIVES) {
            throw new IllegalArgumentException(drives.size() + " drives say nothing");
        }
        // A straight road is as long as the crow's way, and GPS rounds bends off.
        double roadFactor = Math.clamp(median(drives, each -> each.meters() / each.crow()), 1, 5);
        double pace = median(drives, each -> each.crow() * roadFactor / each.seconds());
        List<Double> hourly = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            int at = hour;
            List<Driven> then = drives.stream()
                    .filter(each -> each.start().atZone(zone).getHour() == at)
                    .toList();
            double seen = then.isEmpty() ? 1 : median(then, each -> each.crow() * roadFactor / each.seconds() / pace);
            hourly.add(Math.clamp((seen * then.size() + SHRINK) / (then.size() + SHRINK), 0.05, 5));
        }
        Assumed found = new Assumed(roadFactor, pace, hourly);
        return new Calibration(
                drives.size(),
                roadFactor,
                pace / assumed.speed(),
                hourly,
                assumed.error(drives, zone),
                found.error(drives, zone));
    }

    private static double median(List<Driven> drives, ToDoubleFunction<Driven> value) {
        double[] values = drives.stream().mapToDouble(value).toArray();
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
