package io.naichang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GreatCircleTest {
    private static double km(double lat, double lon, double otherLat, double otherLon) {
        return GreatCircle.meters(lat, lon, otherLat, otherLon) / 1000;
    }

    @Test
    void bangkok_to_chiang_mai_is_583_km() {
        assertThat(km(13.7563, 100.5018, 18.7883, 98.9853)).isCloseTo(583, within(2.0));
    }

    @Test
    void a_place_is_no_distance_from_itself() {
        assertThat(km(13.7563, 100.5018, 13.7563, 100.5018)).isZero();
    }

    @Test
    void the_other_side_of_the_date_line_is_near() {
        assertThat(km(0, 179.5, 0, -179.5)).isCloseTo(111.2, within(0.1));
    }

    @Test
    void antipodes_are_half_the_circumference_away() {
        assertThat(km(90, 0, -90, 0)).isCloseTo(20015.1, within(0.1));
    }

    @Test
    void a_hundred_metres_are_told_apart() {
        assertThat(km(13.7563, 100.5018, 13.7572, 100.5018)).isCloseTo(0.1, within(0.001));
    }
}
