package io.naichang.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.naichang.platform.Json;
import io.naichang.tracks.TrackReading.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where one drive ends and the next begins.
class DrivesTest {
    private static final Instant START = Instant.parse("2026-11-24T01:00:00Z");

    private final List<Fix> fixes = new ArrayList<>();
    private double lat = 18.7;
    private int second;

    private void fix(double accuracy) {
        fixes.add(new Fix(START.plusSeconds(second), new TrackPoint(0, lat, 98.98, accuracy, false, Json.object())));
        second += 10;
    }

    /// 10 m/s to the north.
    private void drive(Duration length) {
        for (int i = 0; i < length.toSeconds() / 10; i++) {
            lat += 100 / 111_195.0;
            fix(8);
        }
    }

    private void stand(Duration length) {
        for (int i = 0; i < length.toSeconds() / 10; i++) {
            fix(8);
        }
    }

    @Test
    void a_drive_goes_from_standing_to_standing() {
        stand(Duration.ofMinutes(5));
        drive(Duration.ofMinutes(10));
        stand(Duration.ofMinutes(40));
        drive(Duration.ofMinutes(20));
        stand(Duration.ofMinutes(5));

        List<Drives.Drive> drives = Drives.of(fixes);
        assertThat(drives).hasSize(2);
        assertThat(drives.get(0).meters()).isCloseTo(6_000, within(150.0));
        assertThat(drives.get(1).meters()).isCloseTo(12_000, within(150.0));
        assertThat(Duration.between(drives.get(0).start(), drives.get(0).end()).toSeconds())
                .isBetween(570L, 630L);
    }

    @Test
    void a_traffic_light_is_no_arrival() {
        stand(Duration.ofMinutes(5));
        drive(Duration.ofMinutes(5));
        stand(Duration.ofMinutes(2));
        drive(Duration.ofMinutes(5));
        stand(Duration.ofMinutes(5));
        assertThat(Drives.of(fixes)).hasSize(1);
    }

    @Test
    void what_was_under_way_at_either_end_is_left_out() {
        drive(Duration.ofMinutes(10));
        stand(Duration.ofMinutes(5));
        drive(Duration.ofMinutes(10));
        assertThat(Drives.of(fixes)).isEmpty();
    }

    @Test
    void positions_that_may_be_anywhere_say_nothing() {
        stand(Duration.ofMinutes(5));
        lat += 0.5;
        fix(5_000);
        lat -= 0.5;
        stand(Duration.ofMinutes(5));
        assertThat(Drives.of(fixes)).isEmpty();
    }

    @Test
    void who_moves_his_van_in_the_yard_has_not_driven() {
        stand(Duration.ofMinutes(5));
        drive(Duration.ofSeconds(60));
        stand(Duration.ofMinutes(5));
        assertThat(Drives.of(fixes)).isEmpty();
    }
}
