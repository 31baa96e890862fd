package io.naichang.tracks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Where a car drove: milliseconds since it set out, latitude, longitude.
///
/// A real one is read from the GPX file that the environment's NAICHANG_TEST_TRACK names; otherwise it goes from Chiang
/// Mai to Lamphun, straight.
record Drive(List<double[]> points) {
    private static final Pattern POINT =
            Pattern.compile("<trkpt lat=\"([-0-9.]+)\" lon=\"([-0-9.]+)\">.*?<time>([^<]+)</time>", Pattern.DOTALL);

    static Drive some() throws IOException {
        String file = System.getenv("NAICHANG_TEST_TRACK");
        return file == null ? toLamphun(700, Duration.ofSeconds(10)) : recorded(Files.readString(Path.of(file)));
    }

    static Drive toLamphun(int count, Duration step) {
        List<double[]> points = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            double way = (double) at / count;
            points.add(
                    new double[] {at * step.toMillis(), round(18.7883 - 0.2076 * way), round(98.9853 + 0.0234 * way)});
        }
        return new Drive(points);
    }

    private static double round(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }

    private static Drive recorded(String gpx) {
        List<MatchResult> found = POINT.matcher(gpx).results().toList();
        Instant first = time(found.getFirst());
        List<double[]> points = new ArrayList<>();
        for (MatchResult each : found) {
            double since = Duration.between(first, time(each)).toMillis();
            points.add(new double[] {since, Double.parseDouble(each.group(1)), Double.parseDouble(each.group(2))});
        }
        return new Drive(points);
    }

    private static Instant time(MatchResult point) {
        return Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(point.group(3)));
    }

    Duration length() {
        return Duration.ofMillis((long) points.getLast()[0]);
    }
}
