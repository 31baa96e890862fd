package io.naichang.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.naichang.travel.Calibration.Assumed;
import io.naichang.travel.Calibration.Driven;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A town whose roads are known to the test, driven through by seeded vans.
class CalibrationTest {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T17:00:00Z");
    private static final Assumed ASSUMED = new Assumed(1.35, 12, List.of());

    /// Roads 1.5 times the crow's way, 9 m/s, at five in the afternoon half of it; one van in ten has lunch.
    private static List<Driven> drives(int count) {
        Random random = new Random(7);
        List<Driven> drives = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Position from = new Position(18.7 + random.nextDouble() / 5, 98.9 + random.nextDouble() / 5);
            Position to = new Position(18.7 + random.nextDouble() / 5, 98.9 + random.nextDouble() / 5);
            double meters = from.metersTo(to) * 1.5 * (0.9 + random.nextDouble() / 5);
            int hour = 8 + random.nextInt(11);
            double seconds = meters / (hour == 17 ? 4.5 : 9) * (0.9 + random.nextDouble() / 5)
                    + (random.nextInt(10) == 0 ? 2700 : 0);
            Instant start = MIDNIGHT.plusSeconds(hour * 3600L + random.nextInt(1800));
            drives.add(new Driven(from, to, start, start.plusMillis((long) (seconds * 1000)), meters));
        }
        return drives;
    }

    @Test
    void what_vans_drove_tells_how_roads_are() {
        Calibration found = Calibration.of(drives(600), ASSUMED, BANGKOK);

        assertThat(found.roadFactor()).isCloseTo(1.5, within(0.05));
        assertThat(found.speed() * ASSUMED.speed()).isCloseTo(9, within(0.6));
        assertThat(found.hourly().get(17)).isBetween(0.45, 0.7);
        assertThat(found.hourly().get(10)).isCloseTo(1, within(0.1));
        assertThat(found.hourly().get(3)).as("nobody drove").isEqualTo(1);
        assertThat(found.errorAfter()).isLessThan(found.errorBefore() / 2);
    }

    @Test
    void a_few_drives_say_nothing() {
        assertThatThrownBy(() -> Calibration.of(drives(Calibration.LEAST_DRIVES - 1), ASSUMED, BANGKOK))
                .hasMessageContaining("19 drives");
    }
}
