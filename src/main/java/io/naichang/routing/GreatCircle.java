package io.naichang.routing;

import java.util.List;

/// Travel without any service: the great circle, a factor for the bends of roads, and a speed by hour and density.
///
/// The density of a place says how much of town it is (0 country … 1 city centre); a drive takes the mean of its ends.
/// Speeds are metres per second in the country and in town, times the factor of the hour of departure.
public final class GreatCircle implements Travel {
    private static final double EARTH_METERS = 6_371_008.8;

    /// Three coordinates of each place on a ball of radius one half: what lies between two of them is half their chord.
    private final double[] onBall;

    private final double[] density;
    private final Pace pace;
    private final double fastest;

    /// How fast one gets on: `hourly` are 24 factors of speed by local hour (1 = free road), or none for all alike;
    /// `originHour` is the local hour of day of the problem's origin.
    public record Pace(double roadFactor, double country, double town, List<Double> hourly, double originHour) {
        public Pace {
            hourly = List.copyOf(hourly);
            boolean positive = roadFactor >= 1 && country > 0 && town > 0;
            boolean known = hourly.isEmpty() || hourly.size() == 24;
            if (!positive || !known || hourly.stream().anyMatch(each -> !(each > 0))) {
                throw new IllegalArgumentException("road factor " + roadFactor + ", speeds " + country + " and " + town
                        + ", hourly " + hourly + " are no pace");
            }
        }

        /// What a Thai provincial town was like before anybody calibrated it: 65 km/h outside, 28 km/h within.
        public static Pace uncalibrated() {
            return new Pace(1.35, 18, 7.8, List.of(), 0);
        }
    }

    public GreatCircle(double[] latitudes, double[] longitudes, double[] density, Pace pace) {
        if (latitudes.length != longitudes.length || latitudes.length != density.length) {
            throw new IllegalArgumentException("latitudes, longitudes and densities differ in number");
        }
        for (int place = 0; place < latitudes.length; place++) {
            if (!(Math.abs(latitudes[place]) <= 90 && Math.abs(longitudes[place]) <= 180)) {
                throw new IllegalArgumentException(
                        "place " + place + " has no position: " + latitudes[place] + ", " + longitudes[place]);
            }
        }
        onBall = new double[3 * latitudes.length];
        for (int place = 0; place < latitudes.length; place++) {
            double north = Math.toRadians(latitudes[place]);
            double east = Math.toRadians(longitudes[place]);
            onBall[3 * place] = Math.cos(north) * Math.cos(east) / 2;
            onBall[3 * place + 1] = Math.cos(north) * Math.sin(east) / 2;
            onBall[3 * place + 2] = Math.sin(north) / 2;
        }
        this.density = density.clone();
        this.pace = pace;
        fastest = pace.hourly.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    }

    @Override
    public int places() {
        return density.length;
    }

    @Override
    public int seconds(int from, int to, int departure) {
        if (pace.hourly.isEmpty()) {
            return shortest(from, to);
        }
        int hour = (int) Math.floorMod((long) Math.floor(pace.originHour + departure / 3600.0), 24L);
        return (int) Math.round(free(from, to) / pace.hourly.get(hour));
    }

    @Override
    public int meters(int from, int to) {
        return (int) Math.round(road(from, to));
    }

    @Override
    public int shortest(int from, int to) {
        return pace.hourly.isEmpty() ? (int) Math.round(free(from, to)) : (int) Math.floor(free(from, to) / fastest);
    }

    @Override
    public boolean constant() {
        return pace.hourly.isEmpty();
    }

    @Override
    public boolean symmetric() {
        return true;
    }

    private double free(int from, int to) {
        double town = Math.clamp((density[from] + density[to]) / 2, 0, 1);
        return road(from, to) / (pace.country + (pace.town - pace.country) * town);
    }

    private double road(int from, int to) {
        double x = onBall[3 * from] - onBall[3 * to];
        double y = onBall[3 * from + 1] - onBall[3 * to + 1];
        double z = onBall[3 * from + 2] - onBall[3 * to + 2];
        return 2 * EARTH_METERS * Math.asin(Math.min(1, Math.sqrt(x * x + y * y + z * z))) * pace.roadFactor;
    }
}
