package io.naichang.parts;

/// Distances over the ground, without roads.
final class GreatCircle {
    /// The mean radius of the earth (IUGG), in kilometres.
    private static final double RADIUS = 6371.0088;

    private GreatCircle() {}

    /// Kilometres between two positions in degrees, by the haversine formula: exact enough for near points too.
    static double km(double lat, double lon, double otherLat, double otherLon) {
        double dLat = Math.toRadians(otherLat - lat) / 2;
        double dLon = Math.toRadians(otherLon - lon) / 2;
        double h = Math.pow(Math.sin(dLat), 2)
                + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(otherLat)) * Math.pow(Math.sin(dLon), 2);
        return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
