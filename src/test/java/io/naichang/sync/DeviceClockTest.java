package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeviceClockTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant BOOTED = NOW.minus(Duration.ofHours(8));
    private static final Instant ANSWERED = NOW.minus(Duration.ofHours(6));

    private static DeviceClock.Known known(@Nullable Duration skew) {
        return new DeviceClock.Known(Map.of("b1", BOOTED), skew == null ? null : skew.toMillis(), ANSWERED, NOW);
    }

    private static ObjectNode at(Instant wall) {
        return Json.object().put("at", wall.toString());
    }

    @Test
    void a_time_of_the_same_boot_is_exact_whatever_the_wall_clock_says() {
        ObjectNode mutation = at(NOW.plus(Duration.ofDays(3)))
                .put("boot", "b1")
                .put("mono", Duration.ofHours(5).toMillis());

        assertThat(known(Duration.ofDays(-3)).occurred(mutation))
                .isEqualTo(new DeviceClock.Occurred(BOOTED.plus(Duration.ofHours(5)), "exact"));
    }

    @Test
    void a_wall_clock_three_days_ahead_is_corrected_by_its_skew() {
        Instant real = NOW.minus(Duration.ofHours(2));

        assertThat(known(Duration.ofDays(-3)).occurred(at(real.plus(Duration.ofDays(3)))))
                .isEqualTo(new DeviceClock.Occurred(real, "bounded"));
    }

    @Test
    void nothing_happened_after_now_or_before_the_last_answer() {
        assertThat(known(Duration.ZERO)
                        .occurred(at(NOW.plus(Duration.ofDays(1))))
                        .at())
                .isEqualTo(NOW);
        assertThat(known(Duration.ZERO)
                        .occurred(at(NOW.minus(Duration.ofDays(30))))
                        .at())
                .isEqualTo(ANSWERED);
    }

    @Test
    void without_any_anchor_or_skew_the_phones_word_is_kept_and_called_so() {
        Instant said = NOW.minus(Duration.ofHours(1));

        assertThat(known(null).occurred(at(said))).isEqualTo(new DeviceClock.Occurred(said, "device"));
        assertThat(known(null).occurred(Json.object())).isEqualTo(new DeviceClock.Occurred(NOW, "device"));
    }

    @Test
    void a_boot_that_no_call_anchored_falls_back_to_the_wall_clock() {
        ObjectNode mutation = at(NOW.minusSeconds(60)).put("boot", "b0").put("mono", 5);

        assertThat(known(Duration.ZERO).occurred(mutation).quality()).isEqualTo("bounded");
    }
}
