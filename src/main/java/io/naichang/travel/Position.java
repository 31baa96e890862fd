package io.naichang.travel;

import io.naichang.platform.GreatCircle;

/// A place on earth, WGS 84, in degrees.
public record Position(double lat, double lon) {
    /// Roads are known to about a metre; closer places are one.
    private static final double GRID = 100_000;

    public Position {
        if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
            throw new IllegalArgumentException(lat + ", " + lon + " is no place on earth");
        }
        lat = Math.round(lat * GRID) / GRID;
        lon = Math.round(lon * GRID) / GRID;
    }

    /// As the crow flies.
    double metersTo(Position other) {
        return GreatCircle.meters(lat, lon, other.lat, other.lon);
    }
}
