package io.naichang.travel;

/// Distances as the crow flies.
final class Sphere {
    /// The mean radius of the earth (IUGG), in metres.
    private static final double RADIUS = 6_371_008.8;

    private Sphere() {}

    /// By the haversine formula, in metres.
    static double meters(Position from, Position to) {
        double north = Math.sin(Math.toRadians(to.lat() - from.lat()) / 2);
        double east = Math.sin(Math.toRadians(to.lon() - from.lon()) / 2);
        double chord =
                north * north + Math.cos(Math.toRadians(from.lat())) * Math.cos(Math.toRadians(to.lat())) * east * east;
        return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)));
    }
}
