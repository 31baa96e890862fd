package io.naichang.platform;

/// Distances over the ground, without roads. The routing engine, which knows nothing of us, has its own.
public final class GreatCircle {
    /// The mean radius of the earth (IUGG), in metres.
    private static final double RADIUS = 6_371_008.8;

    private GreatCircle() {}

    /// Metres between two positions in degrees, by the haversine formula: exact enough for near points too.
    public static double meters(double lat, double lon, double otherLat, double otherLon) {
        double dLat = Math.toRadians(otherLat - lat) / 2;
        double dLon = Math.toRadians(otherLon - lon) / 2;
        double h = Math.pow(Math.sin(dLat), 2)
                + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(otherLat)) * Math.pow(Math.sin(dLon), 2);
        return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
