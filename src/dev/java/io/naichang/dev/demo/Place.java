package io.naichang.dev.demo;

/// A position, in degrees (WGS 84).
record Place(double lat, double lon) {
    static final Place CHIANG_MAI = new Place(18.7883, 98.9853);
}
