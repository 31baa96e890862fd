package io.naichang.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GreatCircleTest {
    @Test
    void bangkok_to_chiang_mai_is_583_km() {
        assertThat(GreatCircle.km(13.7563, 100.5018, 18.7883, 98.9853)).isCloseTo(583, within(2.0));
    }

    @Test
    void a_place_is_no_distance_from_itself() {
        assertThat(GreatCircle.km(13.7563, 100.5018, 13.7563, 100.5018)).isZero();
    }

    @Test
    void the_other_side_of_the_date_line_is_near() {
        assertThat(GreatCircle.km(0, 179.5, 0, -179.5)).isCloseTo(111.2, within(0.1));
    }

    @Test
    void antipodes_are_half_the_circumference_away() {
        assertThat(GreatCircle.km(90, 0, -90, 0)).isCloseTo(20015.1, within(0.1));
    }

    @Test
    void a_hundred_metres_are_told_apart() {
        assertThat(GreatCircle.km(13.7563, 100.5018, 13.7572, 100.5018)).isCloseTo(0.1, within(0.001));
    }
}
